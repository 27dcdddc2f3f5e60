// Running functions: calls, initial values, seeded values, and what the interpreter refuses.
#include "ir/interp/Interpreter.h"
#include "ir/Wick.h"
#include "ir/interp/Elements.h"
#include "ir/interp/InitialValues.h"
#include "mlir/IR/AsmState.h"
#include "tests/unit/EvaluationFixture.h"

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::test {

class InterpreterTest : public EvaluationFixture {
protected:
  RankedTensorType f32(ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, Float32Type::get(&context));
  }
  RankedTensorType i32(ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, IntegerType::get(&context, 32));
  }
  HostTensor reals(RankedTensorType type, std::vector<double> values) {
    HostTensor tensor(type);
    tensor.reals = std::move(values);
    return tensor;
  }
};

TEST_F(InterpreterTest, returnsResultsInOrderAndArgumentsAsTheyAre) {
  func::FuncOp f = parse("func.func @f(%x: tensor<2xf32>) -> (tensor<f32>, tensor<2xf32>) {\n"
                         "%0 = wick.reduce_sum %x {dims = array<i64: 0>} : (tensor<2xf32>) -> "
                         "tensor<f32>\nreturn %0, %x : tensor<f32>, tensor<2xf32>\n}");
  FailureOr<SmallVector<HostTensor>> results = ir::interpret(f, {reals(f32({2}), {1, 2})});
  ASSERT_TRUE(succeeded(results)) << diagnostics;
  EXPECT_EQ((*results)[0].reals, std::vector<double>{3});
  EXPECT_EQ((*results)[1].reals, (std::vector<double>{1, 2}));
}

TEST_F(InterpreterTest, doesNotRoundBetweenOps) {
  // In f32, 2^24 + 1 is 2^24.
  expectReals("tensor<f32>",
              "%a = wick.constant dense<16777216.0> : tensor<f32>\n"
              "%b = wick.constant dense<1.0> : tensor<f32>\n"
              "%s = wick.add %a, %b : (tensor<f32>, tensor<f32>) -> tensor<f32>\n"
              "%y = wick.sub %s, %a : (tensor<f32>, tensor<f32>) -> tensor<f32>",
              {1});
}

TEST_F(InterpreterTest, refusesForeignOps) {
  func::FuncOp f = parse("func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {\n"
                         "%0 = arith.addf %x, %x : tensor<2xf32>\nreturn %0 : tensor<2xf32>\n}");
  EXPECT_TRUE(failed(ir::interpret(f, {HostTensor(f32({2}))})));
  EXPECT_EQ(diagnostics, "loc(\"model.mlir\":2:6): 'arith.addf' op cannot be interpreted: the "
                         "reference interpreter runs the ops of the wick dialect; interpret the "
                         "model before it is lowered\n");
}

TEST_F(InterpreterTest, refusesArgumentsThatDoNotFit) {
  func::FuncOp f = parse("func.func @f(%x: tensor<2xf32>) {\nreturn\n}");
  EXPECT_TRUE(failed(ir::interpret(f, {})));
  EXPECT_EQ(diagnostics, "loc(\"model.mlir\":1:1): 'func.func' op 'f' takes 1 arguments, got 0\n");
  diagnostics.clear();
  EXPECT_TRUE(failed(ir::interpret(f, {HostTensor(f32({3}))})));
  EXPECT_EQ(diagnostics, "loc(\"model.mlir\":1:1): 'func.func' op argument 0 of 'f' has type "
                         "'tensor<2xf32>', got a value of type 'tensor<3xf32>'\n");
}

TEST_F(InterpreterTest, refusesFunctionsWithoutABody) {
  func::FuncOp f = parse("func.func private @f()");
  EXPECT_TRUE(failed(ir::interpret(f, {})));
  EXPECT_EQ(diagnostics, "loc(\"model.mlir\":1:1): 'func.func' op cannot be interpreted: 'f' must "
                         "have a body of one block\n");
}

TEST_F(InterpreterTest, refusesConstantsWithoutData) {
  func::FuncOp f =
      parse("func.func @f() -> tensor<2xf32> {\n%0 = wick.constant "
            "dense_resource<__elided__> : tensor<2xf32>\nreturn %0 : tensor<2xf32>\n}");
  EXPECT_TRUE(failed(ir::interpret(f, {})));
  EXPECT_EQ(diagnostics, "loc(\"model.mlir\":2:6): 'wick.constant' op cannot be interpreted: its "
                         "value has no data in this module (an elided resource?); write the "
                         "module with its resources\n");
}

//===----------------------------------------------------------------------===//
// Values of arguments
//===----------------------------------------------------------------------===//

/// 0x6627e8d5 is the first word of seed 0 (Random123's known answer).
TEST_F(InterpreterTest, initialValuesAreStoredAsTheirType) {
  auto uniform = ir::UniformInitAttr::get(&context, -0.5, 0.5, /*seed=*/0, /*stream=*/0);
  HostTensor value = *ir::initialValue(uniform, f32({1}));
  EXPECT_EQ(value.reals[0], double(float((0x6627e8d5 >> 8) * 0x1p-24 - 0.5)));
  auto normal = ir::NormalInitAttr::get(&context, 3, 1e-9, /*seed=*/0, /*stream=*/0);
  EXPECT_EQ(ir::initialValue(normal, f32({1}))->reals[0], 3);
  auto elements = DenseElementsAttr::get(i32({2}), ArrayRef<int32_t>{7, -8});
  EXPECT_EQ(ir::initialValue(elements, i32({2}))->integers, (std::vector<int64_t>{7, -8}));
}

TEST_F(InterpreterTest, streamsDiffer) {
  auto first = ir::UniformInitAttr::get(&context, 0.0, 1.0, /*seed=*/7, /*stream=*/0);
  auto second = ir::UniformInitAttr::get(&context, 0.0, 1.0, /*seed=*/7, /*stream=*/1);
  EXPECT_NE(ir::initialValue(first, f32({5}))->reals, ir::initialValue(second, f32({5}))->reals);
}

TEST_F(InterpreterTest, seededIntegersAreZeroOrOne) {
  HostTensor floats = ir::seededValue(7, f32({100})), integers = ir::seededValue(7, i32({100}));
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(integers.integers[i], floats.reals[i] > 0);
  EXPECT_NE(floats.reals, ir::seededValue(8, f32({100})).reals);
}

/// Every element type there and back, as dense elements and as a blob.
TEST_F(InterpreterTest, elementsThereAndBack) {
  Builder b(&context);
  for (Type type : {Type(b.getF32Type()), Type(b.getF64Type()), Type(b.getBF16Type())}) {
    HostTensor tensor = reals(RankedTensorType::get({3}, type), {-1.5, 0, 256});
    DenseElementsAttr dense = ir::writeElements(tensor);
    EXPECT_EQ(ir::readElements(dense)->reals, tensor.reals);
    auto blob = DenseResourceElementsAttr::get(
        tensor.type, "blob", HeapAsmResourceBlob::allocateAndCopyInferAlign(dense.getRawData()));
    EXPECT_EQ(ir::readElements(blob)->reals, tensor.reals);
  }
  for (unsigned width : {1, 8, 32, 64}) {
    HostTensor tensor(RankedTensorType::get({3}, b.getIntegerType(width)));
    tensor.integers = width == 1 ? std::vector<int64_t>{1, 0, 1} : std::vector<int64_t>{-1, 0, 100};
    EXPECT_EQ(ir::readElements(ir::writeElements(tensor))->integers, tensor.integers);
  }
}

TEST_F(InterpreterTest, floatsRoundToNearestEven) {
  HostTensor tensor = reals(RankedTensorType::get({3}, BFloat16Type::get(&context)),
                            {1 + 0x1p-8, 1 + 0x1.8p-7, 1e300});
  ir::roundToElementType(tensor);
  EXPECT_EQ(tensor.reals, (std::vector<double>{1, 1 + 0x1p-6, HUGE_VAL}));
}

} // namespace wick::test
