// OpenVINO's entry points that we call, found by name when the library is opened.
#ifndef LIKENESS_OPENVINO_ENTRY_POINTS_H
#define LIKENESS_OPENVINO_ENTRY_POINTS_H

#if !__has_include("openvino/c/openvino.h")
#error "OpenVINO's headers are missing: run scripts/bootstrap, then build again"
#endif
#include "openvino/c/openvino.h"

#define OPENVINO_ENTRY_POINTS(X)                        \
    X(ov_get_openvino_version)                          \
    X(ov_version_free)                                  \
    X(ov_get_last_err_msg)                              \
    X(ov_free)                                          \
    X(ov_core_create)                                   \
    X(ov_core_get_property)                             \
    X(ov_core_read_model)                               \
    X(ov_core_compile_model)                            \
    X(ov_model_free)                                    \
    X(ov_model_outputs_size)                            \
    X(ov_model_const_output_by_index)                   \
    X(ov_model_reshape_single_input)                    \
    X(ov_port_get_any_name)                             \
    X(ov_output_const_port_free)                        \
    X(ov_partial_shape_create_static)                   \
    X(ov_partial_shape_free)                            \
    X(ov_layout_create)                                 \
    X(ov_layout_free)                                   \
    X(ov_preprocess_prepostprocessor_create)            \
    X(ov_preprocess_prepostprocessor_free)              \
    X(ov_preprocess_prepostprocessor_get_input_info)    \
    X(ov_preprocess_prepostprocessor_build)             \
    X(ov_preprocess_input_info_free)                    \
    X(ov_preprocess_input_info_get_tensor_info)         \
    X(ov_preprocess_input_info_get_preprocess_steps)    \
    X(ov_preprocess_input_info_get_model_info)          \
    X(ov_preprocess_input_tensor_info_free)             \
    X(ov_preprocess_input_tensor_info_set_element_type) \
    X(ov_preprocess_input_tensor_info_set_color_format) \
    X(ov_preprocess_input_tensor_info_set_layout)       \
    X(ov_preprocess_input_model_info_set_layout)        \
    X(ov_preprocess_input_model_info_free)              \
    X(ov_preprocess_preprocess_steps_convert_element_type) \
    X(ov_preprocess_preprocess_steps_convert_color)     \
    X(ov_preprocess_preprocess_steps_mean_multi_channels) \
    X(ov_preprocess_preprocess_steps_scale)             \
    X(ov_preprocess_preprocess_steps_free)              \
    X(ov_compiled_model_create_infer_request)           \
    X(ov_compiled_model_free)                           \
    X(ov_infer_request_get_input_tensor)                \
    X(ov_infer_request_get_output_tensor_by_index)      \
    X(ov_infer_request_set_callback)                    \
    X(ov_infer_request_start_async)                     \
    X(ov_infer_request_wait)                            \
    X(ov_infer_request_free)                            \
    X(ov_tensor_data)                                   \
    X(ov_tensor_get_byte_size)                          \
    X(ov_tensor_get_size)                               \
    X(ov_tensor_free)

struct openvino_library {
    ov_core_t *core;
#define OPENVINO_FIELD(name) __typeof__(&name) name;
    OPENVINO_ENTRY_POINTS(OPENVINO_FIELD)
#undef OPENVINO_FIELD
};

#endif
