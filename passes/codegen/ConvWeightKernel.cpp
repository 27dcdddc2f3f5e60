// The gradients of a convolution's weights and bias: sums over all places, a vector of filters for
// each tap.
#include "passes/codegen/ConvKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

/// Images that are summed while the sums are in registers: few, so that they stay in the cache
/// while all channels read them.
constexpr int64_t kImagesTogether = 4;
constexpr int64_t kLineBytes = 64;
/// Windows of a row that are in code; their gradients pass through registers once for all channels.
/// Fewer where several rows of taps are in registers: that code is there for each border, too.
constexpr int64_t kWindowsOfOneRow = 16, kWindowsOfRows = 8;
/// Sums of one bias that are added up in turns, since an addition takes some cycles; and windows of
/// a row that are in code.
constexpr int64_t kBiasSums = 4, kBiasWindows = 8;

/// Taps whose sums are in registers together: `rows` rows of the filters, for at most `channels`
/// channels and `blocks` vectors of filters.
struct WeightTile {
  int64_t rows, channels, blocks;

  /// Each element of the image is used for all taps of a row and all blocks; each gradient for all
  /// rows and channels. Many channels fill the registers; where there are few, rows and blocks do.
  static WeightTile choose(const ConvShape &shape, int64_t registers) {
    // An element of the image, the gradients of the windows that it is in, and an address's slack.
    int64_t width = shape.columns.kernel;
    int64_t sums = std::max<int64_t>(registers - width - 2, width);
    WeightTile tile{1, std::clamp<int64_t>(sums / width, 1, shape.channels), 1};
    sums /= width * tile.channels;
    tile.rows = std::clamp<int64_t>(sums, 1, shape.rows.kernel);
    sums /= tile.rows;
    int64_t blocks = shape.filters / shape.lanes;
    tile.blocks = std::clamp<int64_t>(sums, 1, blocks);
    while (blocks % tile.blocks != 0)
      --tile.blocks;
    return tile;
  }
};

class WeightEmitter : LoopNest {
public:
  WeightEmitter(OpBuilder &builder, Location loc, const ConvShape &shape, int64_t registers,
                Value image, const ImageSource &source, ValueRange outputs)
      : LoopNest(builder, loc, shape.element, shape.lanes), shape(shape),
        tile(WeightTile::choose(shape, registers)), image(image), source(source),
        gradient(source.values), output(outputs[0]),
        bias(outputs.size() > 1 ? outputs[1] : Value()) {}

  /// Blocks of filters outermost: they can run on several threads.
  void emit() {
    loop(0, shape.filters / shape.lanes, tile.blocks, [&](Value block) {
      clear(block);
      if (source.isPooled())
        gradient = gradientBuffer();
      loop(0, shape.images, imagesTogether(), [&](Value n) {
        if (source.isPooled())
          unpool(n, scaled(block, shape.lanes));
        for (const TileRun &run : channelRuns())
          loop(run.first, run.end, run.count,
               [&](Value c) { sumRows({n, block, c, run.count, Value(), 1}); });
        if (bias)
          for (int64_t b = 0; b < tile.blocks; ++b)
            sumBias(n, scaled(offset(block, b), shape.lanes));
      });
    });
  }

private:
  /// Room for the gradients of the images and the blocks of filters that are summed together.
  Value gradientBuffer() {
    auto type = MemRefType::get(
        {imagesTogether(), shape.rows.windows, shape.columns.windows, tile.blocks * shape.lanes},
        shape.element);
    return memref::AllocOp::create(builder, loc, type, builder.getI64IntegerAttr(kLineBytes));
  }

  void unpool(Value n, Value filter) {
    firstImage = n;
    firstFilter = filter;
    emitUnpooling(builder, loc, shape.lanes, source, {n, filter}, gradient);
  }

  /// The gradients of a vector of filters.
  Value loadGradient(Value n, Value y, Value x, Value filter) {
    if (source.isPooled()) {
      n = arith::SubIOp::create(builder, loc, n, firstImage);
      filter = arith::SubIOp::create(builder, loc, filter, firstFilter);
    }
    return load(gradient, {n, y, x, filter});
  }

  /// What is summed together: the first of the images, the blocks of filters and the channels, and
  /// the rows of taps [row, row + rows).
  struct Group {
    Value image, filters, channel;
    int64_t channels;
    Value row;
    int64_t rows;
  };

  int64_t imagesTogether() const {
    int64_t count = std::min(shape.images, kImagesTogether);
    if (source.isPooled())
      count =
          std::clamp<int64_t>(kMostSpreadElements / (shape.rows.windows * shape.columns.windows *
                                                     tile.blocks * shape.lanes),
                              1, count);
    while (shape.images % count != 0)
      --count;
    return count;
  }

  /// Channels in groups of as even sizes as can be.
  SmallVector<TileRun> channelRuns() const {
    return tileRuns({shape.channels, 1, 1, 0, shape.channels}, tile.channels, 1);
  }

  void clear(Value block) {
    loop(0, tile.blocks, 1, [&](Value b) {
      if (bias)
        store(zero(), bias, scaled(plus(block, b), shape.lanes));
      loop(0, shape.channels, 1, [&](Value c) {
        loop(0, shape.taps(), 1,
             [&](Value tap) { store(zero(), output, {plus(block, b), c, tap, index(0)}); });
      });
    });
  }

  /// Adds the gradients of some images to those of the bias of a vector of filters.
  void sumBias(Value n, Value filter) {
    Values start(kBiasSums, zero());
    start.front() = load(bias, filter);
    Values sums = this->sums(0, imagesTogether(), 1, start, [&](Value image, ValueRange sums) {
      return this->sums(0, shape.rows.windows, 1, sums, [&](Value y, ValueRange sums) {
        return addRowToBias({plus(n, image), y}, filter, sums);
      });
    });
    Value total = sums.front();
    for (Value sum : ArrayRef(sums).drop_front())
      total = arith::AddFOp::create(builder, loc, total, sum);
    store(total, bias, filter);
  }

  /// Adds the row of windows `row` [image, y].
  Values addRowToBias(ArrayRef<Value> row, Value filter, ValueRange sums) {
    int64_t count = shape.columns.windows;
    Values next(sums);
    for (const TileRun &run : tileRuns({count, 1, 1, 0, count}, kBiasWindows, 1))
      next = this->sums(run.first, run.end, run.count, next, [&](Value x, ValueRange carried) {
        Values sums(carried);
        for (int64_t t = 0; t < run.count; ++t) {
          Value &sum = sums[t % kBiasSums];
          Value element = loadGradient(row[0], row[1], offset(x, t), filter);
          sum = arith::AddFOp::create(builder, loc, sum, element);
        }
        return sums;
      });
    return next;
  }

  /// All rows of taps: one after the other, by a loop, or several in registers together.
  void sumRows(Group group) {
    const ConvSpan &rows = shape.rows;
    if (tile.rows == 1)
      return loop(0, rows.kernel, 1, [&](Value row) {
        group.row = row;
        sumTaps(group, [&](Value n, ValueRange sums) { return addImageByRow(group, n, sums); });
      });
    for (int64_t first = 0; first < rows.kernel; first += tile.rows) {
      group.row = index(first);
      group.rows = std::min(tile.rows, rows.kernel - first);
      sumTaps(group, [&](Value n, ValueRange sums) { return addImage(group, first, n, sums); });
    }
  }

  /// Adds the products of some images to the sums of a group.
  void sumTaps(const Group &group, llvm::function_ref<Values(Value n, ValueRange sums)> addImage) {
    Values start;
    forEachSum(group, [&](ArrayRef<Value> at) { start.push_back(load(output, at)); });
    Values sums = this->sums(0, imagesTogether(), 1, start, [&](Value image, ValueRange sums) {
      return addImage(plus(group.image, image), sums);
    });
    auto next = sums.begin();
    forEachSum(group, [&](ArrayRef<Value> at) { store(*next++, output, at); });
  }

  /// body(place of the sum in the output), in the order of sumOf().
  void forEachSum(const Group &group, llvm::function_ref<void(ArrayRef<Value> at)> body) {
    Value firstTap = scaled(group.row, shape.columns.kernel);
    for (int64_t tap = 0; tap < group.rows * shape.columns.kernel; ++tap)
      for (int64_t c = 0; c < group.channels; ++c)
        for (int64_t b = 0; b < tile.blocks; ++b)
          body({offset(group.filters, b), offset(group.channel, c), offset(firstTap, tap),
                index(0)});
  }

  Value &sumOf(Values &sums, const Group &group, int64_t tap, int64_t c, int64_t b) const {
    return sums[(tap * group.channels + c) * tile.blocks + b];
  }

  /// Adds image n to the sums of one row of taps, which is not known when code is made: windows
  /// whose row is on the border are left out at run time.
  Values addImageByRow(const Group &group, Value n, ValueRange sums) {
    const ConvSpan &rows = shape.rows;
    return this->sums(0, rows.windows, 1, sums, [&](Value y, ValueRange sums) {
      Value row = offset(plus(scaled(y, rows.stride), group.row), -rows.padding);
      if (rows.isInside(0, rows.windows))
        return addRow({n, y, row, {true}}, group, sums);
      Value isThere = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ult, row,
                                            index(rows.size)); // a negative one is large
      auto choice = scf::IfOp::create(builder, loc, sums.getTypes(), isThere,
                                      /*withElseRegion=*/true);
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(choice.elseBlock());
      scf::YieldOp::create(builder, loc, sums);
      builder.setInsertionPointToStart(choice.thenBlock());
      scf::YieldOp::create(builder, loc, addRow({n, y, row, {true}}, group, sums));
      return Values(choice.getResults());
    });
  }

  /// Adds image n to the sums of the rows of taps from `first` on: windows that touch the border
  /// one by one, the others by a loop.
  Values addImage(const Group &group, int64_t first, Value n, ValueRange sums) {
    const ConvSpan &rows = shape.rows;
    Values next(sums);
    for (const TileRun &run : tileRuns(rows, 1, 1))
      next = this->sums(run.first, run.end, 1, next, [&](Value y, ValueRange sums) {
        SmallVector<bool> hasRow;
        for (int64_t i = 0; i < group.rows; ++i)
          hasRow.push_back(isOnImage(rows, run, first + i));
        Value row = offset(scaled(y, rows.stride), first - rows.padding);
        return addRow({n, y, row, hasRow}, group, sums);
      });
    return next;
  }

  /// A row of windows y of image n: its first row of taps lies on row `row` of the image.
  struct Row {
    Value image, y, row;
    SmallVector<bool> hasRow; // of each row of taps
  };

  Values addRow(const Row &row, const Group &group, ValueRange sums) {
    Values next(sums);
    int64_t together = tile.rows == 1 ? kWindowsOfOneRow : kWindowsOfRows;
    for (const TileRun &run : tileRuns(shape.columns, together, 1))
      next = this->sums(run.first, run.end, run.count, next, [&](Value x, ValueRange carried) {
        Values sums(carried);
        addWindows(row, run, x, group, sums);
        return sums;
      });
    return next;
  }

  /// Adds windows of a row: each element of the image is loaded once for all those that it is in.
  void addWindows(const Row &row, const TileRun &run, Value x, const Group &group, Values &sums) {
    const ConvSpan &columns = shape.columns;
    DenseMap<std::pair<int64_t, int64_t>, Value> gradients; // of windows and blocks
    int64_t width = (run.count - 1) * columns.stride + columns.kernel;
    for (int64_t at = 0; at < width; ++at)
      for (int64_t i = 0; i < group.rows; ++i) {
        if (!row.hasRow[i] || !isOnImage(columns, run, at))
          continue;
        for (int64_t c = 0; c < group.channels; ++c) {
          Value element;
          for (int64_t j = 0; j < columns.kernel; ++j) {
            std::optional<int64_t> window = placeWith(columns, run, at, j);
            if (!window)
              continue;
            if (!element)
              element = splat(image, {row.image, offset(row.row, i),
                                      offset(scaled(x, columns.stride), at - columns.padding),
                                      offset(group.channel, c)});
            for (int64_t b = 0; b < tile.blocks; ++b) {
              Value &known = gradients[{*window, b}];
              if (!known)
                known = loadGradient(row.image, row.y, offset(x, *window),
                                     scaled(offset(group.filters, b), shape.lanes));
              Value &sum = sumOf(sums, group, i * columns.kernel + j, c, b);
              sum = multiplyAdd(element, known, sum);
            }
          }
        }
      }
  }

  const ConvShape &shape;
  const WeightTile tile;
  Value image;
  ImageSource source;
  Value gradient; // what is read: the source's, or a buffer that starts at these:
  Value firstImage, firstFilter;
  Value output, bias;
};

} // namespace

SmallVector<Value> emitConvWeightGradient(OpBuilder &builder, Location loc, const ConvShape &shape,
                                          int64_t registers, bool hasBias, Value image,
                                          const ImageSource &gradient) {
  SmallVector<RankedTensorType> types{shape.packedType()};
  if (hasBias)
    types.push_back(RankedTensorType::get(shape.filters, shape.element));
  SmallVector<Value> operands{image, gradient.values};
  if (gradient.isPooled())
    operands.push_back(gradient.winners);
  return emitKernel(builder, loc, operands, types, [&](ValueRange inputs, ValueRange outputs) {
    ImageSource source{inputs[1], gradient.isPooled() ? inputs[2] : Value()};
    WeightEmitter(builder, loc, shape, registers, inputs[0], source, outputs).emit();
  });
}

} // namespace wick
