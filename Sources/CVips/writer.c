#include <string.h>

#include "shared.h"

/// The turn that undoes what a viewer does for this EXIF orientation.
static int turn_for(VipsImage *image, int orientation, VipsImage **out) {
    VipsImage *turned = NULL;
    int failed;
    switch (orientation) {
    case 2: return vips_flip(image, out, VIPS_DIRECTION_HORIZONTAL, NULL);
    case 3: return vips_rot(image, out, VIPS_ANGLE_D180, NULL);
    case 4: return vips_flip(image, out, VIPS_DIRECTION_VERTICAL, NULL);
    case 5:
        if (vips_rot(image, &turned, VIPS_ANGLE_D90, NULL)) return -1;
        failed = vips_flip(turned, out, VIPS_DIRECTION_HORIZONTAL, NULL);
        g_object_unref(turned);
        return failed;
    case 6: return vips_rot(image, out, VIPS_ANGLE_D270, NULL);
    case 7:
        if (vips_rot(image, &turned, VIPS_ANGLE_D270, NULL)) return -1;
        failed = vips_flip(turned, out, VIPS_DIRECTION_HORIZONTAL, NULL);
        g_object_unref(turned);
        return failed;
    case 8: return vips_rot(image, out, VIPS_ANGLE_D90, NULL);
    default: return vips_copy(image, out, NULL);
    }
}

static int save(VipsImage *image, const photo_writing *writing, void **bytes, size_t *length) {
    switch (writing->format) {
    case photo_format_jpeg: return vips_jpegsave_buffer(image, bytes, length, "Q", writing->quality, NULL);
    case photo_format_png: return vips_pngsave_buffer(image, bytes, length, "compression", 3, NULL);
    case photo_format_webp: return vips_webpsave_buffer(image, bytes, length, "Q", writing->quality, "effort", 2, NULL);
    case photo_format_tiff:
        return vips_tiffsave_buffer(image, bytes, length, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_LZW, NULL);
    case photo_format_gif: return vips_gifsave_buffer(image, bytes, length, "effort", 2, NULL);
    case photo_format_heif:
        return vips_heifsave_buffer(image, bytes, length, "Q", writing->quality, "effort", 1, "compression",
                                    writing->av1 ? VIPS_FOREIGN_HEIF_COMPRESSION_AV1 : VIPS_FOREIGN_HEIF_COMPRESSION_HEVC,
                                    NULL);
    }
    return -1;
}

static void describe(VipsImage *image, const photo_writing *writing) {
    for (size_t index = 0; index < writing->text_count; index++)
        vips_image_set_string(image, writing->text_names[index], writing->text_values[index]);
    if (writing->xmp) vips_image_set_blob_copy(image, VIPS_META_XMP_NAME, writing->xmp, strlen(writing->xmp));
    vips_image_set_int(image, VIPS_META_ORIENTATION, writing->orientation);
}

bool photo_write(const uint8_t *pixels, int width, int height, const photo_writing *writing, void **bytes, size_t *length,
                 photo_error *error) {
    VipsImage *next = NULL;
    VipsImage *image = vips_image_new_from_memory(pixels, (size_t)width * height * 3, width, height, 3, VIPS_FORMAT_UCHAR);
    if (!image) return photo_failed(error);

#define STEP(call)         \
    if (call) goto failed; \
    photo_replace(&image, next)
    STEP(vips_copy(image, &next, "interpretation", VIPS_INTERPRETATION_sRGB, NULL));
    STEP(turn_for(image, writing->orientation, &next));
    if (writing->grey) {
        STEP(vips_colourspace(image, &next, VIPS_INTERPRETATION_B_W, NULL));
    }
    if (writing->cmyk) {
        STEP(vips_icc_transform(image, &next, "cmyk", "input_profile", "srgb", NULL));
    }
    if (writing->display_p3) {
        STEP(vips_icc_transform(image, &next, "p3", "input_profile", "srgb", NULL));
    }
    if (writing->sixteen_bits) {
        STEP(vips_colourspace(image, &next, writing->grey ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_RGB16, NULL));
    }
    if (writing->alpha) {
        STEP(vips_addalpha(image, &next, NULL));
    }
    // Metadata may only be set on an image that nobody else holds.
    STEP(vips_copy(image, &next, NULL));
#undef STEP
    describe(image, writing);
    if (save(image, writing, bytes, length)) goto failed;
    g_object_unref(image);
    return true;
failed:
    g_object_unref(image);
    return photo_failed(error);
}

void photo_bytes_free(void *bytes) { g_free(bytes); }
