/// Kernels that compare, check and compress templates.
///
/// Each kind of kernel is defined by its scalar twin; every other version gives exactly the same
/// result, bit for bit, on any input. Which one runs is decided by the processor at run time.
#ifndef C_SIMILARITY_H
#define C_SIMILARITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Scan: whole-number dot products of one probe with many faces

/// Faces in a group. Codes are laid out so that a vector register holds the same four dimensions of
/// each face of a group, and no sum across a register is ever needed.
enum { SIMILARITY_LANES = 16 };

/// Dimensions in a row. A template whose dimensions are not a multiple is padded with zeros.
enum { SIMILARITY_STEP = 4 };

/// Computes the dot product of `probe` with each face of `groups` groups.
///
/// - codes:  groups x rows x SIMILARITY_LANES x SIMILARITY_STEP codes; that is, the code of dimension
///           `i` of face `f` lies at ((f / 16 * rows + i / 4) * 16 + f % 16) * 4 + i % 4.
/// - rows:   dimensions / SIMILARITY_STEP, rounded up; at most 1,024.
/// - probe:  rows x SIMILARITY_STEP codes.
/// - dots:   groups x SIMILARITY_LANES results, overwritten.
typedef void (*similarity_scan_function)(const int8_t *codes, size_t groups, size_t rows, const int8_t *probe,
                                         int32_t *dots);

/// A version of the scan, under the name of the instruction set that it needs.
typedef struct {
    const char *name;
    similarity_scan_function run;
} similarity_scan_kernel;

/// The fastest scan that this processor can run.
const similarity_scan_kernel *similarity_best_scan(void);

/// The scan called `name`: "scalar", "avx2" or "avx512vnni". NULL when there is none of that name or
/// this processor cannot run it.
const similarity_scan_kernel *similarity_scan_named(const char *name);

// MARK: Dot: the similarity itself

/// The dot product of two vectors of `count` floats, summed in double precision.
///
/// A product of two floats is exact in double precision. Products are summed in eight lanes (element
/// `i` in lane `i % 8`, in ascending order), then lanes 4...7 are added to 0...3, 2...3 to 0...1, 1 to 0.
typedef double (*similarity_dot_function)(const float *left, const float *right, size_t count);

/// A version of the dot product, under the name of the instruction set that it needs.
typedef struct {
    const char *name;
    similarity_dot_function run;
} similarity_dot_kernel;

/// The fastest dot product that this processor can run.
const similarity_dot_kernel *similarity_best_dot(void);

/// The dot product called `name`: "scalar" or "avx2". NULL as for ``similarity_scan_named``.
const similarity_dot_kernel *similarity_dot_named(const char *name);

// MARK: Codes: a template in one byte a dimension

/// How a template was coded: template = scale x codes + a remainder no longer than `residual`.
typedef struct {
    /// What one step of a code is worth.
    float scale;
    /// An upper bound on the length (L2) of the remainder, measured on the codes themselves.
    float residual;
    /// An upper bound on the length (L2) of scale x codes.
    float length;
} similarity_code;

/// Codes a template of unit length in -127...127.
///
/// - codes: receives `count` codes, one after another.
/// - Returns false, and promises nothing about the outputs, when the length of `vector` is not within
///   2^-10 of 1 (which includes whatever is not finite).
bool similarity_quantise(const float *vector, size_t count, int8_t *codes, similarity_code *code);

/// Puts `rows` x SIMILARITY_STEP codes of one face into place `lane` of its group.
void similarity_place(const int8_t *codes, size_t rows, int8_t *group, size_t lane);

// MARK: Reach: which faces may still be candidates

/// What a probe contributes to the bound on its similarity with a face:
/// similarity <= scale x face.scale x dot + slope x face.residual + offset.
typedef struct {
    float scale;
    float slope;
    float offset;
} similarity_bound;

/// Lists the faces whose upper bound is `cut` or more.
///
/// - indices: room for `count`; receives the positions in ascending order.
/// - Returns how many were listed.
size_t similarity_reaching(const int32_t *dots, const float *scales, const float *residuals, size_t count,
                           similarity_bound bound, float cut, uint32_t *indices);

// MARK: Checksum

/// CRC-32C (Castagnoli; RFC 3720 appendix B.4) of `count` bytes. `previous` is 0, or the checksum of
/// the bytes before these.
typedef uint32_t (*similarity_checksum_function)(uint32_t previous, const void *bytes, size_t count);

/// A version of the checksum, under the name of the instruction set that it needs.
typedef struct {
    const char *name;
    similarity_checksum_function run;
} similarity_checksum_kernel;

/// The fastest checksum that this processor can run.
const similarity_checksum_kernel *similarity_best_checksum(void);

/// The checksum called `name`: "scalar" or "sse4.2". NULL as for ``similarity_scan_named``.
const similarity_checksum_kernel *similarity_checksum_named(const char *name);

#endif
