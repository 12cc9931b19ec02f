#include <stdlib.h>

#include "CPixels.h"

// Weights are fixed point: 7 bits keep the two-step sum of 8-bit samples inside 32 bits and vectors of 16 bits full.
enum { one = 128 };

typedef struct {
    int first, second, weight;  // weight of `second`, 0 to `one`
} blend;

static blend blend_at(int index, int from, int to) {
    float centre = ((float)index + 0.5f) * (float)from / (float)to - 0.5f;
    if (centre < 0) centre = 0;
    int first = (int)centre;
    if (first > from - 1) first = from - 1;
    int second = first + 1 < from ? first + 1 : first;
    return (blend){first, second, (int)((centre - (float)first) * one + 0.5f)};
}

/// One source row, resampled across.
static void resample_row(const uint8_t *restrict row, const blend *restrict columns, int width, uint16_t *restrict out) {
    for (int x = 0; x < width; x++) {
        const uint8_t *left = row + 3 * columns[x].first, *right = row + 3 * columns[x].second;
        int weight = columns[x].weight;
        for (int band = 0; band < 3; band++)
            out[3 * x + band] = (uint16_t)(left[band] * (one - weight) + right[band] * weight);
    }
}

static void mix_rows(const uint16_t *restrict upper, const uint16_t *restrict lower, int weight, int count,
                     uint8_t *restrict out) {
    uint32_t down = (uint32_t)weight, up = one - down;
    for (int index = 0; index < count; index++)
        out[index] = (uint8_t)((upper[index] * up + lower[index] * down + one * one / 2) / (one * one));
}

void pixels_resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride) {
    size_t row_samples = (size_t)to_width * 3;
    blend *columns = malloc(sizeof *columns * (size_t)to_width);
    uint16_t *rows = malloc(sizeof *rows * row_samples * 2);
    if (!columns || !rows) abort();
    for (int x = 0; x < to_width; x++) columns[x] = blend_at(x, from_width, to_width);

    uint16_t *upper = rows, *lower = rows + row_samples;
    int upper_is = -1, lower_is = -1;
    for (int y = 0; y < to_height; y++) {
        blend lines = blend_at(y, from_height, to_height);
        if (lines.first == lower_is) {
            uint16_t *swap = upper;
            upper = lower, lower = swap;
            int number = upper_is;
            upper_is = lower_is, lower_is = number;
        }
        if (lines.first != upper_is)
            resample_row(from + (size_t)lines.first * from_width * 3, columns, to_width, upper), upper_is = lines.first;
        if (lines.second != lower_is)
            resample_row(from + (size_t)lines.second * from_width * 3, columns, to_width, lower), lower_is = lines.second;
        mix_rows(upper, lower, lines.weight, (int)row_samples, to + (size_t)y * to_stride);
    }
    free(rows);
    free(columns);
}
