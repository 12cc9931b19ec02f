#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRY(call) \
    if ((call) != OK) goto failed

/// Puts the conversion from interleaved RGB pixels to the model's planar floats into the model itself.
///
/// Pixels arrive as bfloat16, which holds 0 to 255 exactly: OpenVINO would transpose bytes and transpose them back, which
/// costs a fifth of the detector's time.
static bool accept_pixels(openvino_library *library, const openvino_model_options *options, ov_model_t **model) {
    bool done = false;
    ov_preprocess_prepostprocessor_t *processor = NULL;
    ov_preprocess_input_info_t *input = NULL;
    ov_preprocess_input_tensor_info_t *tensor = NULL;
    ov_preprocess_preprocess_steps_t *steps = NULL;
    ov_preprocess_input_model_info_t *inner = NULL;
    ov_layout_t *interleaved = NULL, *planar = NULL;
    ov_model_t *built = NULL;

    TRY(library->ov_preprocess_prepostprocessor_create(*model, &processor));
    TRY(library->ov_preprocess_prepostprocessor_get_input_info(processor, &input));
    TRY(library->ov_preprocess_input_info_get_tensor_info(input, &tensor));
    TRY(library->ov_preprocess_input_tensor_info_set_element_type(tensor, BF16));
    TRY(library->ov_preprocess_input_tensor_info_set_color_format(tensor, RGB));
    TRY(library->ov_layout_create("NHWC", &interleaved));
    TRY(library->ov_preprocess_input_tensor_info_set_layout(tensor, interleaved));
    TRY(library->ov_preprocess_input_info_get_preprocess_steps(input, &steps));
    TRY(library->ov_preprocess_preprocess_steps_convert_element_type(steps, F32));
    if (options->wants_bgr) TRY(library->ov_preprocess_preprocess_steps_convert_color(steps, BGR));
    if (options->mean[0] != 0 || options->mean[1] != 0 || options->mean[2] != 0)
        TRY(library->ov_preprocess_preprocess_steps_mean_multi_channels(steps, options->mean, 3));
    // OpenVINO divides.
    if (options->scale != 1) TRY(library->ov_preprocess_preprocess_steps_scale(steps, 1 / options->scale));
    TRY(library->ov_preprocess_input_info_get_model_info(input, &inner));
    TRY(library->ov_layout_create("NCHW", &planar));
    TRY(library->ov_preprocess_input_model_info_set_layout(inner, planar));
    TRY(library->ov_preprocess_prepostprocessor_build(processor, &built));
    library->ov_model_free(*model);
    *model = built;
    done = true;
failed:
    if (planar) library->ov_layout_free(planar);
    if (inner) library->ov_preprocess_input_model_info_free(inner);
    if (steps) library->ov_preprocess_preprocess_steps_free(steps);
    if (interleaved) library->ov_layout_free(interleaved);
    if (tensor) library->ov_preprocess_input_tensor_info_free(tensor);
    if (input) library->ov_preprocess_input_info_free(input);
    if (processor) library->ov_preprocess_prepostprocessor_free(processor);
    return done;
}

static bool reshape(openvino_library *library, const openvino_model_options *options, ov_model_t *model) {
    int64_t sizes[4] = {1, options->channels, options->height, options->width};
    ov_partial_shape_t shape;
    if (library->ov_partial_shape_create_static(4, sizes, &shape) != OK) return false;
    bool done = library->ov_model_reshape_single_input(model, shape) == OK;
    library->ov_partial_shape_free(&shape);
    return done;
}

static bool compile(openvino_library *library, const openvino_model_options *options, ov_model_t *model,
                    ov_compiled_model_t **compiled) {
    char streams[16], threads[16];
    snprintf(streams, sizeof streams, "%d", options->streams);
    snprintf(threads, sizeof threads, "%d", options->threads);
    // Pinned threads would fight with those that decode photos on the same cores.
    return library->ov_core_compile_model(library->core, model, "CPU", 8, compiled, "NUM_STREAMS", streams,
                                          "INFERENCE_NUM_THREADS", threads, "INFERENCE_PRECISION_HINT",
                                          options->precision, "ENABLE_CPU_PINNING", "NO") == OK;
}

static bool name_outputs(openvino_library *library, const ov_model_t *source, openvino_model *model) {
    if (library->ov_model_outputs_size(source, &model->output_count) != OK) return false;
    model->output_names = calloc(model->output_count, sizeof *model->output_names);
    if (!model->output_names) return false;
    for (size_t index = 0; index < model->output_count; index++) {
        ov_output_const_port_t *port = NULL;
        char *name = NULL;
        if (library->ov_model_const_output_by_index(source, index, &port) != OK) return false;
        bool named = library->ov_port_get_any_name(port, &name) == OK;
        library->ov_output_const_port_free(port);
        if (!named) return false;
        model->output_names[index] = strdup(name);
        library->ov_free(name);
    }
    return true;
}

bool openvino_model_load(openvino_library *library, const openvino_model_options *options, openvino_model **out,
                         openvino_error *error) {
    ov_model_t *source = NULL;
    openvino_model *model = calloc(1, sizeof *model);
    if (!model) return false;
    model->library = library;
    model->takes_pixels = options->takes_pixels;

    bool loaded = library->ov_core_read_model(library->core, options->path, NULL, &source) == OK;
    if (loaded && options->channels > 0) loaded = reshape(library, options, source);
    if (loaded) loaded = name_outputs(library, source, model);
    if (loaded && options->takes_pixels) loaded = accept_pixels(library, options, &source);
    if (loaded) loaded = compile(library, options, source, &model->compiled);
    if (!loaded) {
        openvino_failed(library, error);
        openvino_model_free(model);
    } else {
        *out = model;
    }
    if (source) library->ov_model_free(source);
    return loaded;
}

void openvino_model_free(openvino_model *model) {
    for (size_t index = 0; model->output_names && index < model->output_count; index++) free(model->output_names[index]);
    free(model->output_names);
    if (model->compiled) model->library->ov_compiled_model_free(model->compiled);
    free(model);
}

size_t openvino_model_output_count(const openvino_model *model) { return model->output_count; }

const char *openvino_model_output_name(const openvino_model *model, size_t index) { return model->output_names[index]; }
