#include <math.h>
#include <string.h>

#include "CSimilarity.h"

enum { LANES = 8, LARGEST = 127 };

// What double precision may have lost in sums of at most 4,096 squares, and the rounding to float,
// are both far below this share.
static float rounded_up(double square) { return (float)(sqrt(square) * (1 + 0x1p-20)); }

static double total(const double lanes[LANES]) {
    double sum = 0;
    for (size_t lane = 0; lane < LANES; lane++) sum += lanes[lane];
    return sum;
}

bool similarity_quantise(const float *vector, size_t count, int8_t *codes, similarity_code *code) {
    // Eight independent sums, so that a compiler without licence to reorder can still use vectors.
    float largest_of[LANES] = {0};
    double squares[LANES] = {0}, residuals[LANES] = {0}, coded[LANES] = {0};
    const size_t whole = count - count % LANES;

    for (size_t i = 0; i < whole; i += LANES)
        for (size_t lane = 0; lane < LANES; lane++) {
            const float size = fabsf(vector[i + lane]);
            largest_of[lane] = size > largest_of[lane] ? size : largest_of[lane];
            squares[lane] += (double)size * (double)size;
        }
    for (size_t i = whole; i < count; i++) {
        const float size = fabsf(vector[i]);
        largest_of[0] = size > largest_of[0] ? size : largest_of[0];
        squares[0] += (double)size * (double)size;
    }
    const double length = sqrt(total(squares));
    if (!(fabs(length - 1) <= 0x1p-10)) return false;

    float largest = 0;
    for (size_t lane = 0; lane < LANES; lane++) largest = largest_of[lane] > largest ? largest_of[lane] : largest;
    const float scale = largest / LARGEST, steps = LARGEST / largest;

    // However a code was rounded, the residual is that of the code it became.
    for (size_t i = 0; i < whole; i += LANES)
        for (size_t lane = 0; lane < LANES; lane++) {
            const float step = vector[i + lane] * steps;
            const int32_t nearest = (int32_t)(step + copysignf(0.5f, step));
            const double value = (double)scale * (double)nearest, remainder = (double)vector[i + lane] - value;
            codes[i + lane] = (int8_t)nearest;
            residuals[lane] += remainder * remainder;
            coded[lane] += value * value;
        }
    for (size_t i = whole; i < count; i++) {
        const float step = vector[i] * steps;
        const int32_t nearest = (int32_t)(step + copysignf(0.5f, step));
        const double value = (double)scale * (double)nearest, remainder = (double)vector[i] - value;
        codes[i] = (int8_t)nearest;
        residuals[0] += remainder * remainder;
        coded[0] += value * value;
    }
    *code = (similarity_code){scale, rounded_up(total(residuals)), rounded_up(total(coded))};
    return true;
}

void similarity_place(const int8_t *codes, size_t rows, int8_t *group, size_t lane) {
    for (size_t row = 0; row < rows; row++)
        memcpy(group + (row * SIMILARITY_LANES + lane) * SIMILARITY_STEP, codes + row * SIMILARITY_STEP,
               SIMILARITY_STEP);
}
