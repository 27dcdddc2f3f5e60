//===- WinogradKernel.h - convolution by minimal filtering ----------------------===//
//
// F(m x m, 3 x 3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016: a
// tile of m x m places is A^T [sum over channels of (G g G^T) * (B^T d B)] A, where d are the (m +
// 2) x (m + 2) elements of the image that the tile reads, g a filter's taps of one channel, and *
// goes element by element. That is (m + 2)^2 products instead of 9 m^2, each of which is one
// element of a matrix product over the channels.

#ifndef WICK_PASSES_CODEGEN_WINOGRADKERNEL_H
#define WICK_PASSES_CODEGEN_WINOGRADKERNEL_H

#include "passes/codegen/ConvKernel.h"
#include "llvm/ADT/ArrayRef.h"

namespace wick {

/// The matrices of F(m x m, 3 x 3), row-major, with n = m + 2.
struct WinogradTransform {
  int64_t outputs;                // m
  llvm::ArrayRef<double> image;   // B^T [n, n]
  llvm::ArrayRef<double> filter;  // G [n, 3]
  llvm::ArrayRef<double> results; // A^T [m, n]

  int64_t size() const { return outputs + 2; }
};

/// For m of 2 or 4; null for others.
const WinogradTransform *findWinogradTransform(int64_t outputs);

/// Emits the convolution of `image` [n][h][w][c] by `filters`, which are transformed: [n n][f /
/// lanes][c][lanes]. Sums begin at `bias` [f] or 0 where that is null; with `relu` the result is
/// max(y, 0). The windows of `shape` are 3 x 3 with stride 1; lanes divide channels and filters.
mlir::Value emitWinograd(mlir::OpBuilder &builder, mlir::Location loc, const ConvShape &shape,
                         const WinogradTransform &transform, int64_t registers, bool relu,
                         mlir::Value image, mlir::Value filters, mlir::Value bias);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_WINOGRADKERNEL_H
