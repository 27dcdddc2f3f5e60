//===- Attributes.td - roles, initializers, optimizers, enumerations ------===//

#ifndef WICK_ATTRIBUTES_TD
#define WICK_ATTRIBUTES_TD

include "ir/Base.td"

class Wick_Attr<string name, string mnemonicText> : AttrDef<Wick_Dialect, name> {
  let mnemonic = mnemonicText;
}

//===----------------------------------------------------------------------===//
// Roles of arguments
//===----------------------------------------------------------------------===//

def Wick_Role : I32EnumAttr<"Role", "what an argument of an entry is", [
    I32EnumAttrCase<"input", 0>,   // given anew for each call
    I32EnumAttrCase<"param", 1>,   // trained
    I32EnumAttrCase<"state", 2>,   // optimizer moments, counters
    I32EnumAttrCase<"hyper", 3>,   // scalar set by the caller
  ]> {
  let cppNamespace = "::wick::ir";
  let genSpecializedAttr = 0;
}
def Wick_RoleAttr : EnumAttr<Wick_Dialect, Wick_Role, "role"> {
  let assemblyFormat = "`<` $value `>`";
}

//===----------------------------------------------------------------------===//
// Initializers (counter-based: Philox 4x32-10, see wick.random_uniform)
//===----------------------------------------------------------------------===//

def Wick_UniformAttr : Wick_Attr<"UniformInit", "uniform"> {
  let summary = "values drawn uniformly from [low, high)";
  let parameters = (ins "::wick::ir::Real":$low, "::wick::ir::Real":$high, "int64_t":$seed, "int64_t":$stream);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

def Wick_NormalAttr : Wick_Attr<"NormalInit", "normal"> {
  let summary = "values drawn from a normal distribution";
  let parameters = (ins "::wick::ir::Real":$mean, "::wick::ir::Real":$stddev, "int64_t":$seed, "int64_t":$stream);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Optimizers, consumed by wick-optimizer
//===----------------------------------------------------------------------===//

def Wick_SgdAttr : Wick_Attr<"Sgd", "sgd"> {
  let summary = "stochastic gradient descent: g += weight_decay*w; v = momentum*v + g; w -= lr*v";
  let parameters = (ins DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(0.0)">:$momentum,
                        DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(0.0)">:$weight_decay);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}

class Wick_AdamLike<string name, string mnemonicText> : Wick_Attr<name, mnemonicText> {
  let parameters = (ins DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(0.9)">:$beta1,
                        DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(0.999)">:$beta2,
                        DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(1e-8)">:$epsilon,
                        DefaultValuedParameter<"::wick::ir::Real", "::wick::ir::Real(0.0)">:$weight_decay);
  let assemblyFormat = "`<` struct(params) `>`";
  let genVerifyDecl = 1;
}
def Wick_AdamAttr : Wick_AdamLike<"Adam", "adam"> {
  let summary = "Adam (Kingma and Ba, 2015), bias-corrected, epsilon outside the root";
}
def Wick_AdamWAttr : Wick_AdamLike<"AdamW", "adamw"> {
  let summary = "Adam with decoupled weight decay (Loshchilov and Hutter, 2019)";
}

//===----------------------------------------------------------------------===//
// Enumerations of ops
//===----------------------------------------------------------------------===//

class Wick_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::wick::ir";
  let genSpecializedAttr = 0;
}

def Wick_ComparePredicate : Wick_Enum<"ComparePredicate", "how two elements compare", [
    I32EnumAttrCase<"eq", 0>, I32EnumAttrCase<"ne", 1>, I32EnumAttrCase<"lt", 2>,
    I32EnumAttrCase<"le", 3>, I32EnumAttrCase<"gt", 4>, I32EnumAttrCase<"ge", 5>]>;
def Wick_ComparePredicateAttr
    : EnumAttr<Wick_Dialect, Wick_ComparePredicate, "compare_predicate">;

def Wick_GeluApproximation : Wick_Enum<"GeluApproximation", "which formula of GELU", [
    I32EnumAttrCase<"none", 0>, I32EnumAttrCase<"tanh", 1>]>;
def Wick_GeluApproximationAttr
    : EnumAttr<Wick_Dialect, Wick_GeluApproximation, "gelu_approximation">;

def Wick_LibraryFunction : Wick_Enum<"LibraryFunction", "what a library computes", [
    I32EnumAttrCase<"matmul", 0>, I32EnumAttrCase<"softmax", 1>, I32EnumAttrCase<"layer_norm", 2>,
    I32EnumAttrCase<"elementwise", 3>, I32EnumAttrCase<"conv2d", 4>,
    I32EnumAttrCase<"conv2d_input_gradient", 5>, I32EnumAttrCase<"conv2d_weight_gradient", 6>,
    I32EnumAttrCase<"max_pool2d", 7>, I32EnumAttrCase<"avg_pool2d", 8>]>;
def Wick_LibraryFunctionAttr : EnumAttr<Wick_Dialect, Wick_LibraryFunction, "library_function"> {
  let assemblyFormat = "$value";
}

def Wick_EpilogueStep : Wick_Enum<"EpilogueStep", "what a library does to each element it has computed", [
    I32EnumAttrCase<"relu", 0>, I32EnumAttrCase<"gelu_erf", 1>, I32EnumAttrCase<"gelu_tanh", 2>,
    I32EnumAttrCase<"sigmoid", 3>, I32EnumAttrCase<"tanh", 4>, I32EnumAttrCase<"exp", 5>,
    I32EnumAttrCase<"addend", 6>]>;
def Wick_EpilogueStepAttr : EnumAttr<Wick_Dialect, Wick_EpilogueStep, "epilogue_step"> {
  let assemblyFormat = "`<` $value `>`";
}

#endif // WICK_ATTRIBUTES_TD
