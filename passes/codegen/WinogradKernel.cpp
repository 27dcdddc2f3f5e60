#include "passes/codegen/WinogradKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {

//===----------------------------------------------------------------------===//
// Matrices
//===----------------------------------------------------------------------===//

static constexpr double kImage2[] = {1, 0, -1, 0, 0, 1, 1, 0, 0, -1, 1, 0, 0, 1, 0, -1};
static constexpr double kFilter2[] = {1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1};
static constexpr double kResults2[] = {1, 1, 1, 0, 0, 1, -1, -1};

// clang-format off
static constexpr double kImage4[] = {4,  0, -5,  0, 1, 0,
                                     0, -4, -4,  1, 1, 0,
                                     0,  4, -4, -1, 1, 0,
                                     0, -2, -1,  2, 1, 0,
                                     0,  2, -1, -2, 1, 0,
                                     0,  4,  0, -5, 0, 1};
static constexpr double kFilter4[] = {1 / 4.,         0,       0,
                                     -1 / 6.,  -1 / 6., -1 / 6.,
                                     -1 / 6.,   1 / 6., -1 / 6.,
                                      1 / 24.,  1 / 12., 1 / 6.,
                                      1 / 24., -1 / 12., 1 / 6.,
                                      0,        0,       1};
static constexpr double kResults4[] = {1, 1,  1, 1,  1, 0,
                                       0, 1, -1, 2, -2, 0,
                                       0, 1,  1, 4,  4, 0,
                                       0, 1, -1, 8, -8, 1};
// clang-format on

const WinogradTransform *findWinogradTransform(int64_t outputs) {
  static const WinogradTransform kTransforms[] = {{2, kImage2, kFilter2, kResults2},
                                                  {4, kImage4, kFilter4, kResults4}};
  for (const WinogradTransform &transform : kTransforms)
    if (transform.outputs == outputs)
      return &transform;
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Kernel
//===----------------------------------------------------------------------===//

namespace {

/// A row of tiles at a time: their elements are transformed, multiplied and transformed back while
/// they are in the cache.
class WinogradEmitter : LoopNest {
public:
  WinogradEmitter(OpBuilder &builder, Location loc, const ConvShape &shape,
                  const WinogradTransform &transform, int64_t registers, bool relu,
                  ValueRange inputs, Value output)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape), transform(transform),
        rows(tilesAlong(shape.rows)), columns(tilesAlong(shape.columns)), relu(relu),
        image(inputs[0]), filters(inputs[1]), bias(inputs.size() > 2 ? inputs[2] : Value()),
        output(output) {
    chooseBlock(registers);
  }

  void emit() {
    int64_t products = transform.size() * transform.size();
    elements = scratch({products, columns.windows, shape.channels});
    sumsOfProducts = scratch({products, columns.windows, shape.filters});
    loop(0, shape.images, 1, [&](Value n) {
      for (const TileRun &run : tileRuns(rows, 1, 1))
        loop(run.first, run.end, 1, [&](Value y) {
          eachTile(n, y, run, shape.channels, [&](const Tile &tile) { transformElements(tile); });
          loop(0, products, 1, [&](Value product) {
            if (asksAhead())
              askAhead(n, y, product);
            multiply(product);
          });
          eachTile(n, y, run, shape.filters, [&](const Tile &tile) { transformBack(tile); });
        });
    });
  }

private:
  /// A vector of channels or filters of one tile.
  struct Tile {
    Value image, y, x, channel;
    const TileRun &rows, &columns;
  };

  /// The tiles along an image, each of which reads a window of n elements.
  ConvSpan tilesAlong(const ConvSpan &span) const {
    return {span.size, transform.size(), transform.outputs, span.padding,
            int64_t(llvm::divideCeil(span.windows, transform.outputs))};
  }

  /// The tiles and vectors of filters of a register tile.
  void chooseBlock(int64_t registers) {
    constexpr int64_t mostTiles = 14;
    int64_t blocks = llvm::divideCeil(columns.windows, mostTiles);
    tiles = llvm::divideCeil(columns.windows, blocks);
    vectors = 1;
    while (shape.blocks() % (2 * vectors) == 0 &&
           2 * vectors * (tiles + 1) + 1 <= std::max<int64_t>(registers, 4))
      vectors *= 2;
  }

  /// Where offset `offset` of the window that starts at tile `tile` lies.
  Value placeOf(const ConvSpan &span, Value tile, int64_t offset) {
    return this->offset(scaled(tile, span.stride), offset - span.padding);
  }

  Value scratch(ArrayRef<int64_t> sizes) {
    return memref::AllocOp::create(builder, loc, MemRefType::get(sizes, shape.element));
  }

  void eachTile(Value n, Value y, const TileRun &rowRun, int64_t channels,
                llvm::function_ref<void(const Tile &)> body) {
    for (const TileRun &run : tileRuns(columns, 1, 1))
      loop(run.first, run.end, 1, [&](Value x) {
        loop(0, channels, shape.lanes,
             [&](Value channel) { body({n, y, x, channel, rowRun, run}); });
      });
  }

  /// B^T d B, where elements outside of the image are null.
  void transformElements(const Tile &tile) {
    int64_t size = transform.size();
    Values read;
    for (int64_t i = 0; i < size; ++i)
      for (int64_t j = 0; j < size; ++j)
        read.push_back(isOnImage(rows, tile.rows, i) && isOnImage(columns, tile.columns, j)
                           ? load(image, {tile.image, placeOf(rows, tile.y, i),
                                          placeOf(columns, tile.x, j), tile.channel})
                           : Value());
    Values transformed = transformBoth(transform.image, size, read);
    for (auto [product, value] : llvm::enumerate(transformed))
      store(value ? value : zero(), elements, {index(product), tile.x, tile.channel});
  }

  /// Whether images come from behind the second cache.
  bool asksAhead() const {
    constexpr int64_t largeBytes = 1 << 20;
    return shape.images * rowElements() * rows.windows * elementBytes() > largeBytes;
  }

  /// Elements of the image that come with a row of tiles.
  int64_t rowElements() const { return transform.outputs * shape.columns.size * shape.channels; }
  int64_t elementBytes() const { return shape.element.getIntOrFloatBitWidth() / 8; }

  /// Each product asks for its share of the elements of the next row of tiles, which may be that of
  /// the next image, and of the results of this row: both lie one behind the other.
  void askAhead(Value n, Value y, Value product) {
    constexpr int64_t lineBytes = 64;
    int64_t products = transform.size() * transform.size(), line = lineBytes / elementBytes();
    auto ask = [&](int64_t elements, llvm::function_ref<void(Value at)> askFor) {
      int64_t lines = llvm::divideCeil(llvm::divideCeil(elements, line), products);
      for (int64_t k = 0; k < lines; ++k)
        askFor(offset(scaled(product, lines * line), k * line));
    };
    int64_t count = transform.outputs;
    Value next = offset(scaled(y, count), transform.size() - rows.padding);
    ask(rowElements(), [&](Value at) { askToRead(image, {n, next, index(0), at}); });
    ask(count * shape.columns.windows * shape.filters,
        [&](Value at) { askToWrite(output, {n, scaled(y, count), index(0), at}); });
  }

  /// For one of the n n products, the matrix [tiles, channels] by [channels, filters].
  void multiply(Value product) {
    loop(0, shape.blocks(), vectors, [&](Value block) {
      for (int64_t first = 0; first < columns.windows; first += tiles)
        multiply(product, block, first, std::min(tiles, columns.windows - first));
    });
  }

  void multiply(Value product, Value block, int64_t first, int64_t count) {
    Values start(count * vectors, zero());
    Values found = sums(0, shape.channels, 1, start, [&](Value channel, ValueRange carried) {
      Values next(carried), weights;
      for (int64_t v = 0; v < vectors; ++v)
        weights.push_back(load(filters, {product, offset(block, v), channel, index(0)}));
      for (int64_t t = 0; t < count; ++t) {
        Value element = splat(elements, {product, index(first + t), channel});
        for (int64_t v = 0; v < vectors; ++v)
          next[t * vectors + v] = multiplyAdd(element, weights[v], next[t * vectors + v]);
      }
      return next;
    });
    for (int64_t t = 0; t < count; ++t)
      for (int64_t v = 0; v < vectors; ++v)
        store(found[t * vectors + v], sumsOfProducts,
              {product, index(first + t), scaled(offset(block, v), shape.lanes)});
  }

  /// A^T m A, without the results behind the last row or column.
  void transformBack(const Tile &tile) {
    int64_t size = transform.size(), count = transform.outputs;
    Values read;
    for (int64_t product = 0; product < size * size; ++product)
      read.push_back(load(sumsOfProducts, {index(product), tile.x, tile.channel}));
    Values results = transformBoth(transform.results, count, read);
    Value start = bias ? load(bias, tile.channel) : Value();
    for (int64_t i = 0; i < count; ++i)
      for (int64_t j = 0; j < count; ++j) {
        if (tile.rows.first * count + i >= shape.rows.windows ||
            tile.columns.first * count + j >= shape.columns.windows)
          continue;
        Value result = results[i * count + j];
        if (start)
          result = arith::AddFOp::create(builder, loc, result, start);
        store(relu ? positive(result) : result, output,
              {tile.image, offset(scaled(tile.y, count), i), offset(scaled(tile.x, count), j),
               tile.channel});
      }
  }

  /// M x M^T for a square x and M [count, n].
  Values transformBoth(ArrayRef<double> matrix, int64_t count, ArrayRef<Value> x) {
    int64_t size = transform.size();
    Values half(count * size), whole(count * count);
    for (int64_t i = 0; i < count; ++i)
      for (int64_t j = 0; j < size; ++j) {
        Values column;
        for (int64_t k = 0; k < size; ++k)
          column.push_back(x[k * size + j]);
        half[i * size + j] = combined(matrix.slice(i * size, size), column);
      }
    for (int64_t i = 0; i < count; ++i)
      for (int64_t j = 0; j < count; ++j)
        whole[i * count + j] =
            combined(matrix.slice(j * size, size), ArrayRef(half).slice(i * size, size));
    return whole;
  }

  /// The sum of `values` times `factors`; null values are 0, and so is a null result.
  Value combined(ArrayRef<double> factors, ArrayRef<Value> values) {
    Value sum;
    for (auto [factor, value] : llvm::zip_equal(factors, values)) {
      if (!value || factor == 0)
        continue;
      if (sum && factor == 1)
        sum = arith::AddFOp::create(builder, loc, sum, value);
      else if (sum && factor == -1)
        sum = arith::SubFOp::create(builder, loc, sum, value);
      else if (sum)
        sum = multiplyAdd(value, splat(factor), sum);
      else if (factor == 1)
        sum = value;
      else
        sum = arith::MulFOp::create(builder, loc, value, splat(factor));
    }
    return sum;
  }

  using LoopNest::splat;
  Value splat(double number) {
    auto element = FloatAttr::get(shape.element, number);
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(vector, element.getValue()));
  }

  const ConvShape &shape;
  const WinogradTransform &transform;
  const ConvSpan rows, columns; // of tiles
  bool relu;
  Value image, filters, bias, output;
  int64_t tiles = 1, vectors = 1;
  Value elements, sumsOfProducts; // [n n][tiles of a row][channels or filters]
};

} // namespace

Value emitWinograd(OpBuilder &builder, Location loc, const ConvShape &shape,
                   const WinogradTransform &transform, int64_t registers, bool relu, Value image,
                   Value filters, Value bias) {
  SmallVector<Value> inputs{image, filters};
  if (bias)
    inputs.push_back(bias);
  auto type = RankedTensorType::get(
      {shape.images, shape.rows.windows, shape.columns.windows, shape.filters}, shape.element);
  auto emitBody = [&](ValueRange inputs, ValueRange outputs) {
    WinogradEmitter(builder, loc, shape, transform, registers, relu, inputs, outputs[0]).emit();
  };
  return emitKernel(builder, loc, inputs, type, emitBody).front();
}

} // namespace wick
