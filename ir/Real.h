//===- Real.h - a double as a parameter of an attribute ---------------------===//

#ifndef WICK_IR_REAL_H
#define WICK_IR_REAL_H

#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/Support/Format.h"

namespace wick::ir {

/// A double that attributes can hold: hashed and compared by its bits, printed so that it reads
/// back exactly.
struct Real {
  Real(double value = 0) : value(value) {}
  operator double() const { return value; }
  double value;
};

inline bool operator==(Real a, Real b) {
  return llvm::bit_cast<uint64_t>(a.value) == llvm::bit_cast<uint64_t>(b.value);
}

inline llvm::hash_code hash_value(Real real) {
  return llvm::hash_value(llvm::bit_cast<uint64_t>(real.value));
}

} // namespace wick::ir

namespace mlir {
template <> struct FieldParser<wick::ir::Real> {
  static FailureOr<wick::ir::Real> parse(AsmParser &parser) {
    double value;
    if (failed(parser.parseFloat(value)))
      return failure();
    return wick::ir::Real(value);
  }
};

inline AsmPrinter &operator<<(AsmPrinter &printer, wick::ir::Real real) {
  printer.printFloat(llvm::APFloat(real.value));
  return printer;
}
} // namespace mlir

#endif // WICK_IR_REAL_H
