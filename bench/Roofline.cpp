#include "bench/Roofline.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace wick::bench {
namespace {

/// Pixels of the drawing, and of the frame within it.
constexpr double kWidth = 760, kHeight = 470;
constexpr double kLeft = 70, kTop = 40, kRight = 590, kBottom = 420;

/// A range of decades of a logarithmic axis.
struct Axis {
  double low, high;  // powers of ten
  double begin, end; // pixels
  double at(double value) const {
    double part = (std::log10(value) - std::log10(low)) / (std::log10(high) - std::log10(low));
    return begin + part * (end - begin);
  }
};

Axis decades(double smallest, double largest, double begin, double end) {
  return {std::pow(10, std::floor(std::log10(smallest))),
          std::pow(10, std::ceil(std::log10(largest))), begin, end};
}

/// 0.1, 1, 1000.
std::string decadeText(double value) {
  char text[32];
  std::snprintf(text, sizeof(text), "%g", value);
  return text;
}

class Drawing {
public:
  Drawing(std::ostream &out, Axis x, Axis y) : out(out), x(x), y(y) {
    out << "<svg xmlns='http://www.w3.org/2000/svg' width='" << kWidth << "' height='" << kHeight
        << "' font-family='sans-serif' font-size='12'>\n"
        << "<rect width='100%' height='100%' fill='white'/>\n";
  }
  ~Drawing() { out << "</svg>\n"; }

  void line(double x0, double y0, double x1, double y1, const char *color) {
    out << "<line x1='" << x.at(x0) << "' y1='" << y.at(y0) << "' x2='" << x.at(x1) << "' y2='"
        << y.at(y1) << "' stroke='" << color << "'/>\n";
  }
  void text(double px, double py, const std::string &words, const char *anchor = "start") {
    out << "<text x='" << px << "' y='" << py << "' text-anchor='" << anchor << "'>" << words
        << "</text>\n";
  }
  void point(double atX, double atY, const std::string &label) {
    out << "<circle cx='" << x.at(atX) << "' cy='" << y.at(atY) << "' r='4' fill='#c33'><title>"
        << label << "</title></circle>\n";
  }
  void grid() {
    for (double value = x.low; value <= x.high * 1.01; value *= 10) {
      line(value, y.low, value, y.high, "#ddd");
      text(x.at(value), kBottom + 18, decadeText(value), "middle");
    }
    for (double value = y.low; value <= y.high * 1.01; value *= 10) {
      line(x.low, value, x.high, value, "#ddd");
      text(kLeft - 8, y.at(value) + 4, decadeText(value), "end");
    }
    text((kLeft + kRight) / 2, kBottom + 38, "floating-point operations per byte", "middle");
    text(kLeft, kTop - 14, "GFLOP/s");
  }

  std::ostream &out;
  Axis x, y;
};

/// The slope of each memory and the flat peak. Where a memory does not limit, its line ends.
void drawRoof(Drawing &drawing, const Machine &machine) {
  double peak = machine.peaks.back().gflops;
  for (const ReadBandwidth &read : machine.bandwidths) {
    double speed = read.gigabytesPerSecond;
    double begin = std::max(drawing.x.low, drawing.y.low / speed);
    drawing.line(begin, begin * speed, peak / speed, peak, "#27a");
    // The first is the steepest: its name stands on the left, where no other line is.
    bool isFirst = &read == &machine.bandwidths.front();
    double at = isFirst ? 2 * begin : 1.2 * begin;
    drawing.text(drawing.x.at(at) + (isFirst ? -6 : 6), drawing.y.at(at * speed) + 4, read.level,
                 isFirst ? "end" : "start");
  }
  drawing.line(peak / machine.bandwidths.front().gigabytesPerSecond, peak, drawing.x.high, peak,
               "#27a");
  drawing.text(kRight, drawing.y.at(peak) - 8,
               machine.peaks.back().isa + ": " + decadeText(std::round(peak)) + " GFLOP/s", "end");
}

/// Names beside the points, in a column at the right where none covers another.
void drawPoints(Drawing &drawing, std::vector<const Row *> rows) {
  std::ranges::sort(rows, std::greater(), &Row::gflops);
  constexpr double lineHeight = 20;
  double at = kTop;
  for (const Row *row : rows) {
    double px = drawing.x.at(row->flopsPerByte), py = drawing.y.at(row->gflops);
    drawing.point(row->flopsPerByte, row->gflops, row->work);
    at = std::max(at + lineHeight, std::min(py, kBottom));
    drawing.out << "<polyline points='" << px << "," << py << " " << kRight + 8 << "," << at
                << "' stroke='#c99' fill='none'/>\n";
    drawing.text(kRight + 12, at + 4, row->work);
  }
}

} // namespace

void writeRoofline(const std::string &path, const Machine &machine, const std::vector<Row> &rows,
                   const std::string &backend) {
  std::vector<const Row *> points;
  double peak = machine.peaks.back().gflops;
  double leastX = 0.1, mostX = 10, leastY = peak / 10;
  for (const Row &row : rows)
    if (row.backend == backend) {
      points.push_back(&row);
      leastX = std::min(leastX, row.flopsPerByte);
      mostX = std::max(mostX, row.flopsPerByte);
      leastY = std::min(leastY, row.gflops);
    }
  std::ofstream file(path);
  {
    Drawing drawing(file, decades(leastX, mostX, kLeft, kRight),
                    decades(leastY, peak, kBottom, kTop));
    drawing.grid();
    drawRoof(drawing, machine);
    drawing.text(kLeft + 70, kTop - 14, backend + ", one thread of " + machine.cpu);
    drawPoints(drawing, std::move(points));
  }
  if (!file.flush())
    throw std::runtime_error("cannot write '" + path + "'");
}

} // namespace wick::bench
