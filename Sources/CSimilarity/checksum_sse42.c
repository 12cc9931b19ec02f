#if defined(__x86_64__)
#include <nmmintrin.h>
#include <string.h>

#include "kernels.h"

__attribute__((target("sse4.2"))) static uint32_t checksum(uint32_t previous, const void *bytes, size_t count) {
    const uint8_t *byte = bytes;
    uint64_t remainder = (uint32_t)~previous;
    for (; count >= 8; count -= 8, byte += 8) {
        uint64_t eight;
        memcpy(&eight, byte, sizeof eight);
        remainder = _mm_crc32_u64(remainder, eight);
    }
    uint32_t rest = (uint32_t)remainder;
    for (; count > 0; count--) rest = _mm_crc32_u8(rest, *byte++);
    return ~rest;
}

const similarity_checksum_kernel similarity_checksum_sse42 = {"sse4.2", checksum};
#endif
