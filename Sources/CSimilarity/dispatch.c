#include <string.h>

#include "kernels.h"

// Fastest first. The processor is asked at every call: the answer is one load, and needs no set-up
// that threads would have to agree on.
#if defined(__x86_64__)
#define CAN_RUN_SSE42 __builtin_cpu_supports("sse4.2")
#define CAN_RUN_AVX2 __builtin_cpu_supports("avx2")
#define CAN_RUN_AVX512VNNI (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni"))
#endif

const similarity_scan_kernel *similarity_best_scan(void) {
#if defined(__x86_64__)
    if (CAN_RUN_AVX512VNNI) return &similarity_scan_avx512vnni;
    if (CAN_RUN_AVX2) return &similarity_scan_avx2;
#endif
    return &similarity_scan_scalar;
}

const similarity_scan_kernel *similarity_scan_named(const char *name) {
#if defined(__x86_64__)
    if (strcmp(name, "avx512vnni") == 0 && CAN_RUN_AVX512VNNI) return &similarity_scan_avx512vnni;
    if (strcmp(name, "avx2") == 0 && CAN_RUN_AVX2) return &similarity_scan_avx2;
#endif
    return strcmp(name, "scalar") == 0 ? &similarity_scan_scalar : NULL;
}

const similarity_dot_kernel *similarity_best_dot(void) {
#if defined(__x86_64__)
    if (CAN_RUN_AVX2) return &similarity_dot_avx2;
#endif
    return &similarity_dot_scalar;
}

const similarity_dot_kernel *similarity_dot_named(const char *name) {
#if defined(__x86_64__)
    if (strcmp(name, "avx2") == 0 && CAN_RUN_AVX2) return &similarity_dot_avx2;
#endif
    return strcmp(name, "scalar") == 0 ? &similarity_dot_scalar : NULL;
}

const similarity_checksum_kernel *similarity_best_checksum(void) {
#if defined(__x86_64__)
    if (CAN_RUN_SSE42) return &similarity_checksum_sse42;
#endif
    return &similarity_checksum_scalar;
}

const similarity_checksum_kernel *similarity_checksum_named(const char *name) {
#if defined(__x86_64__)
    if (strcmp(name, "sse4.2") == 0 && CAN_RUN_SSE42) return &similarity_checksum_sse42;
#endif
    return strcmp(name, "scalar") == 0 ? &similarity_checksum_scalar : NULL;
}
