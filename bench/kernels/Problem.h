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
  conv,       ///< 3 x 3, border 1, of m images x [m, size, size, k] by n filters, plus bias [n]
  softmax,    ///< of the rows of x [m, n]
  layerNorm   ///< of the rows of x [m, n], times weight [n] plus bias [n]
};

/// All matrices are row-major; images have their channels last, filters are [n, k, 3, 3]. Weights
/// are constants: a library may pack them beforehand.
struct Problem {
  std::string work;
  Kernel kernel;
  int64_t m, n, k; ///< k is 0 for kernels that are no products
  Floats x, weight, bias;
  int64_t size = 1; ///< height and width of images

  /// Of x [m, columns], where an image is a row.
  int64_t columns() const { return k == 0 ? n : k * size * size; }
  /// Elements of the result.
  int64_t results() const { return m * n * size * size; }
};

using SharedProblem = std::shared_ptr<const Problem>;

/// W7 matmul: x and weight [size, size].
Problem squareMatmul(int64_t size);

/// The problem as a model, with x as the input of its entry.
Build modelOf(const SharedProblem &problem);
inline constexpr const char *kKernelEntry = "infer";

/// The kernel as Wick compiles it.
Column wickColumn(const SharedProblem &problem, const char *name, Backend backend,
                  const CompileOptions &options = compileOptions());

/// The kernel of a library, nothing where it has none or was not there when the bench was built.
std::optional<Column> onednnColumn(const SharedProblem &problem);
std::optional<Column> openblasColumn(const SharedProblem &problem);

/// Version and chosen code path, or why it is absent.
std::string describeOneDNN();
std::string describeOpenBLAS();

/// Threads of OpenBLAS; oneDNN follows OpenMP.
void setOpenBLASThreads(int count);

} // namespace wick::bench

#endif // WICK_BENCH_KERNELS_PROBLEM_H
