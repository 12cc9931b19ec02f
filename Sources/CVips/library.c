#include <glib.h>
#include <malloc.h>
#include <string.h>

#include "shared.h"

static void stay_silent(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain, (void)level, (void)message, (void)data;
}

bool photo_library_start(void) {
    if (VIPS_INIT("likeness")) return false;
    // Pictures of some megabytes come and go with each photo: keep their pages instead of asking the kernel for zeroed ones.
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    // A damaged photo is reported by our own error; libvips' warnings would quote its contents.
    g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, stay_silent, NULL);
    return true;
}

const char *photo_library_version(void) { return vips_version_string(); }

static const char *loader_of(photo_format format) {
    switch (format) {
    case photo_format_jpeg: return "jpegload_buffer";
    case photo_format_png: return "pngload_buffer";
    case photo_format_webp: return "webpload_buffer";
    case photo_format_tiff: return "tiffload_buffer";
    case photo_format_heif: return "heifload_buffer";
    case photo_format_gif: return "gifload_buffer";
    }
    return "";
}

bool photo_library_reads(photo_format format) { return vips_type_find("VipsOperation", loader_of(format)) != 0; }

bool photo_failed(photo_error *error) {
    g_strlcpy(error->text, vips_error_buffer(), sizeof error->text);
    vips_error_clear();
    return false;
}
