// The programs of 01.1 to 01.3: an op of two operands.
#pragma once

#include "curriculum/checker/Program.h"

namespace wick::check {

/// c = $OP, where a and b are tensors, of types $A, $B and $C.
inline constexpr char twoOperands[] = R"(
func.func @f(%a: tensor<$A> {wick.name = "a", wick.role = #wick.role<input>},
             %b: tensor<$B> {wick.name = "b", wick.role = #wick.role<input>})
    -> (tensor<$C> {wick.name = "c"}) attributes {wick.entry} {
  %c = wick.$OP : (tensor<$A>, tensor<$B>) -> tensor<$C>
  return %c : tensor<$C>
})";

inline std::map<std::string, std::string> replacementsOf(const std::string &op,
                                                         const std::string &a, const std::string &b,
                                                         const std::string &c) {
  return {{"OP", op}, {"A", a}, {"B", b}, {"C", c}};
}

/// The op of a matrix product with the attributes `flags`.
inline std::string matmul(const std::string &flags) { return "matmul %a, %b {" + flags + "}"; }

} // namespace wick::check
