#include "ir/Entry.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;

namespace wick::ir {

bool isEntry(func::FuncOp function) { return function->hasAttr(kEntryAttr); }

static StringRef text(StringAttr attribute) { return attribute ? attribute.getValue() : ""; }

StringRef argumentName(func::FuncOp function, unsigned index) {
  return text(function.getArgAttrOfType<StringAttr>(index, kNameAttr));
}

std::optional<Role> argumentRole(func::FuncOp function, unsigned index) {
  if (auto role = function.getArgAttrOfType<RoleAttr>(index, kRoleAttr))
    return role.getValue();
  return std::nullopt;
}

StringRef resultName(func::FuncOp function, unsigned index) {
  return text(function.getResultAttrOfType<StringAttr>(index, kNameAttr));
}

std::optional<unsigned> findArgument(func::FuncOp function, StringRef name) {
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    if (argumentName(function, i) == name)
      return i;
  return std::nullopt;
}

std::optional<unsigned> donatedArgument(func::FuncOp function, unsigned index) {
  auto name = function.getResultAttrOfType<StringAttr>(index, kDonatesAttr);
  return name ? findArgument(function, name.getValue()) : std::nullopt;
}

BlockArgument addArgument(func::FuncOp function, Type type, Role role, StringRef name,
                          Attribute init, Location loc) {
  Builder builder(function.getContext());
  NamedAttrList attributes;
  attributes.set(kNameAttr, builder.getStringAttr(name));
  attributes.set(kRoleAttr, RoleAttr::get(builder.getContext(), role));
  if (init)
    attributes.set(kInitAttr, init);
  unsigned index = function.getNumArguments();
  LogicalResult inserted =
      function.insertArgument(index, type, attributes.getDictionary(builder.getContext()), loc);
  assert(succeeded(inserted) && "a func.func accepts any argument");
  (void)inserted;
  return function.getArgument(index);
}

//===----------------------------------------------------------------------===//
// Verification, one function per constraint of Base.td
//===----------------------------------------------------------------------===//

/// E1.
static LogicalResult verifyArguments(func::FuncOp function) {
  llvm::StringSet<> names;
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    StringRef name = argumentName(function, i);
    if (name.empty() || !argumentRole(function, i))
      return function.emitOpError()
             << "E1: argument " << i << " of entry '" << function.getName() << "' needs a '"
             << kNameAttr << "' and a '" << kRoleAttr << "'";
    if (!names.insert(name).second)
      return function.emitOpError() << "E1: two arguments of entry '" << function.getName()
                                    << "' are named '" << name << "'";
  }
  return success();
}

/// E2.
static LogicalResult verifyResults(func::FuncOp function) {
  llvm::StringSet<> names;
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    StringRef name = resultName(function, i);
    if (name.empty())
      return function.emitOpError() << "E2: result " << i << " of entry '" << function.getName()
                                    << "' needs a '" << kNameAttr << "'";
    if (!names.insert(name).second)
      return function.emitOpError() << "E2: two results of entry '" << function.getName()
                                    << "' are named '" << name << "'";
  }
  return success();
}

/// E3.
static LogicalResult verifyDonations(func::FuncOp function) {
  llvm::SmallDenseSet<unsigned> donated;
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    auto name = function.getResultAttrOfType<StringAttr>(i, kDonatesAttr);
    if (!name)
      continue;
    std::optional<unsigned> argument = findArgument(function, name.getValue());
    if (!argument)
      return function.emitOpError()
             << "E3: result '" << resultName(function, i) << "' is donated to " << name
             << ", which is no argument of entry '" << function.getName() << "'";
    std::optional<Role> role = argumentRole(function, *argument);
    if (role != Role::param && role != Role::state)
      return function.emitOpError()
             << "E3: result '" << resultName(function, i) << "' is donated to " << name
             << ", which is not a param or a state";
    if (function.getArgumentTypes()[*argument] != function.getResultTypes()[i])
      return function.emitOpError() << "E3: result '" << resultName(function, i) << "' has type "
                                    << function.getResultTypes()[i] << " but is donated to " << name
                                    << " of type " << function.getArgumentTypes()[*argument];
    if (!donated.insert(*argument).second)
      return function.emitOpError() << "E3: two results are donated to " << name;
  }
  return success();
}

/// The ops that read `value`, directly or through a reshape of it, in the block of `update`.
static void collectReaders(Value value, SmallVectorImpl<Operation *> &readers) {
  for (Operation *user : value.getUsers()) {
    readers.push_back(user);
    if (auto reshape = dyn_cast<ReshapeOp>(user))
      collectReaders(reshape.getOutput(), readers);
  }
}

/// E4. Only meaningful while the update is a wick op: below, bufferization keeps a copy of an old
/// value that is read after its update.
static LogicalResult verifyNoReadAfterUpdate(func::FuncOp function) {
  if (function.isExternal() || !function.getBody().hasOneBlock())
    return success();
  Block &body = function.getBody().front();
  auto terminator = dyn_cast<func::ReturnOp>(body.getTerminator());
  if (!terminator || terminator.getNumOperands() != function.getNumResults())
    return success();
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    std::optional<unsigned> argument = donatedArgument(function, i);
    Operation *update = terminator.getOperand(i).getDefiningOp();
    if (!argument || !update || !isa_and_present<WickDialect>(update->getDialect()))
      continue;
    SmallVector<Operation *> readers;
    collectReaders(function.getArgument(*argument), readers);
    for (Operation *reader : readers) {
      Operation *ancestor = body.findAncestorOpInBlock(*reader);
      if (!ancestor || ancestor == update || ancestor->isBeforeInBlock(update))
        continue;
      InFlightDiagnostic diagnostic =
          reader->emitOpError() << "E4: reads argument '" << argumentName(function, *argument)
                                << "' of entry '" << function.getName()
                                << "' after its update; read it before, or use the updated value";
      diagnostic.attachNote(update->getLoc()) << "the update is here";
      return diagnostic;
    }
  }
  return success();
}

static bool isShared(Role role) { return role != Role::input; }

/// E5. Checked once per pair: each entry compares with the entries before it.
static LogicalResult verifySharedTypes(func::FuncOp function) {
  auto module = function->getParentOfType<ModuleOp>();
  if (!module)
    return success();
  for (auto other : module.getOps<func::FuncOp>()) {
    if (other == function)
      break;
    if (!isEntry(other))
      continue;
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      StringRef name = argumentName(function, i);
      std::optional<unsigned> twin = findArgument(other, name);
      std::optional<Role> role = argumentRole(function, i);
      if (!twin || !isShared(*role))
        continue;
      if (argumentRole(other, *twin) == role &&
          other.getArgumentTypes()[*twin] == function.getArgumentTypes()[i])
        continue;
      return function.emitOpError() << "E5: '" << name << "' is a " << stringifyRole(*role)
                                    << " of type " << function.getArgumentTypes()[i]
                                    << " here but differs in entry '" << other.getName() << "'";
    }
  }
  return success();
}

/// E6.
static LogicalResult verifyInits(func::FuncOp function) {
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto type = dyn_cast<ShapedType>(function.getArgumentTypes()[i]);
    if (!type)
      return function.emitOpError()
             << "E6: argument '" << argumentName(function, i) << "' is not a tensor";
    if (argumentRole(function, i) == Role::hyper && type.getRank() != 0)
      return function.emitOpError()
             << "E6: hyper '" << argumentName(function, i) << "' must be a scalar, got " << type;
    Attribute init = function.getArgAttr(i, kInitAttr);
    if (!init ||
        (isa<UniformInitAttr, NormalInitAttr>(init) && isa<FloatType>(type.getElementType())))
      continue;
    auto elements = dyn_cast<ElementsAttr>(init);
    if (!elements || elements.getShapedType().getShape() != type.getShape() ||
        elements.getShapedType().getElementType() != type.getElementType())
      return function.emitOpError()
             << "E6: the '" << kInitAttr << "' of '" << argumentName(function, i)
             << "' must be elements of type " << type << " or, for floats, an initializer";
  }
  return success();
}

/// E7. and E8.
static LogicalResult verifyTraining(func::FuncOp function) {
  if (auto loss = function->getAttrOfType<IntegerAttr>(kLossAttr)) {
    int64_t index = loss.getInt();
    auto type = index >= 0 && index < function.getNumResults()
                    ? dyn_cast<ShapedType>(function.getResultTypes()[index])
                    : ShapedType();
    if (!type || type.getRank() != 0 || !isa<FloatType>(type.getElementType()))
      return function.emitOpError()
             << "E7: '" << kLossAttr
             << "' must be the index of a floating-point scalar result, got " << index;
  }
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    auto name = function.getResultAttrOfType<StringAttr>(i, kGradientOfAttr);
    if (!name)
      continue;
    std::optional<unsigned> argument = findArgument(function, name.getValue());
    if (!argument || argumentRole(function, *argument) != Role::param ||
        function.getArgumentTypes()[*argument] != function.getResultTypes()[i])
      return function.emitOpError() << "E8: result " << i << " is the gradient of " << name
                                    << ", which is no param of its type";
  }
  return success();
}

LogicalResult verifyEntry(func::FuncOp function) {
  return success(succeeded(verifyArguments(function)) && succeeded(verifyResults(function)) &&
                 succeeded(verifyDonations(function)) &&
                 succeeded(verifyNoReadAfterUpdate(function)) &&
                 succeeded(verifySharedTypes(function)) && succeeded(verifyInits(function)) &&
                 succeeded(verifyTraining(function)));
}

} // namespace wick::ir
