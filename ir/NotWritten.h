//===- NotWritten.h - what a lab's stub returns ------------------------------===//

#ifndef WICK_IR_NOTWRITTEN_H
#define WICK_IR_NOTWRITTEN_H

#include "ir/decompose/Build.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/Support/Path.h"
#include <source_location>

namespace wick::lab {

/// The result of a stub: failure where failing is possible, else nothing (null, empty, false).
struct NotWritten {
  template <typename T> operator T() const {
    if constexpr (std::is_constructible_v<T, mlir::LogicalResult>)
      return T(mlir::failure());
    else
      return T();
  }
};

/// Emits "lab 05.1 is not written yet: ReverseSweep.cpp:40" at `loc`, if there is one, with the
/// line of the stub. Callers of a slot fail cleanly on what it returns: failure, a null value, a
/// list without elements.
inline NotWritten notWritten(std::optional<mlir::Location> loc, llvm::StringRef lab,
                             std::source_location stub = std::source_location::current()) {
  if (loc)
    mlir::emitError(*loc) << "lab " << lab
                          << " is not written yet: " << llvm::sys::path::filename(stub.file_name())
                          << ":" << stub.line();
  return {};
}

/// The same for a stub whose result is built upon: a value of `type` that comes from nowhere.
inline mlir::Value notWritten(ir::Build &b, mlir::Location loc, mlir::Type type,
                              llvm::StringRef lab,
                              std::source_location stub = std::source_location::current()) {
  notWritten(loc, lab, stub);
  return b.create<mlir::UnrealizedConversionCastOp>(type, mlir::ValueRange());
}

} // namespace wick::lab

#endif // WICK_IR_NOTWRITTEN_H
