#include "passes/graph/SavedActivations.h"
#include "ir/Entry.h"
#include "ir/Inference.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace wick::ir;

static int64_t bytes(Value value) {
  RankedTensorType type = tensorType(value);
  return type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
}

/// The author's file:line behind names and fusions, "" when unknown.
static std::string sourceLine(Location location) {
  std::string text;
  location->walk([&](Location part) {
    auto file = dyn_cast<FileLineColLoc>(part);
    if (!file)
      return WalkResult::advance();
    text = (file.getFilename().getValue() + ":" + Twine(file.getLine())).str();
    return WalkResult::interrupt();
  });
  return text;
}

static std::string describe(func::FuncOp function, Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return ("argument '" + argumentName(function, argument.getArgNumber()) + "'").str();
  return value.getDefiningOp()->getName().getStringRef().str();
}

/// Prints one row per value and returns the sum of their bytes.
static int64_t printRows(func::FuncOp function, ArrayRef<Value> values, raw_ostream &out) {
  int64_t total = 0;
  for (Value value : values) {
    std::string type;
    llvm::raw_string_ostream(type) << value.getType();
    out << llvm::formatv("{0,12}  {1,-22}  {2,-22}  {3}\n", bytes(value), type,
                         describe(function, value), sourceLine(value.getLoc()));
    total += bytes(value);
  }
  return total;
}

void wick::printSavedActivations(func::FuncOp function, Operation *lastForward, raw_ostream &out) {
  llvm::SetVector<Value> arguments, activations;
  for (Operation *op = lastForward->getNextNode(); op && !op->hasTrait<OpTrait::IsTerminator>();
       op = op->getNextNode())
    for (Value operand : op->getOperands()) {
      Operation *producer = operand.getDefiningOp();
      if (!producer)
        arguments.insert(operand);
      else if (!isa<ConstantOp>(producer) && !lastForward->isBeforeInBlock(producer))
        activations.insert(operand);
    }
  out << "Saved activations of @" << function.getName() << "\n"
      << llvm::formatv("{0,12}  {1,-22}  {2,-22}  {3}\n", "bytes", "type", "value", "line");
  int64_t saved = printRows(function, activations.getArrayRef(), out);
  int64_t read = printRows(function, arguments.getArrayRef(), out);
  out << llvm::formatv("{0,12}  saved in {1} values; {2} bytes of arguments are read again\n",
                       saved, activations.size(), read);
}
