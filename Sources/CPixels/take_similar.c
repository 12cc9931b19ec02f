#include <math.h>

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

void pixels_take_similar(const uint8_t *pixels, int width, int height, uint8_t *to, int to_side, float a, float b, float tx,
                         float ty, int samples, uint8_t beyond) {
    const picture from = {pixels, width, height, {beyond, beyond, beyond}};
    const float share = 1.0f / (float)(samples * samples);
    for (int row = 0; row < to_side; row++) {
        for (int column = 0; column < to_side; column++) {
            float sum[3] = {0, 0, 0};
            for (int sub_row = 0; sub_row < samples; sub_row++) {
                for (int sub_column = 0; sub_column < samples; sub_column++) {
                    float x = (float)column + ((float)sub_column + 0.5f) / (float)samples - 0.5f;
                    float y = (float)row + ((float)sub_row + 0.5f) / (float)samples - 0.5f;
                    add_sample(&from, a * x - b * y + tx, b * x + a * y + ty, sum);
                }
            }
            uint8_t *target = to + ((size_t)row * to_side + column) * 3;
            for (int band = 0; band < 3; band++) target[band] = (uint8_t)(sum[band] * share + 0.5f);
        }
    }
}
