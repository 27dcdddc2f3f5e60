//===- ModelImpl.h - the graph behind a Model -------------------------------===//
//
// Ops are recorded, as the author's calls make them, in one block whose arguments are the leaves:
// inputs, params, states and hypers. An entry is a func.func in the module, cloned out of that
// block (Entries.cpp).

#ifndef WICK_FRONTEND_MODELIMPL_H
#define WICK_FRONTEND_MODELIMPL_H

#include "ir/Entry.h"
#include "ir/Wick.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "wick/builder/Error.h"
#include "wick/builder/Model.h"

namespace wick {

/// A call of the author's: the function, as errors name it, and its place.
struct Call {
  llvm::StringRef function;
  std::source_location loc;
};

/// Throws the Error "<function>: <message>".
[[noreturn]] void fail(const Call &call, const llvm::Twine &message, const llvm::Twine &fix);

/// An argument that entries may have.
struct Leaf {
  std::string name;
  ir::Role role;
  std::optional<Init> init; ///< of an input: its example data
  std::source_location loc;
};

/// The leaves that ops which sample read.
inline constexpr llvm::StringLiteral kSeedName = "rng.seed";
inline constexpr llvm::StringLiteral kCounterName = "rng.counter";

/// Fails when an argument or a result cannot be named so.
void checkName(const Call &call, llvm::StringRef name);

struct EntryRequest;

class ModelImpl {
public:
  ModelImpl(llvm::StringRef name, std::source_location loc);

  //===--------------------------------------------------------------------===//
  // Recording
  //===--------------------------------------------------------------------===//

  /// Appends a leaf; fails on a bad shape, a name that is taken or an initializer that does not
  /// fit.
  Tensor addLeaf(const Call &call, Leaf leaf, const Shape &shape, DType dtype);

  /// Appends an op that infers the types of its results, or has one result of `type`; the first
  /// result. What its inference or verifier rejects is an Error.
  Tensor record(const Call &call, llvm::StringRef op, llvm::ArrayRef<Tensor> operands,
                llvm::ArrayRef<mlir::NamedAttribute> attributes = {}, mlir::Type type = {},
                size_t results = 1);

  /// Appends a constant, all of whose elements are `number`, or with one number per element.
  Tensor recordConstant(const Call &call, const Shape &shape, DType dtype,
                        llvm::ArrayRef<double> numbers);

  /// The hyper "rng.seed" and the state "rng.counter", made when first asked for.
  Tensor randomSeed(const Call &call);
  Tensor randomCounter(const Call &call);

  /// The number of the next op that samples.
  int64_t nextStream() { return streams++; }

  /// Fails when an entry exists already.
  void setSeed(const Call &call, int64_t newSeed);

  /// The type of a tensor of this shape; fails when a size is below 1.
  mlir::RankedTensorType tensorType(const Call &call, const Shape &shape, DType dtype);

  //===--------------------------------------------------------------------===//
  // Handles
  //===--------------------------------------------------------------------===//

  /// The model of a tensor; fails when the handle is empty.
  static ModelImpl &of(const Call &call, const Tensor &tensor);

  /// The value of a tensor; fails when it is empty or another model's.
  mlir::Value value(const Call &call, const Tensor &tensor) const;

  /// The type of a tensor; fails when it is empty.
  static mlir::RankedTensorType type(const Call &call, const Tensor &tensor);

  /// The leaf that `value` is, or null.
  Leaf *leafOf(mlir::Value value);

  //===--------------------------------------------------------------------===//
  // Entries
  //===--------------------------------------------------------------------===//

  /// Clones an entry out of the graph (Entries.cpp). Leaves the module as it was when it fails.
  void addEntry(const EntryRequest &request);

  /// A copy of the finished module, verified. Fails when there is no entry.
  mlir::OwningOpRef<mlir::ModuleOp> buildModule();

  mlir::Location location(std::source_location loc);

  mlir::MLIRContext context;
  mlir::Block graph;
  std::vector<Leaf> leaves; ///< leaf i is argument i of `graph`
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::source_location loc; ///< of the Model
  int64_t seed = 42;

private:
  Tensor wrap(mlir::Value value) { return Tensor(this, value.getAsOpaquePointer()); }
  /// Fails when another leaf has the name; inputs may share one.
  void checkFree(const Call &call, const Leaf &leaf) const;
  Tensor leafNamed(const Call &call, llvm::StringRef name, ir::Role role, double init);

  int64_t streams = 0;
};

/// The finished module of a model: what Model::compile hands to the compiler.
mlir::OwningOpRef<mlir::ModuleOp> buildModule(Model &model);

/// Element types of MLIR and of authors.
mlir::Type elementType(mlir::MLIRContext *context, DType dtype);
DType dtypeOf(mlir::Type elementType);

/// "4x3xf32"; a number without needless digits.
std::string typeText(mlir::Value value);
std::string numberText(double number);

/// `wick.init` of a tensor of `type`, named `name`. Fails when the initializer does not fit the
/// type.
mlir::Attribute initAttribute(const Call &call, const Init &init, llvm::StringRef name,
                              mlir::RankedTensorType type, int64_t seed);

/// Elements of `type`: one number for all, or one each. Fails when the count or a value does not
/// fit.
mlir::DenseElementsAttr elements(const Call &call, mlir::RankedTensorType type,
                                 llvm::ArrayRef<double> numbers);

/// What the passes of training read on an entry: `wick.optimizer`, `wick.learning_rate` and, where
/// wanted, `wick.clip_norm`, `wick.accumulate` and `wick.schedule`. Fails when a number is out of
/// its range.
mlir::NamedAttrList trainingAttributes(const Call &call, mlir::MLIRContext *context,
                                       const optim::Optimizer &optimizer);

/// How to fix what constraint `label` of `op` (its mnemonic) refuses.
llvm::StringRef fixFor(llvm::StringRef op, llvm::StringRef label);

/// Runs `action`; the text of its first diagnostic goes to `refusal`, none is printed.
mlir::LogicalResult refusalOf(mlir::MLIRContext *context, std::string &refusal,
                              llvm::function_ref<mlir::LogicalResult()> action);

/// Turns a diagnostic of the IR ("'wick.matmul' op C3: text") into an Error ("matmul: text (C3)").
[[noreturn]] void failWithDiagnostic(const Call &call, llvm::StringRef mnemonic,
                                     llvm::StringRef diagnostic);

/// Lets an uncaught Error end the process with its text and exit code 1.
void endUncaughtErrorsCleanly();

} // namespace wick

#endif // WICK_FRONTEND_MODELIMPL_H
