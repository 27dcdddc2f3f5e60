//===- Leaves.cpp - inputs, params, states and hypers of a model -------------===//

#include "frontend/ModelImpl.h"

namespace wick {

static bool isName(llvm::StringRef name) {
  return !name.empty() && !llvm::isDigit(name[0]) &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.'; });
}

void checkName(const Call &call, llvm::StringRef name) {
  if (!isName(name))
    fail(call, "'" + name + "' is no name",
         "use letters, digits, '_' and '.', and no digit in front");
}

void ModelImpl::checkFree(const Call &call, const Leaf &leaf) const {
  for (const Leaf &other : leaves)
    if (other.name == leaf.name && (leaf.role != ir::Role::input || other.role != ir::Role::input))
      fail(call,
           "the name '" + leaf.name + "' is taken by the " + ir::stringifyRole(other.role) +
               " of line " + llvm::Twine(other.loc.line()),
           "choose another name");
}

Tensor ModelImpl::addLeaf(const Call &call, Leaf leaf, const Shape &shape, DType dtype) {
  checkFree(call, leaf);
  mlir::RankedTensorType type = tensorType(call, shape, dtype);
  if (leaf.init)
    (void)initAttribute(call, *leaf.init, leaf.name, type, seed);
  leaves.push_back(std::move(leaf));
  return wrap(graph.addArgument(type, location(call.loc)));
}

/// The leaf of that name, made by the first call.
Tensor ModelImpl::leafNamed(const Call &call, llvm::StringRef name, ir::Role role, double init) {
  for (auto [i, leaf] : llvm::enumerate(leaves))
    if (leaf.name == name)
      return wrap(graph.getArgument(i));
  return addLeaf(call, {name.str(), role, init::constant(init), call.loc}, {}, DType::i64);
}

Tensor ModelImpl::randomSeed(const Call &call) {
  return leafNamed(call, kSeedName, ir::Role::hyper, seed);
}

Tensor ModelImpl::randomCounter(const Call &call) {
  return leafNamed(call, kCounterName, ir::Role::state, 0);
}

void ModelImpl::setSeed(const Call &call, int64_t newSeed) {
  if (!module->getOps<mlir::func::FuncOp>().empty())
    fail(call, "an entry with initial values of seed " + llvm::Twine(seed) + " exists already",
         "set the seed before the first entry");
  seed = newSeed;
  for (Leaf &leaf : leaves)
    if (leaf.name == kSeedName)
      leaf.init = init::constant(seed);
}

} // namespace wick
