//===- ConvTiling.h - which register tiles cover the image of a convolution ---===//

#ifndef WICK_PASSES_CODEGEN_CONVTILING_H
#define WICK_PASSES_CODEGEN_CONVTILING_H

#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>

namespace wick {

/// Windows along one dimension of an image: window o covers o * stride - padding + 0 .. kernel-1 of
/// `size` elements.
struct ConvSpan {
  int64_t size, kernel, stride, padding, windows;

  /// Whether the windows [first, first + count) read the image only, not its border.
  bool isInside(int64_t first, int64_t count) const {
    return first * stride >= padding && (first + count - 1) * stride - padding + kernel <= size;
  }
};

/// Tiles of `count` windows, one at first, first + count, .. below `end`. Tiles that read the
/// border stand alone, so that what they leave out is known when code is made.
struct TileRun {
  int64_t first, end, count;
  bool isSingle() const { return end == first + count; }
};

/// Whether the place at `offset` from the first window of tile `run` on lies on the image: always
/// for tiles in a loop.
bool isOnImage(const ConvSpan &span, const TileRun &run, int64_t offset);

/// The window of tile `run` whose tap `tap` lies at `offset`.
std::optional<int64_t> placeWith(const ConvSpan &span, const TileRun &run, int64_t offset,
                                 int64_t tap);

/// Cuts the windows of `span` into tiles of at most `most`, of sizes as even as `unit` allows:
/// every tile holds a multiple of `unit`, which divides the number of windows.
llvm::SmallVector<TileRun> tileRuns(const ConvSpan &span, int64_t most, int64_t unit);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_CONVTILING_H
