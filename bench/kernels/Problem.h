//===- Problem.h - a kernel and its operands ---------------------------------===//

#ifndef WICK_BENCH_KERNELS_PROBLEM_H
#define WICK_BENCH_KERNELS_PROBLEM_H

#include "bench/LoadedModel.h"

#include <cstdint>
#include <memory>
#include <new>
#include <optional>

namespace wick::bench {

/// Memory at the boundary of a cache line, for all columns alike.
template <typename T> struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kAlignment{64};

  CacheLineAllocator() = default;
  template <typename U> CacheLineAllocator(const CacheLineAllocator<U> &) {}
  T *allocate(size_t count) {
    return static_cast<T *>(::operator new(count * sizeof(T), kAlignment));
  }
  void deallocate(T *memory, size_t) { ::operator delete(memory, kAlignment); }
  bool operator==(const CacheLineAllocator &) const { return true; }
};

using Floats = std::vector<float, CacheLineAllocator<float>>;

enum class Kernel {
  matmul,     ///< x [m, k] * weight [k, n]
  linearGelu, ///< gelu(x * weight + bias [n]), approximated by tanh
  conv,       ///< of m images x [m, size, size, k] by n filters, plus bias [n]
  convDx,     ///< the gradient of the m images [m, size, size, k] from x [m, size, size, n]
  convDw,     ///< the gradient of the weight from images x and `weight`, x's like [.., n]
  maxPool,    ///< of m images x [m, size, size, n]
  softmax,    ///< of the rows of x [m, n]
  layerNorm   ///< of the rows of x [m, n], times weight [n] plus bias [n]
};

/// Square windows on an image with a border of `padding`, `stride` places from one to the next.
struct Windows {
  int64_t size = 3, stride = 1, padding = 1;
};

/// All matrices are row-major; images have their channels last, filters are [n, k, window, window].
/// Weights are constants: a library may pack them beforehand.
struct Problem {
  std::string work;
  Kernel kernel;
  int64_t m, n, k; ///< k is 0 for kernels that are no products
  Floats x, weight, bias;
  int64_t size = 1; ///< height and width of images
  Windows windows = {.size = 1, .padding = 0};

  /// Of x [m, columns], where an image is a row.
  int64_t columns() const { return (k == 0 || kernel == Kernel::convDx ? n : k) * size * size; }
  /// Height and width of the images that come out.
  int64_t resultSize() const {
    return (size + 2 * windows.padding - windows.size) / windows.stride + 1;
  }
  /// Elements of the result.
  int64_t results() const {
    if (kernel == Kernel::convDx)
      return m * k * size * size;
    if (kernel == Kernel::convDw)
      return n * k * windows.size * windows.size;
    return m * n * resultSize() * resultSize();
  }
};

using SharedProblem = std::shared_ptr<const Problem>;

/// W7 matmul: x and weight [size, size].
Problem squareMatmul(int64_t size);

/// The problem as a model, with x as the input of its entry.
Build modelOf(const SharedProblem &problem);
inline constexpr const char *kKernelEntry = "infer";

/// The gradients of a convolution's image and weight: the kernels convDx and convDw, with channels
/// first.
Tensor inputGradient(const Problem &p, Model &m, Tensor gradientOfResult, Tensor weight);
Tensor weightGradient(const Problem &p, Model &m, Tensor image, Tensor gradientOfResult);

/// The kernel as Wick compiles it.
Column wickColumn(const SharedProblem &problem, const char *name, Backend backend,
                  const CompileOptions &options = compileOptions());

/// The kernel of a library, nothing where it has none or was not there when the bench was built.
std::optional<Column> onednnColumn(const SharedProblem &problem);
std::optional<Column> openblasColumn(const SharedProblem &problem);

/// The row `work` of Wick's columns and the libraries'. The operands are made when it runs, once
/// for all columns.
Case kernelCase(const std::string &work, std::function<Problem()> make);

/// Convolution and pooling.
std::vector<Case> imageCases();

/// Version and chosen code path, or why it is absent.
std::string describeOneDNN();
std::string describeOpenBLAS();

/// Threads of OpenBLAS; oneDNN follows OpenMP.
void setOpenBLASThreads(int count);

} // namespace wick::bench

#endif // WICK_BENCH_KERNELS_PROBLEM_H
