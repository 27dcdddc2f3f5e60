//===- Fixes.cpp - how to fix what an op refuses -------------------------------===//

#include "frontend/ModelImpl.h"

namespace wick {

namespace {
/// Label of the constraint (ir/ops/*.td); "" for what no label names: an operand's element type.
struct Fix {
  llvm::StringLiteral op, label, text;
};
} // namespace

static constexpr llvm::StringLiteral kCast = "for example cast(x, DType::f32)";

static constexpr Fix kFixes[] = {
    {"matmul", "C1", "reshape the operands to matrices"},
    {"matmul", "C2", kCast},
    {"matmul", "C3",
     "the last dimension of lhs must be the second to last of rhs; transpose one of them, or "
     "change a layer's size"},
    {"matmul", "C4", "leading dimensions must be equal or 1; reshape one operand"},
    {"linear", "C1", "the weight is [in, out], the bias [out]"},
    {"linear", "C2", kCast},
    {"linear", "C3",
     "make `in` of the layer the last dimension of its input, or reshape the input"},
    {"linear", "C4", "the bias has one element per column of the weight"},
    {"layer_norm", "C1", "gamma and beta are vectors over the last dimension"},
    {"layer_norm", "C2", kCast},
    {"layer_norm", "C3", "make `size` of the layer the last dimension of its input"},
    {"layer_norm", "C4", "1e-5 is usual"},
    {"conv2d", "C1", "images are [n, channels, height, width], a weight [out, in, kh, kw]"},
    {"conv2d", "C2", kCast},
    {"conv2d", "C3", "make `in` of the layer the number of channels of its input"},
    {"conv2d", "C4", "the bias has one element per filter"},
    {"conv2d", "C5", "a padding of (window - 1) / 2 keeps the size of the image"},
    {"conv2d", "C6", "use a smaller window or more padding"},
    {"max_pool2d", "C1", "give the image a batch dimension: reshape(x, {1, c, h, w})"},
    {"avg_pool2d", "C1", "give the image a batch dimension: reshape(x, {1, c, h, w})"},
    {"max_pool2d", "C2", "use a smaller padding"},
    {"avg_pool2d", "C2", "use a smaller padding"},
    {"max_pool2d", "C3", "use a smaller window or more padding"},
    {"avg_pool2d", "C3", "use a smaller window or more padding"},
    {"batch_norm", "C1", "the input is [n, channels, ..], the others vectors"},
    {"batch_norm", "C2", kCast},
    {"batch_norm", "C3", "make `channels` of the layer the second dimension of its input"},
    {"batch_norm", "C4", "an eps of 1e-5 and a momentum of 0.1 are usual"},
    {"reverse", "C1", "name each dimension once; -1 is the last"},
    {"select", "C1", kCast},
    {"select", "C2", "reshape or broadcast_to one operand"},
    {"softmax", "C1", "choose a dimension of the tensor; -1 is the last"},
    {"log_softmax", "C1", "choose a dimension of the tensor; -1 is the last"},
    {"iota", "C1", "choose a dimension of the shape"},
    {"mse_loss", "C1", "reshape or cast the target to the type of the prediction"},
    {"bce_with_logits", "C1", "reshape or cast the target to the type of the logits"},
    {"cross_entropy", "C1",
     "labels are class indices, one per row of the logits: shape [batch] for logits [batch, "
     "classes]"},
    {"dropout", "C1", "rate is the share that is set to zero, 0 or more and less than 1"},
    {"random_uniform", "C1", "exchange low and high"},
    {"random_normal", "C1", "use constant for values that do not vary"},
    {"reshape", "C1", "choose sizes with the same product, or give one size as -1"},
    {"broadcast_in_dim", "C1", "the result needs at least as many dimensions as the tensor"},
    {"broadcast_in_dim", "C2", "only a dimension of size 1 can be repeated"},
    {"transpose", "C1", "list every dimension once, in its new order"},
    {"slice", "C1", "give one start and one limit per dimension"},
    {"slice", "C2", "0 <= start < limit <= size must hold in every dimension"},
    {"slice", "C3", "a stride is 1 or more"},
    {"concat", "C1", "give at least one tensor"},
    {"concat", "C2", "choose a dimension of the inputs; -1 is the last"},
    {"concat", "C3", "reshape or cast the inputs so that they differ in that dimension only"},
    {"pad", "C1", "give one number, 0 or more, per dimension"},
    {"insert_slice", "C1", "reshape or cast the source"},
    {"insert_slice", "C2", "starts + the source's shape must stay inside the destination"},
    {"reduce_sum", "C1", "name each dimension once; -1 is the last"},
    {"reduce_mean", "C1", "name each dimension once; -1 is the last"},
    {"reduce_max", "C1", "name each dimension once; -1 is the last"},
    {"argmax", "C1", "choose a dimension of the tensor; -1 is the last"},
};

llvm::StringRef fixFor(llvm::StringRef op, llvm::StringRef label) {
  op.consume_front("wick.");
  for (const Fix &fix : kFixes)
    if (fix.op == op && fix.label == label)
      return fix.text;
  if (label == "E4")
    return "compute what reads the state before its new value";
  if (label == "C1")
    return kCast;
  if (label == "C2")
    return "reshape or broadcast_to one operand";
  return label.empty() ? "cast the operand to a type that the op takes: cast(x, DType::f32)" : "";
}

} // namespace wick
