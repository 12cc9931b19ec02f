// Loops over 8-bit interleaved RGB pixels that are too hot for a general library call.
#ifndef LIKENESS_CPIXELS_H
#define LIKENESS_CPIXELS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// Bilinear resampling of a picture into the top left `to_width` x `to_height` of a picture that is `to_stride` bytes a
/// row. The centre of a target pixel lies `step_x` and `step_y` source pixels after its neighbour's; the first one's half a
/// step from the edge. Steps beyond two skip source pixels, as OpenCV's resize does.
void pixels_resize(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                   size_t to_stride, float step_x, float step_y);

/// The same without vector instructions: the reference that tests hold pixels_resize() to.
void pixels_resize_scalar(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_width, int to_height,
                          size_t to_stride, float step_x, float step_y);

/// Takes a square `to_side` x `to_side` picture out of another. The centre of the target pixel (x, y) lies in the source
/// at (a x - b y + tx, b x + a y + ty). Each target pixel is the mean of `samples` x `samples` bilinear samples spread over
/// it, so that reductions do not alias. Beyond the source's edge everything is the grey `beyond`.
void pixels_take_similar(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_side, float a, float b,
                         float tx, float ty, int samples, uint8_t beyond);

/// The same without vector instructions: the reference that tests hold pixels_take_similar() to.
void pixels_take_similar_scalar(const uint8_t *from, int from_width, int from_height, uint8_t *to, int to_side, float a,
                                float b, float tx, float ty, int samples, uint8_t beyond);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
