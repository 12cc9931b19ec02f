// The few things that Likeness asks of libvips: open a photo in memory, decode it upright as 8-bit RGB at a
// whole-number reduction, read its metadata, and write one. libvips' own calls are variadic: Swift cannot make them.
// Every function that can fail returns false and writes libvips' account into `error`.
#ifndef LIKENESS_CVIPS_H
#define LIKENESS_CVIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

typedef enum {
    photo_format_jpeg,
    photo_format_png,
    photo_format_webp,
    photo_format_tiff,
    photo_format_heif,
    photo_format_gif,
} photo_format;

typedef struct {
    char text[512];
} photo_error;

/// Starts libvips: no cache, one thread a photo, only loaders that are safe with hostile files. Once a process.
bool photo_library_start(void);
/// For example "8.14.1".
const char *photo_library_version(void);
/// Whether this libvips was built with a loader for the format.
bool photo_library_reads(photo_format format);

/// A photo whose header was read. Borrows the bytes: they must outlive it.
typedef struct photo_reader photo_reader;

bool photo_open(const void *bytes, size_t length, photo_format format, photo_reader *_Nullable *_Nonnull reader,
                photo_error *error);
void photo_close(photo_reader *reader);
/// As stored, before the orientation is applied.
int photo_stored_width(const photo_reader *reader);
int photo_stored_height(const photo_reader *reader);
/// EXIF orientation, 1 to 8.
int photo_orientation(const photo_reader *reader);

/// A text of the photo's metadata by libvips' name for it, e.g. "exif-ifd0-ImageDescription"; NULL when absent.
/// Valid as long as the reader.
const char *_Nullable photo_text(const photo_reader *reader, const char *name);
/// A block of the photo's metadata, e.g. "xmp-data"; NULL when absent. Valid as long as the reader.
const void *_Nullable photo_block(const photo_reader *reader, const char *name, size_t *length);

/// Decodes upright RGB, reduced by `reduction` (1, 2, 4 or 8 for JPEG; any whole number for the others).
/// `pixels` is freed by the caller with photo_pixels_free().
bool photo_decode(const photo_reader *reader, int reduction, uint8_t *_Nullable *_Nonnull pixels, int *width,
                  int *height, photo_error *error);
void photo_pixels_free(uint8_t *_Nullable pixels);

/// How a photo is to be written.
typedef struct {
    photo_format format;
    /// HEIF only: AV1 (AVIF) instead of HEVC (HEIC).
    bool av1;
    /// 1 to 100, for the lossy formats.
    int quality;
    /// EXIF orientation to mark; the pixels given are upright and are turned so that it is true.
    int orientation;
    bool grey, cmyk, sixteen_bits, alpha;
    /// Convert to, and embed, the Display P3 profile.
    bool display_p3;
    /// EXIF texts: `text_count` names (libvips') and values.
    size_t text_count;
    const char *_Nonnull const *_Nullable text_names;
    const char *_Nonnull const *_Nullable text_values;
    /// An XMP packet, or NULL.
    const char *_Nullable xmp;
} photo_writing;

/// `bytes` is freed by the caller with photo_bytes_free().
bool photo_write(const uint8_t *pixels, int width, int height, const photo_writing *writing,
                 void *_Nullable *_Nonnull bytes, size_t *length, photo_error *error);
void photo_bytes_free(void *_Nullable bytes);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
