#include "passes/codegen/ConvKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {

RankedTensorType ConvShape::packedType() const {
  return RankedTensorType::get({filters / lanes, channels, taps(), lanes}, element);
}

ConvTile chooseConvTile(const ConvShape &shape, int64_t registers, bool isLarge, bool pools) {
  // Taps, one element of the image and an address's worth of slack; the rest are sums.
  int64_t tapRows = std::clamp<int64_t>(registers / 3 / shape.columns.kernel, 1, shape.rows.kernel);
  int64_t sums = std::max<int64_t>(registers - tapRows * shape.columns.kernel - 3, 4);
  int64_t rows = isLarge && shape.channels >= 32 && sums >= 16 ? 4 : 2;
  rows = std::min(rows, shape.rows.windows);
  int64_t columns = std::min<int64_t>({sums / rows, shape.columns.windows, 8});
  if (pools) {
    rows = std::max<int64_t>(rows / 2 * 2, 2);
    columns = std::max<int64_t>(columns / 2 * 2, 2);
  }
  return {rows, columns, tapRows};
}

namespace {

class ConvEmitter : LoopNest {
public:
  ConvEmitter(OpBuilder &builder, Location loc, const ConvShape &shape, const ConvTile &tile,
              const ConvEpilogue &epilogue, Value image, Value packed, Value bias)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape), tile(tile),
        epilogue(epilogue), image(image), packed(packed), bias(bias) {}

  /// Loops over images, blocks of filters, and tiles of rows and columns.
  Values emit() {
    unsigned unit = epilogue.pools ? 2 : 1;
    SmallVector<TileRun> rowRuns = tileRuns(shape.rows, tile.rows, unit);
    SmallVector<TileRun> columnRuns = tileRuns(shape.columns, tile.columns, unit);
    return loop(0, shape.images, 1, outputs(), [&](Value n, ValueRange out) {
      return loop(0, shape.filters / shape.lanes, 1, out, [&](Value block, ValueRange out) {
        Values next(out);
        for (const TileRun &rows : rowRuns)
          next = loop(rows.first, rows.end, rows.count, next, [&](Value y, ValueRange out) {
            Values inner(out);
            for (const TileRun &columns : columnRuns)
              inner = loop(columns.first, columns.end, columns.count, inner,
                           [&](Value x, ValueRange out) {
                             return emitTile({n, block, y, x, rows, columns}, out);
                           });
            return inner;
          });
        return next;
      });
    });
  }

private:
  /// Where a tile stands: its image, block of filters, first row and column.
  struct Place {
    Value image, block, y, x;
    const TileRun &rows, &columns;
  };

  Values outputs() {
    Values tensors;
    for (auto [isStored, divisor] : {std::pair(epilogue.keepsImage, 1), {epilogue.pools, 2}})
      if (isStored)
        tensors.push_back(tensor::EmptyOp::create(
            builder, loc,
            ArrayRef<int64_t>{shape.images, shape.rows.windows / divisor,
                              shape.columns.windows / divisor, shape.filters},
            shape.element));
    return tensors;
  }

  Values emitTile(const Place &at, ValueRange out) {
    Value filter = scaled(at.block, shape.lanes);
    Values start(at.rows.count * at.columns.count, bias ? load(bias, filter) : zero());
    Values sums = loop(0, shape.channels, 1, start, [&](Value channel, ValueRange carried) {
      Values next(carried);
      for (int64_t first = 0; first < shape.rows.kernel; first += tile.tapRows)
        addTaps(at, channel, first, std::min(first + tile.tapRows, shape.rows.kernel), next);
      return next;
    });
    return storeTile(at, filter, sums, out);
  }

  /// The rows or columns that tile `run` reads along `span`, from its first window's on: offsets in
  /// [0, reach). Those of a single tile that lie on the border are left out.
  static bool isOnImage(const ConvSpan &span, const TileRun &run, int64_t offset) {
    int64_t place = run.first * span.stride - span.padding + offset;
    return !run.isSingle() || (place >= 0 && place < span.size);
  }

  /// Where offset `offset` of the windows that start at `window` lies.
  Value placeOf(const ConvSpan &span, Value window, int64_t offset) {
    return this->offset(scaled(window, span.stride), offset - span.padding);
  }

  /// Adds the products of the taps in rows [first, last) of the filters. Every element of the image
  /// that the tile reads is loaded once, and used at once for all places that it belongs to.
  void addTaps(const Place &at, Value channel, int64_t first, int64_t last, Values &sums) {
    const ConvSpan &rows = shape.rows, &columns = shape.columns;
    Values taps;
    for (int64_t tap = first * columns.kernel; tap < last * columns.kernel; ++tap)
      taps.push_back(load(packed, {at.block, channel, index(tap), index(0)}));
    int64_t height = (at.rows.count - 1) * rows.stride + last;
    int64_t width = (at.columns.count - 1) * columns.stride + columns.kernel;
    for (int64_t a = first; a < height; ++a)
      for (int64_t b = 0; b < width; ++b) {
        if (!isOnImage(rows, at.rows, a) || !isOnImage(columns, at.columns, b))
          continue;
        Value element;
        for (int64_t i = first; i < last; ++i)
          for (int64_t j = 0; j < columns.kernel; ++j) {
            std::optional<int64_t> r = placeWith(rows, at.rows, a, i);
            std::optional<int64_t> t = placeWith(columns, at.columns, b, j);
            if (!r || !t)
              continue;
            if (!element)
              element = splat(
                  image, {at.image, placeOf(rows, at.y, a), placeOf(columns, at.x, b), channel});
            Value &sum = sums[*r * at.columns.count + *t];
            sum = multiplyAdd(element, taps[(i - first) * columns.kernel + j], sum);
          }
      }
  }

  /// The window of the tile whose tap `tap` lies at `offset`.
  static std::optional<int64_t> placeWith(const ConvSpan &span, const TileRun &run, int64_t offset,
                                          int64_t tap) {
    int64_t start = offset - tap;
    if (start < 0 || start % span.stride != 0 || start / span.stride >= run.count)
      return std::nullopt;
    return start / span.stride;
  }

  Values storeTile(const Place &at, Value filter, Values sums, ValueRange out) {
    Values next(out);
    if (epilogue.relu)
      for (Value &sum : sums)
        sum = positive(sum);
    if (epilogue.keepsImage)
      for (int64_t r = 0; r < at.rows.count; ++r)
        for (int64_t t = 0; t < at.columns.count; ++t)
          next.front() = store(sums[r * at.columns.count + t], next.front(),
                               {at.image, offset(at.y, r), offset(at.x, t), filter});
    if (epilogue.pools)
      for (int64_t r = 0; r < at.rows.count; r += 2)
        for (int64_t t = 0; t < at.columns.count; t += 2)
          next.back() =
              store(largest(sums, r, t, at.columns.count), next.back(),
                    {at.image, offset(half(at.y), r / 2), offset(half(at.x), t / 2), filter});
    return next;
  }

  /// max(x, 0), in the form of one instruction that passes NaN on.
  Value positive(Value x) {
    Value none = zero();
    Value isNegative = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT, none, x);
    return arith::SelectOp::create(builder, loc, isNegative, none, x);
  }

  Value half(Value index) { return arith::ShRUIOp::create(builder, loc, index, this->index(1)); }

  /// The maximum of the four places from row r and column t on.
  Value largest(const Values &sums, int64_t r, int64_t t, int64_t columns) {
    Value best = sums[r * columns + t];
    for (int64_t at : {r * columns + t + 1, (r + 1) * columns + t, (r + 1) * columns + t + 1})
      best = arith::MaximumFOp::create(builder, loc, best, sums[at]);
    return best;
  }

  const ConvShape &shape;
  const ConvTile &tile;
  const ConvEpilogue &epilogue;
  Value image, packed, bias;
};

} // namespace

SmallVector<Value> emitConv(OpBuilder &builder, Location loc, const ConvShape &shape,
                            const ConvTile &tile, const ConvEpilogue &epilogue, Value image,
                            Value packed, Value bias) {
  return ConvEmitter(builder, loc, shape, tile, epilogue, image, packed, bias).emit();
}

} // namespace wick
