#include "picture_style.h"

#include <math.h>

/* The pictures of one line of the terminal. */
typedef struct strip {
  const float *pixels; /* [count, height, width] */
  int64_t first, count;
  int32_t height, width;
} strip;

enum { GAP = 2 };

static float pixel(const strip *s, int64_t image, int32_t y, int32_t x) {
  if (y >= s->height)
    return 0;
  float value = s->pixels[((s->first + image) * s->height + y) * s->width + x];
  return value > 1 ? 1 : value > 0 ? value : 0; /* NaN is black */
}

/* Two pixels, one above the other, as an upper half block: foreground and background of the 24
 * greys that begin at colour 232. */
static void put_color_pair(FILE *out, float upper, float lower) {
  fprintf(out, "\033[38;5;%d;48;5;%dm▀", 232 + (int)(upper * 23 + 0.5f),
          232 + (int)(lower * 23 + 0.5f));
}

/* Without colours each half block is on or off. */
static void put_block_pair(FILE *out, float upper, float lower) {
  static const char *const blocks[] = {" ", "▀", "▄", "█"};
  fputs(blocks[(upper >= 0.5f) + 2 * (lower >= 0.5f)], out);
}

/* One character shows the mean of two pixels. */
static void put_ascii_pair(FILE *out, float upper, float lower) {
  static const char ramp[] = " .:-=+*#%@";
  fputc(ramp[(int)((upper + lower) / 2 * (float)(sizeof ramp - 2) + 0.5f)], out);
}

static void put_line(FILE *out, wick_picture_style style, const strip *s, int32_t y) {
  for (int64_t image = 0; image < s->count; ++image) {
    for (int32_t x = 0; x < s->width; ++x) {
      float upper = pixel(s, image, y, x), lower = pixel(s, image, y + 1, x);
      if (!style.unicode)
        put_ascii_pair(out, upper, lower);
      else if (style.color)
        put_color_pair(out, upper, lower);
      else
        put_block_pair(out, upper, lower);
    }
    fprintf(out, "%s%*s", style.unicode && style.color ? "\033[0m" : "", GAP, "");
  }
  fputc('\n', out);
}

static int caption_columns(const char *const *captions, int64_t count) {
  int widest = 0;
  for (int64_t i = 0; captions && i < count; ++i) {
    int columns = wick_picture_columns(captions[i]);
    widest = columns > widest ? columns : widest;
  }
  return widest;
}

void wick_picture_images(FILE *out, wick_picture_style style, const float *pixels, int64_t count,
                         int32_t height, int32_t width, const char *const *captions) {
  int64_t column = width + GAP;
  /* Pictures that are narrower than a caption would let captions run into each other. */
  if (caption_columns(captions, count) > column - 1)
    style.width = (int32_t)column;
  int64_t per_line = style.width >= column ? style.width / column : 1;
  for (int64_t first = 0; first < count; first += per_line) {
    int64_t left = count - first;
    strip s = {pixels, first, left < per_line ? left : per_line, height, width};
    for (int32_t y = 0; y < height; y += 2)
      put_line(out, style, &s, y);
    for (int64_t i = 0; captions && i < s.count; ++i)
      wick_picture_put_left(out, captions[first + i], (int)column);
    if (captions)
      fputc('\n', out);
  }
}
