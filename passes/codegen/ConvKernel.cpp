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
              const ConvEpilogue &epilogue, ValueRange inputs, ValueRange outputs)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape), tile(tile),
        epilogue(epilogue), image(inputs[0]), packed(inputs[1]),
        bias(inputs.size() > 2 ? inputs[2] : Value()), outputs(outputs) {}

  /// Loops over images, blocks of filters, and tiles of rows and columns.
  void emit() {
    unsigned unit = epilogue.pools ? 2 : 1;
    SmallVector<TileRun> rowRuns = tileRuns(shape.rows, tile.rows, unit);
    SmallVector<TileRun> columnRuns = tileRuns(shape.columns, tile.columns, unit);
    loop(0, shape.images, 1, [&](Value n) {
      loop(0, shape.filters / shape.lanes, 1, [&](Value block) {
        for (const TileRun &rows : rowRuns)
          loop(rows.first, rows.end, rows.count, [&](Value y) {
            for (const TileRun &columns : columnRuns)
              loop(columns.first, columns.end, columns.count,
                   [&](Value x) { emitTile({n, block, y, x, rows, columns}); });
          });
      });
    });
  }

private:
  /// Where a tile stands: its image, block of filters, first row and column.
  struct Place {
    Value image, block, y, x;
    const TileRun &rows, &columns;
  };

  void emitTile(const Place &at) {
    Value filter = scaled(at.block, shape.lanes);
    Values start(at.rows.count * at.columns.count, bias ? load(bias, filter) : zero());
    Values sums = this->sums(0, shape.channels, 1, start, [&](Value channel, ValueRange carried) {
      Values next(carried);
      for (int64_t first = 0; first < shape.rows.kernel; first += tile.tapRows)
        addTaps(at, channel, first, std::min(first + tile.tapRows, shape.rows.kernel), next);
      return next;
    });
    storeTile(at, filter, sums);
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

  void storeTile(const Place &at, Value filter, Values sums) {
    if (epilogue.relu)
      for (Value &sum : sums)
        sum = positive(sum);
    if (epilogue.keepsImage)
      for (int64_t r = 0; r < at.rows.count; ++r)
        for (int64_t t = 0; t < at.columns.count; ++t)
          store(sums[r * at.columns.count + t], outputs.front(),
                {at.image, offset(at.y, r), offset(at.x, t), filter});
    if (epilogue.pools)
      for (int64_t r = 0; r < at.rows.count; r += 2)
        for (int64_t t = 0; t < at.columns.count; t += 2)
          store(largest(sums, r, t, at.columns.count), outputs.back(),
                {at.image, offset(half(at.y), r / 2), offset(half(at.x), t / 2), filter});
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
  ValueRange outputs;
};

/// The image if it is kept, then the pooled one.
SmallVector<RankedTensorType> resultTypes(const ConvShape &shape, const ConvEpilogue &epilogue) {
  SmallVector<RankedTensorType> types;
  for (auto [isStored, divisor] : {std::pair(epilogue.keepsImage, 1), {epilogue.pools, 2}})
    if (isStored)
      types.push_back(RankedTensorType::get({shape.images, shape.rows.windows / divisor,
                                             shape.columns.windows / divisor, shape.filters},
                                            shape.element));
  return types;
}

} // namespace

SmallVector<Value> emitConv(OpBuilder &builder, Location loc, const ConvShape &shape,
                            const ConvTile &tile, const ConvEpilogue &epilogue, Value image,
                            Value packed, Value bias) {
  SmallVector<Value> inputs{image, packed};
  if (bias)
    inputs.push_back(bias);
  return emitKernel(builder, loc, inputs, resultTypes(shape, epilogue),
                    [&](ValueRange inputs, ValueRange outputs) {
                      ConvEmitter(builder, loc, shape, tile, epilogue, inputs, outputs).emit();
                    });
}

} // namespace wick
