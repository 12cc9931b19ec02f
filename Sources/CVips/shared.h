#ifndef LIKENESS_CVIPS_SHARED_H
#define LIKENESS_CVIPS_SHARED_H

#include <vips/vips.h>

#include "CVips.h"

/// Copies libvips' account of what went wrong, empties its buffer, and returns false.
bool photo_failed(photo_error *error);

/// Lets go of `*image` and puts `next` in its place: for chains of operations.
static inline void photo_replace(VipsImage **image, VipsImage *next) {
    g_object_unref(*image);
    *image = next;
}

#endif
