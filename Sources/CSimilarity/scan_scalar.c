#include "kernels.h"

static void scan(const int8_t *codes, size_t groups, size_t rows, const int8_t *probe, int32_t *dots) {
    for (size_t group = 0; group < groups; group++) {
        int32_t sums[SIMILARITY_LANES] = {0};
        for (size_t row = 0; row < rows; row++) {
            const int8_t *four = probe + row * SIMILARITY_STEP;
            for (size_t lane = 0; lane < SIMILARITY_LANES; lane++) {
                sums[lane] += codes[0] * four[0] + codes[1] * four[1] + codes[2] * four[2] + codes[3] * four[3];
                codes += SIMILARITY_STEP;
            }
        }
        for (size_t lane = 0; lane < SIMILARITY_LANES; lane++) *dots++ = sums[lane];
    }
}

const similarity_scan_kernel similarity_scan_scalar = {"scalar", scan};
