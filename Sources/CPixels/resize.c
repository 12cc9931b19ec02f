#include <stdlib.h>

#include "CPixels.h"

// Weights are fixed point: 7 bits keep the two-step sum of 8-bit samples inside 32 bits and vectors of 16 bits full.
enum { one = 128 };

typedef struct {
    int first, second, weight;  // weight of `second`, 0 to `one`
} blend;

static blend blend_at(int index, int from, float step) {
    float centre = ((float)index + 0.5f) * step - 0.5f;
    if (centre < 0) centre = 0;
    int first = (int)centre;
    if (first > from - 1) first = from - 1;
    int second = first + 1 < from ? first + 1 : first;
    return (blend){first, second, (int)((centre - (float)first) * one + 0.5f)};
}

/// Two source rows, mixed: full width, so that it runs in vector registers.
static void mix_rows(const uint8_t *restrict upper, const uint8_t *restrict lower, int weight, int count,
                     uint16_t *restrict out) {
    uint16_t down = (uint16_t)weight, up = (uint16_t)(one - weight);
    for (int index = 0; index < count; index++) out[index] = (uint16_t)(upper[index] * up + lower[index] * down);
}

/// The mixed row, resampled across.
static void resample_row(const uint16_t *restrict row, const blend *restrict columns, int width, uint8_t *restrict out) {
    const uint32_t half = one * one / 2;
    for (int x = 0; x < width; x++) {
        const uint16_t *left = row + 3 * columns[x].first, *right = row + 3 * columns[x].second;
        uint32_t to_right = (uint32_t)columns[x].weight, to_left = one - to_right;
        out[3 * x] = (uint8_t)((left[0] * to_left + right[0] * to_right + half) / (one * one));
        out[3 * x + 1] = (uint8_t)((left[1] * to_left + right[1] * to_right + half) / (one * one));
        out[3 * x + 2] = (uint8_t)((left[2] * to_left + right[2] * to_right + half) / (one * one));
    }
}

void pixels_resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y) {
    size_t row_samples = (size_t)from_width * 3;
    blend *columns = malloc(sizeof *columns * (size_t)to_width);
    uint16_t *mixed = malloc(sizeof *mixed * row_samples);
    if (!columns || !mixed) abort();
    for (int x = 0; x < to_width; x++) columns[x] = blend_at(x, from_width, step_x);
    for (int y = 0; y < to_height; y++) {
        blend rows = blend_at(y, from_height, step_y);
        mix_rows(from + (size_t)rows.first * row_samples, from + (size_t)rows.second * row_samples, rows.weight,
                 (int)row_samples, mixed);
        resample_row(mixed, columns, to_width, to + (size_t)y * to_stride);
    }
    free(mixed);
    free(columns);
}
