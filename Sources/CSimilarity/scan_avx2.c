#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "kernels.h"

#define AVX2 __attribute__((target("avx2")))

// Eight faces, four dimensions each. maddubs would be shorter but saturates, so the even and the odd
// codes are widened to 16 bits, where a pair of products always fits.
AVX2 static inline __m256i add_products(__m256i sums, const int8_t *codes, __m256i even, __m256i odd) {
    const __m256i packed = _mm256_loadu_si256((const __m256i *)codes);
    const __m256i low = _mm256_srai_epi16(_mm256_slli_epi16(packed, 8), 8);
    const __m256i high = _mm256_srai_epi16(packed, 8);
    return _mm256_add_epi32(sums, _mm256_add_epi32(_mm256_madd_epi16(low, even), _mm256_madd_epi16(high, odd)));
}

AVX2 static void scan(const int8_t *codes, size_t groups, size_t rows, const int8_t *probe, int32_t *dots) {
    for (size_t group = 0; group < groups; group++) {
        __m256i first = _mm256_setzero_si256(), second = first;
        for (size_t row = 0; row < rows; row++) {
            int32_t four;
            memcpy(&four, probe + row * SIMILARITY_STEP, sizeof four);
            const __m256i repeated = _mm256_set1_epi32(four);
            const __m256i even = _mm256_srai_epi16(_mm256_slli_epi16(repeated, 8), 8);
            const __m256i odd = _mm256_srai_epi16(repeated, 8);
            first = add_products(first, codes, even, odd);
            second = add_products(second, codes + 32, even, odd);
            codes += SIMILARITY_LANES * SIMILARITY_STEP;
        }
        _mm256_storeu_si256((__m256i *)dots, first);
        _mm256_storeu_si256((__m256i *)(dots + 8), second);
        dots += SIMILARITY_LANES;
    }
}

const similarity_scan_kernel similarity_scan_avx2 = {"avx2", scan};
#endif
