//===- EntryPlan.h - what an entry takes out of the graph -------------------===//

#ifndef WICK_FRONTEND_ENTRYPLAN_H
#define WICK_FRONTEND_ENTRYPLAN_H

#include "frontend/ModelImpl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace wick {

/// The arguments of Model::entry and Model::train.
struct EntryRequest {
  Call call;
  std::string name;
  std::vector<Tensor> inputs; ///< of a training entry: none, they follow from the results
  std::vector<Result> results;
  std::vector<Update> updates;
  std::optional<optim::Optimizer> optimizer; ///< training entries; the loss is result 0

  bool isTraining() const { return optimizer.has_value(); }
};

/// A checked request: which leaves become arguments, which ops the body, which values results.
struct EntryPlan {
  struct Output {
    std::string name;
    mlir::Value value;
    std::string donates; ///< name of the argument that is replaced, or ""
  };

  llvm::SmallVector<mlir::BlockArgument> arguments;
  llvm::SmallPtrSet<mlir::Operation *, 32> ops;
  llvm::SmallVector<Output> outputs;

  /// The counter of random numbers, when a training step draws some and has to advance it.
  mlir::BlockArgument counter;
};

/// Fails when the request is one that no function can answer; changes nothing.
EntryPlan planEntry(ModelImpl &model, const EntryRequest &request);

/// True for an op that passes its first operand on: dropout outside training.
bool isIdentity(mlir::Operation *op, const EntryRequest &request);

} // namespace wick

#endif // WICK_FRONTEND_ENTRYPLAN_H
