// The versions of each kernel; dispatch.c chooses between them.
#include "CSimilarity.h"

extern const similarity_scan_kernel similarity_scan_scalar;
extern const similarity_dot_kernel similarity_dot_scalar;
extern const similarity_checksum_kernel similarity_checksum_scalar;

#if defined(__x86_64__)
extern const similarity_scan_kernel similarity_scan_avx2;
extern const similarity_scan_kernel similarity_scan_avx512vnni;
extern const similarity_dot_kernel similarity_dot_avx2;
extern const similarity_checksum_kernel similarity_checksum_sse42;
#endif
