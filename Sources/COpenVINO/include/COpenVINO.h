// The few steps of OpenVINO's C API that Likeness takes: load a model, fill its input, run, read its outputs.
//
// The library is opened at run time (dlopen), so that a program can start, and say what is missing, on a
// machine that lacks it. OpenVINO's own entry points are variadic in places, where Swift cannot call them.
// Every function that can fail returns false and writes a text of OpenVINO's into `error`.
#ifndef LIKENESS_COPENVINO_H
#define LIKENESS_COPENVINO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

typedef struct openvino_library openvino_library;
typedef struct openvino_model openvino_model;
typedef struct openvino_request openvino_request;

/// A text for people; cut off at the buffer's end.
typedef struct {
    char text[512];
} openvino_error;

/// How a model is to be compiled. Its single input has the shape [1, channels, height, width], or [1, width].
typedef struct {
    const char *path;
    /// 0 keeps the model's own size.
    int64_t channels, height, width;
    /// The input is filled with interleaved 8-bit RGB pixels; false: with floats in the model's own layout.
    bool takes_pixels;
    /// The model wants blue first; OpenVINO swaps while it converts.
    bool wants_bgr;
    /// With pixels: the model gets (pixel - mean) * scale, in its own channel order. A scale of 1 and means of 0 cost nothing.
    float scale, mean[3];
    /// Requests that run side by side, and threads for them all.
    int streams, threads;
    /// "f32" or "bf16".
    const char *precision;
} openvino_model_options;

/// Opens `directory`/libopenvino_c.so.2641. The library is never closed: its threads outlive any owner.
bool openvino_open(const char *directory, openvino_library *_Nullable *_Nonnull library, openvino_error *error);

/// For example "2026.4.1-…". Freed by the caller with free().
char *_Nullable openvino_version(const openvino_library *library);
/// Whether this processor multiplies bfloat16 natively.
bool openvino_computes_bf16(const openvino_library *library);

bool openvino_model_load(openvino_library *library, const openvino_model_options *options,
                         openvino_model *_Nullable *_Nonnull model, openvino_error *error);
void openvino_model_free(openvino_model *model);
size_t openvino_model_output_count(const openvino_model *model);
/// Valid as long as the model.
const char *openvino_model_output_name(const openvino_model *model, size_t index);

bool openvino_request_create(openvino_model *model, openvino_request *_Nullable *_Nonnull request,
                             openvino_error *error);
void openvino_request_free(openvino_request *request);
/// The request's own input buffer and its size in bytes; valid as long as the request.
void *openvino_request_input(const openvino_request *request, size_t *bytes);
/// Starts and returns at once; `done(context)` is called on a thread of OpenVINO's when it ends.
bool openvino_request_start(openvino_request *request, void (*done)(void *_Nullable context),
                            void *_Nullable context, openvino_error *error);
/// To be called once after `done`: false when the run failed.
bool openvino_request_finish(openvino_request *request, openvino_error *error);
/// The request's own output buffer and its number of floats; valid until the next start.
const float *openvino_request_output(const openvino_request *request, size_t index, size_t *count);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
