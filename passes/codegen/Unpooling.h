//===- Unpooling.h - the gradient of max pooling, spread where it is read ------===//
//
// A convolution with a 2 x 2 max pooling behind keeps, for the gradient, which element of each
// window won: a byte in place of four elements. The gradient of its image is made from that when it
// is read, an image or a few at a time, in a buffer that stays in the cache.

#ifndef WICK_PASSES_CODEGEN_UNPOOLING_H
#define WICK_PASSES_CODEGEN_UNPOOLING_H

#include "mlir/IR/Builders.h"

namespace wick {

/// In place of a winner (0 to 3, row-major in its window): none, where a relu ends all gradients.
inline constexpr int64_t kNoWinner = 4;

/// Elements of an image that stay in the second cache, and on the stack of a thread.
inline constexpr int64_t kMostSpreadElements = 1 << 16;

/// An image [images][rows][columns][channels]. With `winners`, bytes [images][rows / 2]
/// [columns / 2][channels], `values` is the gradient of the pooled image, of that shape, and the
/// image is what it spreads to.
struct ImageSource {
  mlir::Value values, winners;

  bool isPooled() const { return !!winners; }
};

/// The part of an image that is spread: from this image and channel on, as much as a buffer holds.
struct ImagePart {
  mlir::Value image, channel;
};

/// Emits loops that write `part` of the image of `source`, buffers both, to `buffer`
/// [images][rows][columns][channels] by vectors of `lanes` channels, which divide the buffer's.
void emitUnpooling(mlir::OpBuilder &builder, mlir::Location loc, int64_t lanes,
                   const ImageSource &source, const ImagePart &part, mlir::Value buffer);

/// Emits the whole image of `source`, tensors both, as a kernel of its own.
mlir::Value emitUnpooledImage(mlir::OpBuilder &builder, mlir::Location loc, int64_t lanes,
                              const ImageSource &source);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_UNPOOLING_H
