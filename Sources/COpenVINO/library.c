#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "COpenVINO.h"
#include "entry_points.h"

static bool find_entry_points(void *handle, openvino_library *library, openvino_error *error) {
#define OPENVINO_FIND(name)                                                                        \
    *(void **)&library->name = dlsym(handle, #name);                                               \
    if (!library->name) {                                                                          \
        snprintf(error->text, sizeof error->text, "this OpenVINO has no function %s", #name);      \
        return false;                                                                              \
    }
    OPENVINO_ENTRY_POINTS(OPENVINO_FIND)
#undef OPENVINO_FIND
    return true;
}

bool openvino_open(const char *directory, openvino_library **out, openvino_error *error) {
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/libopenvino_c.so.2641", directory) >= sizeof path) {
        snprintf(error->text, sizeof error->text, "the library's path is too long");
        return false;
    }
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        snprintf(error->text, sizeof error->text, "%s", dlerror());
        return false;
    }
    openvino_library *library = calloc(1, sizeof *library);
    if (!library || !find_entry_points(handle, library, error)) {
        free(library);
        return false;
    }
    if (library->ov_core_create(&library->core) != OK) {
        snprintf(error->text, sizeof error->text, "%s", library->ov_get_last_err_msg());
        free(library);
        return false;
    }
    *out = library;
    return true;
}

char *openvino_version(const openvino_library *library) {
    ov_version_t version;
    if (library->ov_get_openvino_version(&version) != OK) return NULL;
    char *text = strdup(version.buildNumber);
    library->ov_version_free(&version);
    return text;
}

bool openvino_computes_bf16(const openvino_library *library) {
    char *capabilities = NULL;
    if (library->ov_core_get_property(library->core, "CPU", "OPTIMIZATION_CAPABILITIES", &capabilities) != OK) return false;
    bool found = strstr(capabilities, "BF16") != NULL;
    library->ov_free(capabilities);
    return found;
}
