//===- ConvKernel.h - convolution by register tiles ----------------------------===//
//
// Direct convolution of images whose channels lie next to each other. A tile of output places keeps
// one vector of filters a place in registers; for each input channel the filters' taps are loaded
// once and each input element is broadcast once, for all the places and taps that it belongs to
// ("input stationary"). Taps on the border are left out: there is no bordered copy of the image.

#ifndef WICK_PASSES_CODEGEN_CONVKERNEL_H
#define WICK_PASSES_CODEGEN_CONVKERNEL_H

#include "mlir/IR/Builders.h"
#include "passes/codegen/ConvTiling.h"
#include "passes/codegen/Unpooling.h"
#include "llvm/Support/MathExtras.h"

namespace wick {

/// What the kernels are made for. Filters come in blocks of `lanes`, the elements of a vector; in
/// the last block, packed weights of filters that do not exist are 0.
struct ConvShape {
  int64_t images, channels, filters, lanes;
  ConvSpan rows, columns;
  mlir::Type element;

  int64_t taps() const { return rows.kernel * columns.kernel; }
  int64_t blocks() const { return llvm::divideCeil(filters, lanes); }
  /// [blocks][channels][taps][lanes].
  mlir::RankedTensorType packedType() const;
};

/// What becomes of the sums before they are stored.
struct ConvEpilogue {
  bool relu;       // max(y, 0)
  bool keepsImage; // stores [images][rows][columns][filters]
  bool pools;      // stores the maximum of each 2 x 2 places; the numbers of rows, columns are even
  bool keepsWinners = false; // stores which of these 2 x 2 it is (Unpooling.h)
};

/// The register tile: at most this many rows and columns of places, and rows of the filters whose
/// taps are in registers together. The code of a tile has all taps, or (`loopsOverTaps`), where the
/// registers do not hold all, those of one row of the filters; tiles are of one row of places then,
/// which leaves the taps' registers to sums.
struct ConvTile {
  int64_t rows, columns, tapRows;
  bool loopsOverTaps;
  bool asksAhead; // for the next image, and for the places that it is going to write
};

/// Whether the code of a tile may have all taps, as tiles that pool need: those of 7 x 7 would be
/// more than the first-level cache holds, and a fifth slower than a loop.
bool hasFewTaps(const ConvShape &shape);

/// The tile for `registers` vector registers. Tiles of 2 x 8 places reuse the taps most. Rows of 28
/// places and the like, which these do not divide, are covered by 4 x 4 where many channels come
/// from memory (`isLarge`). With `pools`, the filters must have few taps.
ConvTile chooseConvTile(const ConvShape &shape, int64_t registers, bool isLarge, bool pools);

/// Emits the convolution of `image` [images][height][width][channels] by `packed` weights,
/// beginning at `bias` [filters] or 0 where that is null. Results: the image if it is kept, then
/// the winners, then the pooled image, if there are any.
llvm::SmallVector<mlir::Value> emitConv(mlir::OpBuilder &builder, mlir::Location loc,
                                        const ConvShape &shape, const ConvTile &tile,
                                        const ConvEpilogue &epilogue, const ImageSource &image,
                                        mlir::Value packed, mlir::Value bias);

/// Emits the gradient of the weights, packed, and that of the bias [filters] if there is one, from
/// the image and the gradient [images][rows][columns][filters] of the convolution.
llvm::SmallVector<mlir::Value> emitConvWeightGradient(mlir::OpBuilder &builder, mlir::Location loc,
                                                      const ConvShape &shape, int64_t registers,
                                                      bool hasBias, mlir::Value image,
                                                      const ImageSource &gradient);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_CONVKERNEL_H
