#include "CSimilarity.h"

static inline bool reaches(int32_t dot, float scale, float residual, similarity_bound bound, float cut) {
    return (bound.scale * scale) * (float)dot + (bound.slope * residual + bound.offset) >= cut;
}

size_t similarity_reaching(const int32_t *dots, const float *scales, const float *residuals, size_t count,
                           similarity_bound bound, float cut, uint32_t *indices) {
    size_t found = 0, i = 0;
    // Nearly always none of sixteen reaches the cut: that question is answered without a branch a face.
    for (; i + 16 <= count; i += 16) {
        int any = 0;
        for (size_t j = i; j < i + 16; j++) any |= reaches(dots[j], scales[j], residuals[j], bound, cut);
        if (!any) continue;
        for (size_t j = i; j < i + 16; j++)
            if (reaches(dots[j], scales[j], residuals[j], bound, cut)) indices[found++] = (uint32_t)j;
    }
    for (; i < count; i++)
        if (reaches(dots[i], scales[i], residuals[i], bound, cut)) indices[found++] = (uint32_t)i;
    return found;
}
