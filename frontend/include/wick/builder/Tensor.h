//===- Tensor.h - a handle to a value of a model ----------------------------===//

#ifndef WICK_BUILDER_TENSOR_H
#define WICK_BUILDER_TENSOR_H

#include <cstdint>
#include <source_location>
#include <string>
#include <vector>

namespace wick {

class ModelImpl;

/// Element types. An i1 is a truth value.
enum class DType { f32, f64, bf16, i32, i64, i8, i1 };

/// Sizes, outermost dimension first; empty for a scalar. Every size is 1 or more.
using Shape = std::vector<int64_t>;

/// Indices of dimensions; a negative one counts from the end (-1 is the last).
using Dims = std::vector<int64_t>;

/// A value that the model computes: a cheap handle, copied freely, valid as long as its Model.
/// There are no numbers in it; they exist when the compiled model runs.
class Tensor {
public:
  /// A handle to nothing. Any op on it is an Error.
  Tensor() = default;

  Shape shape(std::source_location loc = std::source_location::current()) const;
  DType dtype(std::source_location loc = std::source_location::current()) const;
  int64_t rank(std::source_location loc = std::source_location::current()) const;

  /// Number of elements.
  int64_t size(std::source_location loc = std::source_location::current()) const;

  explicit operator bool() const { return model != nullptr; }

private:
  friend class ModelImpl;
  Tensor(ModelImpl *model, void *value) : model(model), value(value) {}

  ModelImpl *model = nullptr;
  void *value = nullptr;
};

/// What stands beside an operator: a tensor, or a number that takes the element type of the other
/// operand. Its conversion from either records where it was written, since an operator has no place
/// for a defaulted std::source_location.
class Operand {
public:
  Operand(const Tensor &tensor, std::source_location loc = std::source_location::current())
      : loc(loc), tensor(tensor) {}
  Operand(double number, std::source_location loc = std::source_location::current())
      : loc(loc), number(number), isNumber(true) {}

  std::source_location loc;
  Tensor tensor;
  double number = 0;
  bool isNumber = false;
};

/// "f32", "i64" ...
const char *name(DType dtype);

} // namespace wick

#endif // WICK_BUILDER_TENSOR_H
