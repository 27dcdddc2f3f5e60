// The gradient of a convolution's weights: sums over all places, a vector of filters for each tap.
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "passes/codegen/ConvKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

/// Taps whose sums are in registers together: `rows` rows of the filters for `channels` channels.
struct WeightTile {
  int64_t rows, channels;
};

/// As many channels as registers hold sums for, a divisor of their number; where there are few,
/// more rows.
WeightTile chooseWeightTile(const ConvShape &shape, int64_t registers) {
  int64_t width = shape.columns.kernel, sums = std::max<int64_t>(registers - 6, width);
  int64_t channels = std::clamp<int64_t>(sums / width, 1, shape.channels);
  while (shape.channels % channels != 0)
    --channels;
  return {std::clamp<int64_t>(sums / width / channels, 1, shape.rows.kernel), channels};
}

class WeightEmitter : LoopNest {
public:
  WeightEmitter(OpBuilder &builder, Location loc, const ConvShape &shape, int64_t registers,
                Value image, Value gradient)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape),
        tile(chooseWeightTile(shape, registers)), image(image), gradient(gradient) {}

  /// Few images at a time, so that they stay in the cache while all blocks of filters and channels
  /// read them.
  Value emit() {
    RankedTensorType type = shape.packedType();
    Value out = tensor::EmptyOp::create(builder, loc, type.getShape(), type.getElementType());
    Value none = arith::ConstantOp::create(builder, loc, builder.getZeroAttr(shape.element));
    out = linalg::FillOp::create(builder, loc, none, out).getResult(0);
    int64_t together = imagesTogether();
    return loop(0, shape.images, together, out,
                [&](Value n, ValueRange out) {
                  return loop(
                      0, shape.filters / shape.lanes, 1, out, [&](Value block, ValueRange out) {
                        return loop(
                            0, shape.channels, tile.channels, out, [&](Value c, ValueRange out) {
                              Values next(out);
                              for (int64_t first = 0; first < shape.rows.kernel; first += tile.rows)
                                next = {sumTaps({n, block, c, first}, together, next.front())};
                              return next;
                            });
                      });
                })
        .front();
  }

private:
  /// The first of the images, the block of filters, and the first of the channels and rows of taps
  /// that are summed together.
  struct Block {
    Value image, filters, channel;
    int64_t firstRow;
  };

  int64_t imagesTogether() const {
    int64_t count = std::min<int64_t>(shape.images, 4);
    while (shape.images % count != 0)
      --count;
    return count;
  }

  /// Where the sums of tap `tap` and channel `c` of the block are stored.
  Values placeOf(const Block &block, int64_t tap, int64_t c) {
    int64_t first = block.firstRow * shape.columns.kernel;
    return {block.filters, offset(block.channel, c), index(first + tap), index(0)};
  }

  /// Adds the products of `images` images to the sums of a block in `out`.
  Value sumTaps(const Block &block, int64_t images, Value out) {
    int64_t count = std::min(tile.rows, shape.rows.kernel - block.firstRow);
    int64_t taps = count * shape.columns.kernel;
    Values start;
    for (int64_t tap = 0; tap < taps; ++tap)
      for (int64_t c = 0; c < tile.channels; ++c)
        start.push_back(load(out, placeOf(block, tap, c)));
    Values sums = loop(0, images, 1, start, [&](Value image, ValueRange carried) {
      Values next(carried);
      Value n = images == shape.images ? image : plus(block.image, image);
      for (const TileRun &run : rowRuns(block.firstRow, count))
        next = loop(run.first, run.end, 1, next, [&](Value y, ValueRange carried) {
          Values inner(carried);
          addRow({n, block.filters, block.channel, y, run, block.firstRow, count}, inner);
          return inner;
        });
      return next;
    });
    for (int64_t tap = 0; tap < taps; ++tap)
      for (int64_t c = 0; c < tile.channels; ++c)
        out = store(sums[tap * tile.channels + c], out, placeOf(block, tap, c));
    return out;
  }

  /// The rows of windows whose taps [first, first + count) are all on the image, as one run, and
  /// those that lose some to the border, one by one; without those that lose all.
  SmallVector<TileRun> rowRuns(int64_t first, int64_t count) {
    SmallVector<TileRun> runs;
    bool wasInside = false;
    for (int64_t y = 0; y < shape.rows.windows; ++y) {
      int64_t top = y * shape.rows.stride - shape.rows.padding + first, bottom = top + count - 1;
      bool isInside = top >= 0 && bottom < shape.rows.size;
      if (isInside && wasInside)
        runs.back().end = y + 1;
      else if (bottom >= 0 && top < shape.rows.size)
        runs.push_back({y, y + 1, 1});
      wasInside = isInside;
    }
    return runs;
  }

  /// A row of windows y of image n, and the taps whose sums it adds to.
  struct Row {
    Value image, block, channel, y;
    const TileRun &run;
    int64_t first, count;
  };

  /// Adds a row of windows: each element of the image is loaded once for all the windows of the row
  /// that it is in.
  void addRow(const Row &row, Values &sums) {
    const ConvSpan &rows = shape.rows, &columns = shape.columns;
    Value filter = scaled(row.block, shape.lanes);
    DenseMap<int64_t, Value> gradients; // of the row's windows
    for (int64_t x = 0; x < columns.size; ++x)
      for (int64_t i = 0; i < row.count; ++i) {
        int64_t place = row.run.first * rows.stride - rows.padding + row.first + i;
        if (row.run.isSingle() && (place < 0 || place >= rows.size))
          continue;
        Value y = offset(scaled(row.y, rows.stride), row.first + i - rows.padding);
        for (int64_t c = 0; c < tile.channels; ++c) {
          Value element;
          for (int64_t j = 0; j < columns.kernel; ++j) {
            int64_t start = x + columns.padding - j, window = start / columns.stride;
            if (start < 0 || start % columns.stride != 0 || window >= columns.windows)
              continue;
            Value &known = gradients[window];
            if (!known)
              known = load(gradient, {row.image, row.y, index(window), filter});
            if (!element)
              element = splat(image, {row.image, y, index(x), offset(row.channel, c)});
            Value &sum = sums[(i * columns.kernel + j) * tile.channels + c];
            sum = multiplyAdd(element, known, sum);
          }
        }
      }
  }

  const ConvShape &shape;
  const WeightTile tile;
  Value image, gradient;
};

} // namespace

Value emitConvWeightGradient(OpBuilder &builder, Location loc, const ConvShape &shape,
                             int64_t registers, Value image, Value gradient) {
  return WeightEmitter(builder, loc, shape, registers, image, gradient).emit();
}

} // namespace wick
