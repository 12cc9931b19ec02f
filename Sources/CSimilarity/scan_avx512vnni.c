#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "kernels.h"

#define VNNI __attribute__((target("avx512f,avx512vnni")))

VNNI static inline __m512i four_of(const int8_t *probe, size_t row) {
    int32_t four;
    memcpy(&four, probe + row * SIMILARITY_STEP, sizeof four);
    return _mm512_set1_epi32(four);
}

// VPDPBUSD multiplies unsigned with signed bytes: flipping a code's top bit adds 128 to it, and the
// sums start with 128 times the probe's sum taken off.
VNNI static inline __m512i shifted(const int8_t *codes) {
    return _mm512_xor_si512(_mm512_loadu_si512(codes), _mm512_set1_epi32((int32_t)0x80808080));
}

VNNI static void scan(const int8_t *codes, size_t groups, size_t rows, const int8_t *probe, int32_t *dots) {
    const size_t row_size = SIMILARITY_LANES * SIMILARITY_STEP, group_size = rows * row_size;
    int32_t probe_sum = 0;
    for (size_t i = 0; i < rows * SIMILARITY_STEP; i++) probe_sum += probe[i];
    const __m512i start = _mm512_set1_epi32(-128 * probe_sum);

    // Two groups at a time: each has its own chain of sums, and the probe is read once for both.
    size_t group = 0;
    for (; group + 2 <= groups; group += 2) {
        __m512i first = start, second = start;
        for (size_t row = 0; row < rows; row++, codes += row_size) {
            const __m512i four = four_of(probe, row);
            first = _mm512_dpbusd_epi32(first, shifted(codes), four);
            second = _mm512_dpbusd_epi32(second, shifted(codes + group_size), four);
        }
        codes += group_size;
        _mm512_storeu_si512(dots + group * SIMILARITY_LANES, first);
        _mm512_storeu_si512(dots + (group + 1) * SIMILARITY_LANES, second);
    }
    if (group < groups) {
        __m512i sums = start;
        for (size_t row = 0; row < rows; row++, codes += row_size)
            sums = _mm512_dpbusd_epi32(sums, shifted(codes), four_of(probe, row));
        _mm512_storeu_si512(dots + group * SIMILARITY_LANES, sums);
    }
}

const similarity_scan_kernel similarity_scan_avx512vnni = {"avx512vnni", scan};
#endif
