#include <stdlib.h>
#include <string.h>

#include "model.h"

struct openvino_request {
    openvino_library *library;
    ov_infer_request_t *request;
    ov_tensor_t *input;
    size_t pixel_bytes;
    uint8_t *pixels;  // what the caller fills; NULL when it fills the tensor itself
    size_t output_count;
    ov_tensor_t **outputs;
    ov_callback_t callback;
};

bool openvino_request_create(openvino_model *model, openvino_request **out, openvino_error *error) {
    openvino_library *library = model->library;
    openvino_request *request = calloc(1, sizeof *request);
    if (!request) return false;
    request->library = library;
    request->output_count = model->output_count;
    request->outputs = calloc(model->output_count, sizeof *request->outputs);

    bool created = request->outputs &&
                   library->ov_compiled_model_create_infer_request(model->compiled, &request->request) == OK &&
                   library->ov_infer_request_get_input_tensor(request->request, &request->input) == OK;
    for (size_t index = 0; created && index < model->output_count; index++)
        created = library->ov_infer_request_get_output_tensor_by_index(request->request, index,
                                                                        &request->outputs[index]) == OK;
    if (created && model->takes_pixels) {
        created = library->ov_tensor_get_size(request->input, &request->pixel_bytes) == OK;
        request->pixels = malloc(request->pixel_bytes);
        if (!request->pixels) created = false;
    }
    if (!created) {
        openvino_failed(library, error);
        openvino_request_free(request);
        return false;
    }
    *out = request;
    return true;
}

void openvino_request_free(openvino_request *request) {
    openvino_library *library = request->library;
    for (size_t index = 0; request->outputs && index < request->output_count; index++)
        if (request->outputs[index]) library->ov_tensor_free(request->outputs[index]);
    free(request->outputs);
    free(request->pixels);
    if (request->input) library->ov_tensor_free(request->input);
    if (request->request) library->ov_infer_request_free(request->request);
    free(request);
}

void *openvino_request_input(const openvino_request *request, size_t *bytes) {
    void *data = NULL;
    if (request->pixels) {
        *bytes = request->pixel_bytes;
        return request->pixels;
    }
    request->library->ov_tensor_get_byte_size(request->input, bytes);
    request->library->ov_tensor_data(request->input, &data);
    return data;
}

/// Bytes as bfloat16, the upper half of a 32-bit float: none is rounded.
static void widen(const uint8_t *restrict bytes, size_t count, uint16_t *restrict out) {
    for (size_t index = 0; index < count; index++) {
        float value = bytes[index];
        uint32_t bits;
        memcpy(&bits, &value, sizeof bits);
        out[index] = (uint16_t)(bits >> 16);
    }
}

static bool hand_over_pixels(openvino_request *request) {
    void *data = NULL;
    if (!request->pixels) return true;
    if (request->library->ov_tensor_data(request->input, &data) != OK) return false;
    widen(request->pixels, request->pixel_bytes, data);
    return true;
}

bool openvino_request_start(openvino_request *request, void (*done)(void *), void *context, openvino_error *error) {
    request->callback = (ov_callback_t){.callback_func = done, .args = context};
    if (hand_over_pixels(request) &&
        request->library->ov_infer_request_set_callback(request->request, &request->callback) == OK &&
        request->library->ov_infer_request_start_async(request->request) == OK)
        return true;
    return openvino_failed(request->library, error);
}

bool openvino_request_finish(openvino_request *request, openvino_error *error) {
    if (request->library->ov_infer_request_wait(request->request) == OK) return true;
    return openvino_failed(request->library, error);
}

const float *openvino_request_output(const openvino_request *request, size_t index, size_t *count) {
    void *data = NULL;
    request->library->ov_tensor_get_size(request->outputs[index], count);
    request->library->ov_tensor_data(request->outputs[index], &data);
    return data;
}
