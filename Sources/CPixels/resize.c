#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "CPixels.h"

// Weights are fixed point: with 7 bits the first step's sums stay below 2^15, the second's below 2^22.
enum { one = 128 };

typedef struct {
    int first, second, weight;  // weight of `second`, 0 to `one`
} blend;

/// Where one target pixel of a row comes from. The weights stand as a vector register wants them.
typedef struct {
    blend from;
    int16_t weights[8];
} column;

static blend blend_at(int index, int from, float step) {
    float centre = ((float)index + 0.5f) * step - 0.5f;
    if (centre < 0) centre = 0;
    if (centre > (float)(from - 1)) centre = (float)(from - 1);
    int first = (int)centre;
    int second = first + 1 < from ? first + 1 : first;
    return (blend){first, second, (int)((centre - (float)first) * one + 0.5f)};
}

static column column_at(int index, int from, float step) {
    column column = {.from = blend_at(index, from, step)};
    for (int pair = 0; pair < 4; pair++) {
        column.weights[2 * pair] = (int16_t)(one - column.from.weight);
        column.weights[2 * pair + 1] = (int16_t)column.from.weight;
    }
    return column;
}

/// Two source rows, mixed, and one target row of them: the reference.
static void mix_rows(const uint8_t *restrict upper, const uint8_t *restrict lower, int weight, int count,
                     uint16_t *restrict out) {
    uint16_t down = (uint16_t)weight, up = (uint16_t)(one - weight);
    for (int index = 0; index < count; index++) out[index] = (uint16_t)(upper[index] * up + lower[index] * down);
}

static void resample_row(const uint16_t *restrict row, const column *restrict columns, int width, uint8_t *restrict out) {
    const uint32_t half = one * one / 2;
    for (int x = 0; x < width; x++) {
        const uint16_t *left = row + 3 * columns[x].from.first, *right = row + 3 * columns[x].from.second;
        uint32_t to_right = (uint32_t)columns[x].from.weight, to_left = one - to_right;
        for (int band = 0; band < 3; band++)
            out[3 * x + band] = (uint8_t)((left[band] * to_left + right[band] * to_right + half) / (one * one));
    }
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

AVX2 static void mix_rows_avx2(const uint8_t *restrict upper, const uint8_t *restrict lower, int weight, int count,
                               uint16_t *restrict out) {
    const __m256i down = _mm256_set1_epi16((short)weight), up = _mm256_set1_epi16((short)(one - weight));
    int index = 0;
    for (; index + 16 <= count; index += 16) {
        __m256i above = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(upper + index)));
        __m256i below = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(lower + index)));
        __m256i mixed = _mm256_add_epi16(_mm256_mullo_epi16(above, up), _mm256_mullo_epi16(below, down));
        _mm256_storeu_si256((__m256i *)(out + index), mixed);
    }
    mix_rows(upper + index, lower + index, weight, count - index, out + index);
}

/// Two pixels a register: a pixel and its right neighbour are six samples in a row, and mixed samples stay below 2^15, so
/// one instruction multiplies the three pairs and adds them. At the right edge the neighbour weighs nothing.
AVX2 static inline __m256i two_pixels(const uint16_t *row, const column *columns) {
    const __m256i pairs = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11, -1, -1, -1, -1));
    __m256i samples = _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(row + 3 * columns[0].from.first))),
        _mm_loadu_si128((const __m128i *)(row + 3 * columns[1].from.first)), 1);
    __m256i weights = _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)columns[0].weights)),
        _mm_loadu_si128((const __m128i *)columns[1].weights), 1);
    __m256i sum = _mm256_madd_epi16(_mm256_shuffle_epi8(samples, pairs), weights);
    return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(one * one / 2)), 14);
}

/// Reads up to five samples beyond the row. Writes 16 bytes for four pixels, of which the next ones overwrite the last four.
AVX2 static void resample_row_avx2(const uint16_t *restrict row, const column *restrict columns, int width,
                                   uint8_t *restrict out) {
    const __m128i close_up = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    int x = 0;
    for (; x + 6 <= width; x += 4) {
        // Pixels 0 and 2 in the lower half, 1 and 3 in the upper.
        __m256i words = _mm256_packs_epi32(two_pixels(row, columns + x), two_pixels(row, columns + x + 2));
        __m256i bytes = _mm256_packus_epi16(words, words);
        __m128i pixels = _mm_unpacklo_epi32(_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1));
        _mm_storeu_si128((__m128i *)(out + 3 * x), _mm_shuffle_epi8(pixels, close_up));
    }
    resample_row(row, columns + x, width - x, out + 3 * x);
}
#endif

static void resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y, bool vectors) {
    (void)vectors;
    size_t row_samples = (size_t)from_width * 3;
    column *columns = malloc(sizeof *columns * (size_t)to_width);
    uint16_t *mixed = calloc(row_samples + 8, sizeof *mixed);
    if (!columns || !mixed) abort();
    for (int x = 0; x < to_width; x++) columns[x] = column_at(x, from_width, step_x);
    for (int y = 0; y < to_height; y++) {
        blend rows = blend_at(y, from_height, step_y);
        const uint8_t *upper = from + (size_t)rows.first * row_samples, *lower = from + (size_t)rows.second * row_samples;
        uint8_t *row = to + (size_t)y * to_stride;
#if defined(__x86_64__)
        if (vectors) {
            mix_rows_avx2(upper, lower, rows.weight, (int)row_samples, mixed);
            resample_row_avx2(mixed, columns, to_width, row);
            continue;
        }
#endif
        mix_rows(upper, lower, rows.weight, (int)row_samples, mixed);
        resample_row(mixed, columns, to_width, row);
    }
    free(mixed);
    free(columns);
}

static bool has_vectors(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

void pixels_resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y) {
    resize(from, from_width, from_height, to, to_width, to_height, to_stride, step_x, step_y, has_vectors());
}

void pixels_resize_scalar(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                          size_t to_stride, float step_x, float step_y) {
    resize(from, from_width, from_height, to, to_width, to_height, to_stride, step_x, step_y, false);
}
