#include <math.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "CPixels.h"

typedef struct {
    const uint8_t *pixels;
    int width, height;
    uint8_t beyond[3];
} picture;

static inline const uint8_t *pixel(const picture *from, int x, int y) {
    if (x < 0 || y < 0 || x >= from->width || y >= from->height) return from->beyond;
    return from->pixels + ((size_t)y * from->width + x) * 3;
}

static inline void add_sample(const picture *from, float x, float y, float sum[3]) {
    float left = floorf(x), top = floorf(y);
    float across = x - left, down = y - top;
    // Far outside, the conversion to int could overflow.
    if (!(left >= -1 && top >= -1 && left <= (float)from->width && top <= (float)from->height)) {
        for (int band = 0; band < 3; band++) sum[band] += (float)from->beyond[band];
        return;
    }
    int column = (int)left, row = (int)top;
    const uint8_t *a = pixel(from, column, row), *b = pixel(from, column + 1, row);
    const uint8_t *c = pixel(from, column, row + 1), *d = pixel(from, column + 1, row + 1);
    for (int band = 0; band < 3; band++) {
        float upper = (float)a[band] + ((float)b[band] - (float)a[band]) * across;
        float lower = (float)c[band] + ((float)d[band] - (float)c[band]) * across;
        sum[band] += upper + (lower - upper) * down;
    }
}

typedef struct {
    float a, b, tx, ty;
    int samples;
} placement;

/// Where a sample of a target pixel lies in the source.
static inline void locate(const placement *placed, int column, int row, int sub_column, int sub_row, float *x, float *y) {
    float across = (float)column + ((float)sub_column + 0.5f) / (float)placed->samples - 0.5f;
    float down = (float)row + ((float)sub_row + 0.5f) / (float)placed->samples - 0.5f;
    *x = placed->a * across - placed->b * down + placed->tx;
    *y = placed->b * across + placed->a * down + placed->ty;
}

/// One row of the square: the reference.
static void take_row(const picture *from, const placement *placed, int row, int side, uint8_t *target) {
    const float share = 1.0f / (float)(placed->samples * placed->samples);
    for (int column = 0; column < side; column++, target += 3) {
        float sum[3] = {0, 0, 0};
        for (int sub_row = 0; sub_row < placed->samples; sub_row++) {
            for (int sub_column = 0; sub_column < placed->samples; sub_column++) {
                float x, y;
                locate(placed, column, row, sub_column, sub_row, &x, &y);
                add_sample(from, x, y, sum);
            }
        }
        for (int band = 0; band < 3; band++) target[band] = (uint8_t)(sum[band] * share + 0.5f);
    }
}

#if defined(__x86_64__)
#define SSE41 __attribute__((target("sse4.1")))

/// A pixel's three bands and the byte after them, which nobody looks at.
SSE41 static inline __m128 load_pixel(const uint8_t *pixel) {
    int bytes;
    memcpy(&bytes, pixel, sizeof bytes);
    return _mm_cvtepi32_ps(_mm_cvtepu8_epi32(_mm_cvtsi32_si128(bytes)));
}

/// The same arithmetic with a band in each lane, for rows whose samples all lie well inside the source.
SSE41 static void take_inner_row(const picture *from, const placement *placed, int row, int side, uint8_t *target) {
    const __m128 share = _mm_set1_ps(1.0f / (float)(placed->samples * placed->samples));
    const size_t stride = (size_t)from->width * 3;
    for (int column = 0; column < side; column++, target += 3) {
        __m128 sum = _mm_setzero_ps();
        for (int sub_row = 0; sub_row < placed->samples; sub_row++) {
            for (int sub_column = 0; sub_column < placed->samples; sub_column++) {
                float x, y;
                locate(placed, column, row, sub_column, sub_row, &x, &y);
                int left = (int)x, top = (int)y;
                __m128 across = _mm_set1_ps(x - (float)left), down = _mm_set1_ps(y - (float)top);
                const uint8_t *upper_left = from->pixels + (size_t)top * stride + (size_t)left * 3;
                __m128 a = load_pixel(upper_left), b = load_pixel(upper_left + 3);
                __m128 c = load_pixel(upper_left + stride), d = load_pixel(upper_left + stride + 3);
                __m128 upper = _mm_add_ps(a, _mm_mul_ps(_mm_sub_ps(b, a), across));
                __m128 lower = _mm_add_ps(c, _mm_mul_ps(_mm_sub_ps(d, c), across));
                sum = _mm_add_ps(sum, _mm_add_ps(upper, _mm_mul_ps(_mm_sub_ps(lower, upper), down)));
            }
        }
        __m128i words = _mm_cvttps_epi32(_mm_add_ps(_mm_mul_ps(sum, share), _mm_set1_ps(0.5f)));
        int bytes = _mm_cvtsi128_si32(_mm_packus_epi16(_mm_packs_epi32(words, words), words));
        memcpy(target, &bytes, 3);
    }
}
#endif

/// Whether all samples of a row have their four neighbours in the source, and a byte after them: its ends tell.
static bool lies_inside(const picture *from, const placement *placed, int row, int side) {
    for (int end = 0; end < 4; end++) {
        float x, y;
        int last = placed->samples - 1;
        locate(placed, end & 1 ? side - 1 : 0, row, end & 1 ? last : 0, end & 2 ? last : 0, &x, &y);
        if (!(x >= 1 && y >= 1 && x < (float)(from->width - 3) && y < (float)(from->height - 3))) return false;
    }
    return true;
}

static void take_similar(const picture *from, const placement *placed, uint8_t *to, int side, bool vectors) {
    (void)vectors;
    for (int row = 0; row < side; row++) {
        uint8_t *target = to + (size_t)row * (size_t)side * 3;
#if defined(__x86_64__)
        if (vectors && lies_inside(from, placed, row, side)) {
            take_inner_row(from, placed, row, side, target);
            continue;
        }
#endif
        take_row(from, placed, row, side, target);
    }
}

static bool has_vectors(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("sse4.1");
#else
    return false;
#endif
}

void pixels_take_similar(const uint8_t *pixels, int width, int height, uint8_t *to, int to_side, float a, float b, float tx,
                         float ty, int samples, uint8_t beyond) {
    const picture from = {pixels, width, height, {beyond, beyond, beyond}};
    take_similar(&from, &(placement){a, b, tx, ty, samples}, to, to_side, has_vectors());
}

void pixels_take_similar_scalar(const uint8_t *pixels, int width, int height, uint8_t *to, int to_side, float a, float b,
                                float tx, float ty, int samples, uint8_t beyond) {
    const picture from = {pixels, width, height, {beyond, beyond, beyond}};
    take_similar(&from, &(placement){a, b, tx, ty, samples}, to, to_side, false);
}
