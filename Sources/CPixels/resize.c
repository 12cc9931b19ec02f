#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "CPixels.h"

// Weights are fixed point: with 7 bits the first step's sums stay below 2^15, the second's below 2^22.
enum { one = 128 };

typedef struct {
    int first, second, weight;  // weight of `second`, 0 to `one`
} blend;

static blend blend_at(int index, int from, float step) {
    float centre = ((float)index + 0.5f) * step - 0.5f;
    if (centre < 0) centre = 0;
    if (centre > (float)(from - 1)) centre = (float)(from - 1);
    int first = (int)centre;
    int second = first + 1 < from ? first + 1 : first;
    return (blend){first, second, (int)((centre - (float)first) * one + 0.5f)};
}

/// Two source rows, mixed: full width, so that it runs in vector registers.
static void mix_rows(const uint8_t *restrict upper, const uint8_t *restrict lower, int weight, int count,
                     uint16_t *restrict out) {
    uint16_t down = (uint16_t)weight, up = (uint16_t)(one - weight);
    for (int index = 0; index < count; index++) out[index] = (uint16_t)(upper[index] * up + lower[index] * down);
}

/// The mixed row, resampled across: the reference.
static void resample_row_scalar(const uint16_t *restrict row, const blend *restrict columns, int width, uint8_t *restrict out) {
    const uint32_t half = one * one / 2;
    for (int x = 0; x < width; x++) {
        const uint16_t *left = row + 3 * columns[x].first, *right = row + 3 * columns[x].second;
        uint32_t to_right = (uint32_t)columns[x].weight, to_left = one - to_right;
        out[3 * x] = (uint8_t)((left[0] * to_left + right[0] * to_right + half) / (one * one));
        out[3 * x + 1] = (uint8_t)((left[1] * to_left + right[1] * to_right + half) / (one * one));
        out[3 * x + 2] = (uint8_t)((left[2] * to_left + right[2] * to_right + half) / (one * one));
    }
}

#if defined(__SSE2__)
/// The same in vector registers, a pixel at a time: mixed samples stay below 2^15, so one instruction multiplies the three
/// pairs and adds them. Reads one sample beyond a pixel, and writes one byte beyond it, which the next pixel overwrites.
static void resample_row_sse2(const uint16_t *restrict row, const blend *restrict columns, int width,
                              uint8_t *restrict out) {
    const __m128i half = _mm_set1_epi32(one * one / 2);
    for (int x = 0; x < width - 1; x++) {
        __m128i left = _mm_loadl_epi64((const __m128i *)(row + 3 * columns[x].first));
        __m128i right = _mm_loadl_epi64((const __m128i *)(row + 3 * columns[x].second));
        __m128i weights = _mm_set1_epi32(columns[x].weight << 16 | (one - columns[x].weight));
        __m128i sum = _mm_add_epi32(_mm_madd_epi16(_mm_unpacklo_epi16(left, right), weights), half);
        __m128i words = _mm_packs_epi32(_mm_srli_epi32(sum, 14), sum);
        int pixel = _mm_cvtsi128_si32(_mm_packus_epi16(words, words));
        memcpy(out + 3 * x, &pixel, sizeof pixel);
    }
    resample_row_scalar(row, columns + width - 1, 1, out + 3 * (width - 1));
}
#endif

static void resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y, bool vectors) {
    (void)vectors;
    size_t row_samples = (size_t)from_width * 3;
    blend *columns = malloc(sizeof *columns * (size_t)to_width);
    uint16_t *mixed = calloc(row_samples + 1, sizeof *mixed);
    if (!columns || !mixed) abort();
    for (int x = 0; x < to_width; x++) columns[x] = blend_at(x, from_width, step_x);
    for (int y = 0; y < to_height; y++) {
        blend rows = blend_at(y, from_height, step_y);
        mix_rows(from + (size_t)rows.first * row_samples, from + (size_t)rows.second * row_samples, rows.weight,
                 (int)row_samples, mixed);
        uint8_t *row = to + (size_t)y * to_stride;
#if defined(__SSE2__)
        if (vectors) {
            resample_row_sse2(mixed, columns, to_width, row);
            continue;
        }
#endif
        resample_row_scalar(mixed, columns, to_width, row);
    }
    free(mixed);
    free(columns);
}

void pixels_resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y) {
    resize(from, from_width, from_height, to, to_width, to_height, to_stride, step_x, step_y, true);
}

void pixels_resize_scalar(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                          size_t to_stride, float step_x, float step_y) {
    resize(from, from_width, from_height, to, to_width, to_height, to_stride, step_x, step_y, false);
}
