#ifndef LIKENESS_OPENVINO_MODEL_H
#define LIKENESS_OPENVINO_MODEL_H

#include "COpenVINO.h"
#include "entry_points.h"

struct openvino_model {
    openvino_library *library;
    ov_compiled_model_t *compiled;
    size_t output_count;
    char **output_names;
    bool takes_pixels;
};

/// Copies OpenVINO's account of what went wrong and returns false.
static inline bool openvino_failed(const openvino_library *library, openvino_error *error) {
    const char *message = library->ov_get_last_err_msg();
    size_t length = 0;
    for (; message && message[length] && length + 1 < sizeof error->text; length++) error->text[length] = message[length];
    error->text[length] = 0;
    return false;
}

#endif
