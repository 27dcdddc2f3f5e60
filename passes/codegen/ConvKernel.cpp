#include "passes/codegen/ConvKernel.h"
#include "passes/codegen/LoopNest.h"
#include <numeric>

using namespace mlir;

namespace wick {

RankedTensorType ConvShape::packedType() const {
  return RankedTensorType::get({blocks(), channels, taps(), lanes}, element);
}

bool hasFewTaps(const ConvShape &shape) {
  constexpr int64_t mostTaps = 25;
  return shape.taps() <= mostTaps;
}

ConvTile chooseConvTile(const ConvShape &shape, int64_t registers, bool isLarge, bool pools) {
  // Taps, one element of the image and an address's worth of slack; the rest are sums.
  int64_t tapRows = std::clamp<int64_t>(registers / 3 / shape.columns.kernel, 1, shape.rows.kernel);
  bool loops = !pools && tapRows < shape.rows.kernel;
  if (loops)
    tapRows = 1;
  int64_t sums = std::max<int64_t>(registers - tapRows * shape.columns.kernel - 3, 4);
  int64_t width = shape.columns.windows;
  bool isSquare = isLarge && shape.channels >= 32 && sums >= 16 && width % 8 == 4;
  int64_t rows = loops ? 1 : std::min<int64_t>(isSquare ? 4 : 2, shape.rows.windows);
  int64_t columns = std::min<int64_t>({sums / rows, width, loops ? 16 : isSquare ? 4 : 8});
  if (pools) {
    rows = std::max<int64_t>(rows / 2 * 2, 2);
    columns = std::max<int64_t>(columns / 2 * 2, 2);
  }
  constexpr int64_t fewestChannels = 16; // before requests are a small part of the work
  return {rows, columns, tapRows, loops, isLarge && shape.channels >= fewestChannels};
}

namespace {

constexpr int64_t kBufferAlignment = 64;

class ConvEmitter : LoopNest {
public:
  ConvEmitter(OpBuilder &builder, Location loc, const ConvShape &shape, const ConvTile &tile,
              const ConvEpilogue &epilogue, const ImageSource &source, Value packed, Value bias,
              ValueRange outputs)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape), tile(tile),
        epilogue(epilogue), source(source), image(source.values), packed(packed), bias(bias),
        outputs(outputs) {}

  /// Loops over images, blocks of filters, and tiles of rows and columns.
  void emit() {
    loop(0, shape.images, 1, [&](Value n) {
      if (source.isPooled())
        unpool(n);
      blocks(shape.filters, [&](Value block) { emitBlock(n, block); });
    });
  }

private:
  /// Where a tile stands: its image, block of filters, first row and column.
  struct Place {
    Value image, block, y, x;
    const TileRun &rows, &columns;
  };

  /// Reads image n from a buffer of its own.
  void unpool(Value n) {
    image = memref::AllocOp::create(
        builder, loc,
        MemRefType::get({1, shape.rows.size, shape.columns.size, shape.channels}, shape.element),
        builder.getI64IntegerAttr(kBufferAlignment));
    emitUnpooling(builder, loc, std::gcd(shape.channels, shape.lanes), source, {n, index(0)},
                  image);
  }

  /// The number of image n in the buffer that it is read from.
  Value read(Value n) { return source.isPooled() ? index(0) : n; }

  void emitBlock(Value n, Value block) {
    unsigned unit = epilogue.pools ? 2 : 1;
    SmallVector<TileRun> rowRuns{{0, shape.rows.windows, 1}};
    if (!tile.loopsOverTaps)
      rowRuns = tileRuns(shape.rows, tile.rows, unit);
    SmallVector<TileRun> columnRuns = tileRuns(shape.columns, tile.columns, unit);
    for (const TileRun &rows : rowRuns)
      loop(rows.first, rows.end, rows.count, [&](Value y) {
        for (const TileRun &columns : columnRuns)
          loop(columns.first, columns.end, columns.count,
               [&](Value x) { emitTile({n, block, y, x, rows, columns}); });
      });
  }

  void emitTile(const Place &at) {
    Value filter = scaled(at.block, shape.lanes);
    if (tile.asksAhead)
      askAhead(at, filter);
    Values start(at.rows.count * at.columns.count, bias ? load(bias, filter, isWhole) : zero());
    storeTile(at, filter, tile.loopsOverTaps ? sumRowByRow(at, start) : sumAtOnce(at, start));
  }

  /// Each block of filters asks for its share of the channels of the next image.
  void askAhead(const Place &at, Value filter) {
    constexpr int64_t lineBytes = 64;
    int64_t line = lineBytes * 8 / shape.element.getIntOrFloatBitWidth();
    int64_t share = llvm::divideCeil(llvm::divideCeil(shape.channels, line), shape.blocks());
    Value first = scaled(at.block, share * line);
    for (int64_t r = 0; r < at.rows.count; ++r)
      for (int64_t t = 0; t < at.columns.count; ++t) {
        Value y = offset(at.y, r), x = offset(at.x, t);
        if (epilogue.keepsImage)
          askToWrite(outputs.front(), {at.image, y, x, filter});
        for (int64_t k = 0; k < share && !source.isPooled(); ++k)
          askToRead(image, {offset(at.image, 1), scaled(y, shape.rows.stride),
                            scaled(x, shape.columns.stride), offset(first, k * line)});
      }
  }

  Values sumAtOnce(const Place &at, const Values &start) {
    return sums(0, shape.channels, 1, start, [&](Value channel, ValueRange carried) {
      Values next(carried);
      for (int64_t first = 0; first < shape.rows.kernel; first += tile.tapRows)
        addTaps(at, channel, /*row=*/{}, first, std::min(first + tile.tapRows, shape.rows.kernel),
                next);
      return next;
    });
  }

  /// In a loop over those rows of the filters that lie on the image.
  Values sumRowByRow(const Place &at, const Values &start) {
    Value top = placeOf(shape.rows, at.y, 0);
    Value above = arith::SubIOp::create(builder, loc, index(0), top);
    Value below = arith::SubIOp::create(builder, loc, index(shape.rows.size), top);
    Value first = arith::MaxSIOp::create(builder, loc, above, index(0));
    Value end = arith::MinSIOp::create(builder, loc, below, index(shape.rows.kernel));
    return sums(first, end, 1, start, [&](Value row, ValueRange carried) {
      return sums(0, shape.channels, 1, carried, [&](Value channel, ValueRange carried) {
        Values next(carried);
        addTaps(at, channel, row, 0, 1, next);
        return next;
      });
    });
  }

  /// Where offset `offset` of the windows that start at `window` lies.
  Value placeOf(const ConvSpan &span, Value window, int64_t offset) {
    return this->offset(scaled(window, span.stride), offset - span.padding);
  }

  /// Adds the products of the taps in rows [first, last) of the filters; with `row`, which lies on
  /// the image, of those in row + [first, last). Every element of the image that the tile reads is
  /// loaded once, and used at once for all places that it belongs to.
  void addTaps(const Place &at, Value channel, Value row, int64_t first, int64_t last,
               Values &sums) {
    const ConvSpan &rows = shape.rows, &columns = shape.columns;
    Value firstTap = row ? scaled(row, columns.kernel) : Value();
    Values taps;
    for (int64_t tap = first * columns.kernel; tap < last * columns.kernel; ++tap)
      taps.push_back(
          load(packed, {at.block, channel, row ? offset(firstTap, tap) : index(tap), index(0)}));
    int64_t height = (at.rows.count - 1) * rows.stride + last;
    int64_t width = (at.columns.count - 1) * columns.stride + columns.kernel;
    for (int64_t a = first; a < height; ++a)
      for (int64_t b = 0; b < width; ++b) {
        if ((!row && !isOnImage(rows, at.rows, a)) || !isOnImage(columns, at.columns, b))
          continue;
        Value element;
        for (int64_t i = first; i < last; ++i)
          for (int64_t j = 0; j < columns.kernel; ++j) {
            std::optional<int64_t> r = placeWith(rows, at.rows, a, i);
            std::optional<int64_t> t = placeWith(columns, at.columns, b, j);
            if (!r || !t)
              continue;
            if (!element) {
              Value y = placeOf(rows, at.y, a);
              element = splat(image, {read(at.image), row ? plus(y, row) : y,
                                      placeOf(columns, at.x, b), channel});
            }
            Value &sum = sums[*r * at.columns.count + *t];
            sum = multiplyAdd(element, taps[(i - first) * columns.kernel + j], sum);
          }
      }
  }

  /// The relu of the largest is the largest relu, so it is done once where the image is not kept.
  void storeTile(const Place &at, Value filter, Values sums) {
    auto positives = [&](Value sum) { return epilogue.relu ? positive(sum) : sum; };
    int64_t columns = at.columns.count;
    if (epilogue.keepsImage)
      for (int64_t r = 0; r < at.rows.count; ++r)
        for (int64_t t = 0; t < columns; ++t)
          store(positives(sums[r * columns + t]), outputs.front(),
                {at.image, offset(at.y, r), offset(at.x, t), filter}, isWhole);
    if (epilogue.pools)
      for (int64_t r = 0; r < at.rows.count; r += 2)
        for (int64_t t = 0; t < columns; t += 2) {
          int64_t first = r * columns + t, below = first + columns;
          Values window{sums[first], sums[first + 1], sums[below], sums[below + 1]};
          Values to{at.image, offset(half(at.y), r / 2), offset(half(at.x), t / 2), filter};
          store(positives(largest(window)), outputs.back(), to, isWhole);
          if (epilogue.keepsWinners)
            store(winner(window), outputs.drop_back().back(), to, isWhole);
        }
  }

  /// Which element of the window is the first largest, in bytes.
  Value winner(ArrayRef<Value> window) {
    auto type = VectorType::get(vector.getShape(), builder.getI8Type());
    auto number = [&](int64_t k) -> Value {
      return arith::ConstantOp::create(builder, loc, DenseElementsAttr::get(type, int8_t(k)));
    };
    Value best = window.front(), result = number(0);
    for (int64_t k = 1; k < 4; ++k) {
      Value leads = compare(arith::CmpFPredicate::OGT, window[k], best);
      best = select(leads, window[k], best);
      result = select(leads, number(k), result);
    }
    if (!epilogue.relu)
      return result;
    return select(compare(arith::CmpFPredicate::OGT, best, zero()), result, number(kNoWinner));
  }

  Value half(Value index) { return arith::ShRUIOp::create(builder, loc, index, this->index(1)); }

  const ConvShape &shape;
  const ConvTile &tile;
  const ConvEpilogue &epilogue;
  ImageSource source;
  Value image; // what is read: the source's, or the buffer of one image
  Value packed, bias;
  ValueRange outputs;
};

/// The image if it is kept, then the winners and the pooled image.
SmallVector<RankedTensorType> resultTypes(MLIRContext *context, const ConvShape &shape,
                                          const ConvEpilogue &epilogue) {
  SmallVector<RankedTensorType> types;
  auto add = [&](bool isStored, int64_t divisor, Type element) {
    if (isStored)
      types.push_back(RankedTensorType::get({shape.images, shape.rows.windows / divisor,
                                             shape.columns.windows / divisor, shape.filters},
                                            element));
  };
  add(epilogue.keepsImage, 1, shape.element);
  add(epilogue.keepsWinners, 2, IntegerType::get(context, 8));
  add(epilogue.pools, 2, shape.element);
  return types;
}

} // namespace

SmallVector<Value> emitConv(OpBuilder &builder, Location loc, const ConvShape &shape,
                            const ConvTile &tile, const ConvEpilogue &epilogue,
                            const ImageSource &image, Value packed, Value bias) {
  SmallVector<Value> operands{image.values, packed};
  for (Value optional : {image.winners, bias})
    if (optional)
      operands.push_back(optional);
  return emitKernel(builder, loc, operands, resultTypes(builder.getContext(), shape, epilogue),
                    [&](ValueRange inputs, ValueRange outputs) {
                      ImageSource source{inputs[0], image.isPooled() ? inputs[2] : Value()};
                      ConvEmitter(builder, loc, shape, tile, epilogue, source, inputs[1],
                                  bias ? inputs.back() : Value(), outputs)
                          .emit();
                    });
}

} // namespace wick
