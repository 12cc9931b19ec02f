#include "kernels.h"

static double dot(const float *left, const float *right, size_t count) {
    double lanes[8] = {0};
    for (size_t i = 0; i < count; i++) lanes[i % 8] += (double)left[i] * (double)right[i];
    for (size_t width = 4; width > 0; width /= 2)
        for (size_t lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
    return lanes[0];
}

const similarity_dot_kernel similarity_dot_scalar = {"scalar", dot};
