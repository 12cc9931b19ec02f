#include "kernels.h"

// What sixteen values of four bits add to a remainder under the Castagnoli polynomial 0x1EDC6F41,
// lowest power in the highest bit.
static const uint32_t nibble[16] = {
    0x00000000, 0x105EC76F, 0x20BD8EDE, 0x30E349B1, 0x417B1DBC, 0x5125DAD3, 0x61C69362, 0x7198540D,
    0x82F63B78, 0x92A8FC17, 0xA24BB5A6, 0xB21572C9, 0xC38D26C4, 0xD3D3E1AB, 0xE330A81A, 0xF36E6F75,
};

static uint32_t checksum(uint32_t previous, const void *bytes, size_t count) {
    const uint8_t *byte = bytes;
    uint32_t remainder = ~previous;
    for (size_t i = 0; i < count; i++) {
        remainder ^= byte[i];
        remainder = remainder >> 4 ^ nibble[remainder & 15];
        remainder = remainder >> 4 ^ nibble[remainder & 15];
    }
    return ~remainder;
}

const similarity_checksum_kernel similarity_checksum_scalar = {"scalar", checksum};
