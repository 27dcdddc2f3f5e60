// A thin C++ face of the runtime: ownership and typed spans, nothing else. It needs no exceptions,
// no RTTI and nothing from libstdc++.so. Functions fail as in C: false or an empty span, and
// wick_last_error() says why.
#pragma once

#include "wick/runtime.h"

#include <cstdint>
#include <span>
#include <utility>

namespace wick::runtime {

// The wick_dtype of an element type.
template <typename T> inline constexpr int32_t dtypeOf = -1;
template <> inline constexpr int32_t dtypeOf<float> = WICK_F32;
template <> inline constexpr int32_t dtypeOf<double> = WICK_F64;
template <> inline constexpr int32_t dtypeOf<int32_t> = WICK_I32;
template <> inline constexpr int32_t dtypeOf<int64_t> = WICK_I64;
template <> inline constexpr int32_t dtypeOf<int8_t> = WICK_I8;
template <> inline constexpr int32_t dtypeOf<bool> = WICK_I1;

// Owns a handle of the C API; movable, not copyable.
template <typename Handle, void (*destroy)(Handle *)> class Owner {
public:
  explicit Owner(Handle *handle) : handle(handle) {}
  Owner(Owner &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  Owner &operator=(Owner &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~Owner() { destroy(handle); }

  // False when creation failed.
  explicit operator bool() const { return handle != nullptr; }
  Handle *get() const { return handle; }

private:
  Handle *handle;
};

// A model in memory.
class Instance : public Owner<wick_instance, wick_instance_destroy> {
public:
  explicit Instance(const wick_model &model) : Owner(wick_instance_create(&model)) {}

  // The elements of a buffer; empty when the name is unknown or its type is not T. With entry
  // nullptr: a param, state or hyper.
  template <typename T> std::span<T> buffer(const char *entry, const char *name) const {
    const wick_slot *slot = wick_instance_slot(get(), entry, name);
    if (!slot || slot->dtype != dtypeOf<T>)
      return {};
    return {static_cast<T *>(wick_instance_buffer(get(), entry, name)),
            static_cast<size_t>(wick_shape_count(slot->rank, slot->shape))};
  }

  bool run(const char *entry) { return wick_instance_run(get(), entry); }
  void commit() { wick_instance_commit(get()); }
  bool bind(const char *entry, const char *name, void *memory) {
    return wick_instance_bind(get(), entry, name, memory);
  }
  bool set(const char *entry, const char *name, double value) {
    return wick_instance_set(get(), entry, name, value);
  }
  // A scalar; NaN when there is none of this name.
  double get(const char *entry, const char *name) const {
    double value;
    return wick_instance_get(get(), entry, name, &value) ? value : __builtin_nan("");
  }
  using Owner::get;
};

// Owns a dataset.
class Dataset {
public:
  Dataset() = default;
  Dataset(const Dataset &) = delete;
  Dataset &operator=(const Dataset &) = delete;
  ~Dataset() { wick_dataset_free(&data); }

  bool readIdx(const char *samples, const char *labels, float scale, int32_t classes) {
    wick_dataset_free(&data);
    return wick_dataset_read_idx(samples, labels, scale, classes, &data);
  }
  bool readCifar10(std::span<const char *const> paths, float scale) {
    wick_dataset_free(&data);
    return wick_cifar10_read(paths.data(), static_cast<int32_t>(paths.size()), scale, &data);
  }
  // Takes over both tensors (wick_dataset_create).
  bool take(wick_tensor &samples, wick_tensor &labels) {
    wick_dataset_free(&data);
    return wick_dataset_create(&samples, &labels, &data);
  }
  int64_t count() const { return wick_dataset_count(&data); }
  const wick_dataset &get() const { return data; }

private:
  wick_dataset data{};
};

// Batches of a dataset. False when the options do not fit it.
class Loader : public Owner<wick_loader, wick_loader_destroy> {
public:
  // The dataset must outlive the loader.
  Loader(const wick_dataset &dataset, wick_loader_options options)
      : Owner(wick_loader_create(&dataset, options)) {}

  // The buffers of wick_batch.
  int64_t next(void *samples, void *labels = nullptr, float *mask = nullptr) {
    return wick_loader_next(get(), {samples, labels, mask});
  }
  int64_t batches() const { return wick_loader_batches(get()); }
  wick_loader_position tell() const { return wick_loader_tell(get()); }
  bool seek(wick_loader_position position) { return wick_loader_seek(get(), position); }
};

// Named results of a program.
class Metrics : public Owner<wick_metrics, wick_metrics_destroy> {
public:
  Metrics() : Owner(wick_metrics_create()) {}

  bool set(const char *name, double value) { return wick_metrics_set_number(get(), name, value); }
  bool set(const char *name, int64_t value) { return wick_metrics_set_integer(get(), name, value); }
  bool set(const char *name, const char *value) {
    return wick_metrics_set_text(get(), name, value);
  }
  bool write(const char *path) const { return wick_metrics_write(get(), path); }
};

} // namespace wick::runtime
