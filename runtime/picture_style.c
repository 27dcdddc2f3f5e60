#include "picture_style.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* By the environment alone, as the locale it names need not be installed for the terminal to show
 * its characters. */
static bool locale_is_utf8(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; ++i) {
    const char *value = getenv(variables[i]);
    if (value && *value)
      return strcasestr(value, "UTF-8") || strcasestr(value, "UTF8");
  }
  return false;
}

wick_picture_style wick_picture_style_of(FILE *out) {
  enum { WIDEST = 100, USUAL = 80, NARROWEST = 40, CHART_ROWS = 14 };
  wick_picture_style style = {.width = USUAL, .height = CHART_ROWS};
  const char *terminal = getenv("TERM"), *no_color = getenv("NO_COLOR");
  bool dumb = terminal && strcmp(terminal, "dumb") == 0;
  bool is_terminal = isatty(fileno(out)) == 1;
  struct winsize size;
  if (is_terminal && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = size.ws_col > WIDEST ? WIDEST : size.ws_col < NARROWEST ? NARROWEST : size.ws_col;
  style.unicode = !dumb && locale_is_utf8();
  style.color = is_terminal && !dumb && !(no_color && *no_color);
  return style;
}

void wick_picture_put(FILE *out, wick_picture_style style, picture_color color, const char *text) {
  if (style.color && color != COLOR_NONE)
    fprintf(out, "\033[%dm%s\033[0m", (int)color, text);
  else
    fputs(text, out);
}

picture_color wick_picture_color_of(int32_t index) {
  static const picture_color palette[] = {COLOR_CYAN,  COLOR_YELLOW, COLOR_MAGENTA,
                                          COLOR_GREEN, COLOR_RED,    COLOR_BLUE};
  return palette[index % (int32_t)(sizeof palette / sizeof palette[0])];
}

int wick_picture_columns(const char *text) {
  int columns = 0;
  for (; *text; ++text)
    columns += ((unsigned char)*text & 0xc0) != 0x80; /* not a continuation byte */
  return columns;
}

void wick_picture_put_left(FILE *out, const char *text, int columns) {
  int padding = columns - wick_picture_columns(text);
  fprintf(out, "%s%*s", text, padding > 0 ? padding : 0, "");
}

void wick_picture_put_right(FILE *out, const char *text, int columns) {
  int padding = columns - wick_picture_columns(text);
  fprintf(out, "%*s%s", padding > 0 ? padding : 0, "", text);
}
