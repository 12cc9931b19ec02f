#include <stdlib.h>
#include <string.h>

#include "shared.h"

struct photo_reader {
    const void *bytes;
    size_t length;
    photo_format format;
    VipsImage *header;
};

static int load(const photo_reader *reader, int reduction, VipsImage **image) {
    void *bytes = (void *)reader->bytes;
    size_t length = reader->length;
#define LOAD(function, ...) \
    function(bytes, length, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED, ##__VA_ARGS__, NULL)
    switch (reader->format) {
    case photo_format_jpeg: return LOAD(vips_jpegload_buffer, "shrink", reduction);
    case photo_format_png: return LOAD(vips_pngload_buffer);
    case photo_format_webp: return LOAD(vips_webpload_buffer);
    case photo_format_tiff: return LOAD(vips_tiffload_buffer);
    case photo_format_heif: return LOAD(vips_heifload_buffer);
    case photo_format_gif: return LOAD(vips_gifload_buffer);
    }
    return -1;
#undef LOAD
}

bool photo_open(const void *bytes, size_t length, photo_format format, photo_reader **out, photo_error *error) {
    photo_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return false;
    *reader = (photo_reader){.bytes = bytes, .length = length, .format = format};
    if (load(reader, 1, &reader->header)) {
        free(reader);
        return photo_failed(error);
    }
    *out = reader;
    return true;
}

void photo_close(photo_reader *reader) {
    g_object_unref(reader->header);
    free(reader);
}

int photo_stored_width(const photo_reader *reader) { return vips_image_get_width(reader->header); }
int photo_stored_height(const photo_reader *reader) { return vips_image_get_height(reader->header); }
int photo_orientation(const photo_reader *reader) { return vips_image_get_orientation(reader->header); }

const char *photo_text(const photo_reader *reader, const char *name) {
    const char *text = NULL;
    if (!vips_image_get_typeof(reader->header, name)) return NULL;
    if (vips_image_get_string(reader->header, name, &text)) vips_error_clear();
    return text;
}

const void *photo_block(const photo_reader *reader, const char *name, size_t *length) {
    const void *block = NULL;
    *length = 0;
    if (!vips_image_get_typeof(reader->header, name)) return NULL;
    if (vips_image_get_blob(reader->header, name, &block, length)) vips_error_clear();
    return block;
}

static bool contains(const char *data, size_t length, const char *part, size_t part_length) {
    for (size_t start = 0; start + part_length <= length; start++)
        if (memcmp(data + start, part, part_length) == 0) return true;
    return false;
}

/// Most cameras embed sRGB itself; its conversion would change nothing and cost as much as decoding.
static bool is_srgb(const void *profile, size_t length) {
    size_t head = length < 4096 ? length : 4096;
    return contains(profile, head, "sRGB", 4) || contains(profile, head, "s\0R\0G\0B", 7);
}

static int to_srgb(VipsImage *image, VipsImage **out) {
    const void *profile = NULL;
    size_t length = 0;
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME)) vips_image_get_blob(image, VIPS_META_ICC_NAME, &profile, &length);
    bool is_cmyk = vips_image_get_interpretation(image) == VIPS_INTERPRETATION_CMYK;
    if (is_cmyk || (profile && !is_srgb(profile, length))) {
        int failed = vips_icc_transform(image, out, "srgb", "embedded", TRUE, "input_profile", is_cmyk ? "cmyk" : "srgb",
                                        "depth", 8, NULL);
        if (!failed || is_cmyk) return failed;
        vips_error_clear();  // A broken profile: the pixels are still worth looking at.
    }
    return vips_colourspace(image, out, VIPS_INTERPRETATION_sRGB, NULL);
}

static int to_three_bands(VipsImage *image, VipsImage **out) {
    if (vips_image_hasalpha(image)) {
        double white[] = {255};
        VipsArrayDouble *background = vips_array_double_new(white, 1);
        int failed = vips_flatten(image, out, "background", background, NULL);
        vips_area_unref(VIPS_AREA(background));
        return failed;
    }
    if (vips_image_get_bands(image) > 3) return vips_extract_band(image, out, 0, "n", 3, NULL);
    return vips_copy(image, out, NULL);
}

/// Reads the image from top to bottom on this thread: handing a photo to libvips' workers, line by line, costs a third of
/// its decoding.
static uint8_t *read_rows(VipsImage *image) {
    enum { rows_at_once = 64 };
    int width = vips_image_get_width(image), height = vips_image_get_height(image);
    size_t row_bytes = (size_t)width * 3;
    uint8_t *pixels = malloc(row_bytes * (size_t)height);
    VipsRegion *region = vips_region_new(image);
    for (int top = 0; pixels && top < height; top += rows_at_once) {
        VipsRect strip = {0, top, width, height - top < rows_at_once ? height - top : rows_at_once};
        if (vips_region_prepare(region, &strip)) {
            free(pixels);
            pixels = NULL;
            break;
        }
        for (int row = top; row < top + strip.height; row++)
            memcpy(pixels + (size_t)row * row_bytes, VIPS_REGION_ADDR(region, 0, row), row_bytes);
    }
    g_object_unref(region);
    return pixels;
}

bool photo_decode(const photo_reader *reader, int reduction, uint8_t **pixels, int *width, int *height,
                  photo_error *error) {
    VipsImage *image = NULL, *next = NULL;
    if (load(reader, reduction, &image)) return photo_failed(error);
    int orientation = vips_image_get_orientation(image);

#define STEP(call)        \
    if (call) goto failed; \
    photo_replace(&image, next)
    if (reduction > 1 && reader->format != photo_format_jpeg) {
        STEP(vips_shrink(image, &next, reduction, reduction, NULL));
    }
    STEP(to_srgb(image, &next));
    STEP(to_three_bands(image, &next));
    STEP(vips_cast(image, &next, VIPS_FORMAT_UCHAR, NULL));
    if (orientation > 1) {
        // Turning reads out of order, a sequential decoder cannot.
        next = vips_image_copy_memory(image);
        if (!next) goto failed;
        photo_replace(&image, next);
        STEP(vips_autorot(image, &next, NULL));
    }
#undef STEP
    if (vips_image_get_bands(image) != 3) {
        vips_error("decode", "%s", "not a colour or grey photo");
        goto failed;
    }
    *width = vips_image_get_width(image);
    *height = vips_image_get_height(image);
    *pixels = read_rows(image);
    if (!*pixels) goto failed;
    g_object_unref(image);
    return true;
failed:
    g_object_unref(image);
    return photo_failed(error);
}

void photo_pixels_free(uint8_t *pixels) { free(pixels); }
