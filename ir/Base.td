//===- Base.td - the wick dialect, its types, traits and op classes -------===//
//
// Included by every family of ops (ir/ops/*.td). Defines no op.
//
// Labels: every op lists its inputs I1.. (operands, then attributes) and constraints C1.. in its
// description. Error messages and the tests under tests/ir/ops/ carry the same labels.

#ifndef WICK_BASE_TD
#define WICK_BASE_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "ir/Interfaces.td"

def Wick_Dialect : Dialect {
  let name = "wick";
  let cppNamespace = "::wick::ir";
  let summary = "Tensor programs with value semantics: models, their training, their optimizers";
  let description = [{
    A model is a module of `func.func`s marked `wick.entry`. Everything is a value: no op of this
    dialect reads or writes memory, all shapes are static.

    Attributes of an entry:

    | on | name | meaning |
    |---|---|---|
    | function | `wick.entry` | unit: a function that callers of the compiled model see |
    | function | `wick.loss` | index of the scalar result that `wick-autodiff` differentiates |
    | function | `wick.optimizer` | `#wick.sgd`, `#wick.adam` or `#wick.adamw`, consumed by `wick-optimizer` |
    | function | `wick.learning_rate` | f64, initial value of the hyper `lr` that `wick-optimizer` adds |
    | argument | `wick.name` | name of the argument, unique in the entry |
    | argument | `wick.role` | `#wick.role<input|param|state|hyper>` |
    | argument | `wick.init` | initial value: `#wick.uniform`, `#wick.normal` or a typed attribute |
    | result | `wick.name` | name of the result, unique in the entry |
    | result | `wick.donates` | name of the argument that this result replaces in place |
    | result | `wick.gradient_of` | name of the parameter whose gradient this result is |

    Constraints:
    * E1. every argument of an entry has a `wick.name` and a `wick.role`; names are unique.
    * E2. every result of an entry has a `wick.name`; names are unique.
    * E3. a donated result has the type of its argument; the argument is a `param` or a `state`;
      an argument is donated at most once.
    * E4. a donated argument is not read after its update: every use of it stands before the op
      that makes the donated result, or is that op. (Checked while the update is a wick op; below,
      bufferization copies where it must.)
    * E5. arguments of one name and role `param`, `state` or `hyper` have one type in all entries.
    * E6. a `hyper` is a scalar; a `wick.init` has the argument's type or, for floats, is an
      initializer.
    * E7. `wick.loss` is the index of a floating-point scalar result.
    * E8. `wick.gradient_of` names a `param` of the result's type.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let hasCanonicalizer = 1;
  let hasOperationAttrVerify = 1;
}

//===----------------------------------------------------------------------===//
// Types: statically shaped ranked tensors
//===----------------------------------------------------------------------===//

class Wick_TensorOf<list<Type> elements, string text>
    : Type<And<[StaticShapeTensorOf<elements>.predicate]>, text, "::mlir::RankedTensorType">;

def Wick_Float : Wick_TensorOf<[F32, F64, BF16], "statically shaped tensor of f32, f64 or bf16">;
def Wick_Int : Wick_TensorOf<[I32, I64, I8], "statically shaped tensor of i32, i64 or i8">;
def Wick_Bool : Wick_TensorOf<[I1], "statically shaped tensor of i1">;
def Wick_Index : Wick_TensorOf<[I32, I64], "statically shaped tensor of i32 or i64">;
def Wick_Number : Wick_TensorOf<[F32, F64, BF16, I32, I64, I8],
    "statically shaped tensor of f32, f64, bf16, i32, i64 or i8">;
def Wick_Tensor : Wick_TensorOf<[F32, F64, BF16, I32, I64, I8, I1],
    "statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1">;
class Wick_ScalarOf<list<Type> elements, string text>
    : Type<And<[StaticShapeTensorOf<elements>.predicate,
                CPred<"::llvm::cast<::mlir::RankedTensorType>($_self).getRank() == 0">]>,
           text, "::mlir::RankedTensorType">;
def Wick_FloatScalar : Wick_ScalarOf<[F32, F64, BF16], "rank-0 tensor of f32, f64 or bf16">;
def Wick_Counter : Wick_ScalarOf<[I64], "rank-0 tensor of i64">;

//===----------------------------------------------------------------------===//
// Op classes
//===----------------------------------------------------------------------===//

/// Every op: pure, evaluated by the reference interpreter, with a cost.
class Wick_Op<string mnemonic, list<Trait> traits = []>
    : Op<Wick_Dialect, mnemonic,
         !listconcat([Pure, DeclareOpInterfaceMethods<Wick_ReferenceInterface>,
                      DeclareOpInterfaceMethods<Wick_CostInterface>],
                     traits)>;

/// Result types follow from the operands: builders infer them, and the verifier compares. The
/// comparison is that of the trait InferredTypes, because MLIR's own reports each error twice.
def Wick_InferredTypes : NativeOpTrait<"InferredTypes"> {
  let cppNamespace = "::wick::ir";
}
def Wick_InfersTypes : TraitList<[
  InferTypeOpAdaptorBase<[{
    static ::llvm::LogicalResult
    refineReturnTypes(::mlir::MLIRContext *, std::optional<::mlir::Location>, ::mlir::ValueRange,
                      ::mlir::DictionaryAttr, ::mlir::OpaqueProperties, ::mlir::RegionRange,
                      ::llvm::SmallVectorImpl<::mlir::Type> &) {
      return ::llvm::success();
    }
  }]>,
  Wick_InferredTypes
]>;

/// A composite: expands into simpler wick ops in `wick-decompose`.
def Wick_Decomposes : DeclareOpInterfaceMethods<Wick_DecomposableInterface>;

#endif // WICK_BASE_TD
