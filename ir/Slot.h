//===- Slot.h - functions that a plug-in may replace ------------------------===//
//
// A slot is a named function that the compiler calls through a table: the gradient rule of an op, a
// decomposition, the heart of a pass. Whoever defines the Slot gives its function. The compiler's
// own is the reference; a plug-in compiled from an edited copy of the same source brings another,
// which is called once useSlot() says so. Until then a loaded plug-in changes nothing.
//
//   static SmallVector<Value> softmax(SoftmaxOp op, Build &b) { ... }
//   static const Slot slot("decompose.softmax", softmax);
//   SmallVector<Value> SoftmaxOp::decompose(OpBuilder &builder) { ... return slot(*this, b); }

#ifndef WICK_IR_SLOT_H
#define WICK_IR_SLOT_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/Error.h"
#include <string>

namespace wick {

/// What a slot could call. One exists per name, in libwick.so, and none goes away.
struct SlotEntry {
  using Function = void (*)();

  /// A function and who brought it: the owner that loadPlugin() was given, "" for the compiler.
  struct Candidate {
    std::string owner;
    Function function;
  };

  llvm::SmallVector<Candidate, 2> candidates; ///< the reference first
  Function replacement = nullptr;             ///< what useSlot() chose; null for the reference
};

/// The entry `name`, with `function` as a further candidate of whoever is being loaded.
SlotEntry &addToSlot(llvm::StringRef name, SlotEntry::Function function);

template <typename Signature> class Slot;

/// A slot whose function has the type Result(Arguments...). Defined by each library that brings a
/// function; all of one name call the same. Names are unique in the compiler.
template <typename Result, typename... Arguments> class Slot<Result(Arguments...)> {
public:
  Slot(llvm::StringRef name, Result (*function)(Arguments...))
      : entry(addToSlot(name, reinterpret_cast<SlotEntry::Function>(function))),
        reference(entry.candidates.back().owner.empty() ? entry.candidates.back().function
                                                        : entry.candidates.front().function) {}

  Result operator()(Arguments... arguments) const {
    SlotEntry::Function function = entry.replacement ? entry.replacement : reference;
    return reinterpret_cast<Result (*)(Arguments...)>(function)(
        std::forward<Arguments>(arguments)...);
  }

private:
  SlotEntry &entry;
  SlotEntry::Function reference;
};

template <typename Result, typename... Arguments>
Slot(llvm::StringRef, Result (*)(Arguments...)) -> Slot<Result(Arguments...)>;

/// Loads a shared library whose slots bring functions of `owner`, or, where it is written in C, the
/// functions that it exports under the names of slots. It stays loaded: a second call for the same
/// file does nothing. An error names the file and says what the loader found.
llvm::Error loadPlugin(const std::string &path, llvm::StringRef owner);

/// Lets `slot` call the function of `owner`, "" for the reference. An error names the nearest slot,
/// or the owners that the slot has. Not to be called while another thread compiles.
llvm::Error useSlot(llvm::StringRef slot, llvm::StringRef owner);

/// Whether any slot calls another function than its reference.
bool hasReplacedSlot();

/// Loads the plug-ins that the environment variable WICK_PLUGINS lists and uses their slots, so
/// that the choice of a command reaches the programs that it starts. The value is JSON:
/// [{"owner": "05.1", "library": "/path/plugin.so", "slots": ["autodiff"]}]. Unset: does nothing.
llvm::Error usePlugins();

/// While one exists, all slots call their references.
class ReferenceScope {
public:
  ReferenceScope();
  ~ReferenceScope();
  ReferenceScope(const ReferenceScope &) = delete;
  ReferenceScope &operator=(const ReferenceScope &) = delete;

private:
  llvm::SmallVector<std::pair<SlotEntry *, SlotEntry::Function>> replaced;
};

/// Names of all slots that `owner` brings a function for, sorted.
llvm::SmallVector<std::string> slotsOf(llvm::StringRef owner);

} // namespace wick

#endif // WICK_IR_SLOT_H
