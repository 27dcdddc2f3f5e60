#include "passes/codegen/ConvTiling.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wick {

bool isOnImage(const ConvSpan &span, const TileRun &run, int64_t offset) {
  int64_t place = run.first * span.stride - span.padding + offset;
  return !run.isSingle() || (place >= 0 && place < span.size);
}

std::optional<int64_t> placeWith(const ConvSpan &span, const TileRun &run, int64_t offset,
                                 int64_t tap) {
  int64_t start = offset - tap;
  if (start < 0 || start % span.stride != 0 || start / span.stride >= run.count)
    return std::nullopt;
  return start / span.stride;
}

SmallVector<TileRun> tileRuns(const ConvSpan &span, int64_t most, int64_t unit) {
  int64_t units = span.windows / unit, tiles = divideCeil(units, std::max<int64_t>(most / unit, 1));
  SmallVector<TileRun> runs;
  for (int64_t tile = 0, first = 0; tile < tiles; ++tile) {
    int64_t count = (units / tiles + (tile < units % tiles ? 1 : 0)) * unit;
    bool isInside = span.isInside(first, count);
    bool continues = !runs.empty() && runs.back().count == count && isInside &&
                     span.isInside(runs.back().first, count);
    if (continues)
      runs.back().end += count;
    else
      runs.push_back({first, first + count, count});
    first += count;
  }
  return runs;
}

} // namespace wick
