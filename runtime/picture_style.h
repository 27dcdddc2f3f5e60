/* What the pictures share: colours and the canvas of dots. */
#ifndef WICK_RUNTIME_PICTURE_STYLE_H
#define WICK_RUNTIME_PICTURE_STYLE_H

#include "wick/picture.h"

/* ANSI colours of the 16-colour palette, readable on dark and light ground. */
typedef enum picture_color {
  COLOR_NONE = 0,
  COLOR_RED = 31,
  COLOR_GREEN = 32,
  COLOR_YELLOW = 33,
  COLOR_BLUE = 34,
  COLOR_MAGENTA = 35,
  COLOR_CYAN = 36,
  COLOR_DIM = 90
} picture_color;

/* Writes text in a colour, plain when the style has none. */
void wick_picture_put(FILE *out, wick_picture_style style, picture_color color, const char *text);

/* The colour of series or class `index`. */
picture_color wick_picture_color_of(int32_t index);

/* Characters that `text` takes on screen, for UTF-8 without wide or combining letters. */
int wick_picture_columns(const char *text);

/* Text padded on the right, or on the left, to `columns`. */
void wick_picture_put_left(FILE *out, const char *text, int columns);
void wick_picture_put_right(FILE *out, const char *text, int columns);

#endif
