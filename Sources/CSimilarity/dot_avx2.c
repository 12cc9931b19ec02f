#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256d product(const float *left, const float *right) {
    return _mm256_mul_pd(_mm256_cvtps_pd(_mm_loadu_ps(left)), _mm256_cvtps_pd(_mm_loadu_ps(right)));
}

AVX2 static double dot(const float *left, const float *right, size_t count) {
    __m256d low = _mm256_setzero_pd(), high = low;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        low = _mm256_add_pd(low, product(left + i, right + i));
        high = _mm256_add_pd(high, product(left + i + 4, right + i + 4));
    }
    double lanes[8];
    _mm256_storeu_pd(lanes, low);
    _mm256_storeu_pd(lanes + 4, high);
    for (; i < count; i++) lanes[i % 8] += (double)left[i] * (double)right[i];
    for (size_t width = 4; width > 0; width /= 2)
        for (size_t lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
    return lanes[0];
}

const similarity_dot_kernel similarity_dot_avx2 = {"avx2", dot};
#endif
