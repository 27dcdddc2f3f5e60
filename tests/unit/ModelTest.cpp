// The IR that the builder API makes: entries, shared parameters, locations, initial values.
#include "frontend/ModelImpl.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "wick/wick.h"

#include <gtest/gtest.h>

using namespace wick;

namespace {

std::string textOf(mlir::Operation *op) {
  std::string text;
  llvm::raw_string_ostream out(text);
  op->print(out);
  return text;
}

std::string textOf(Model &model) { return textOf(*buildModule(model)); }

/// The entry `name` of the finished module.
std::string entryText(Model &model, llvm::StringRef name) {
  auto module = buildModule(model);
  return textOf(module->lookupSymbol(name));
}

size_t count(llvm::StringRef text, llvm::StringRef part) { return text.count(part); }

/// The place of the first op named `op` in the entry, "line:column".
std::string placeOf(Model &model, llvm::StringRef op) {
  std::string place;
  auto module = buildModule(model);
  module->walk([&](mlir::Operation *each) {
    if (auto loc = llvm::dyn_cast<mlir::FileLineColLoc>(each->getLoc());
        loc && each->getName().getStringRef() == op && place.empty())
      place = std::to_string(loc.getLine()) + ":" + std::to_string(loc.getColumn());
  });
  return place;
}

TEST(Model, EntryHasInputsThenParamsWithNamesRolesAndInitialValues) {
  Model m("tiny");
  Tensor x = m.input("x", {3, 2});
  Tensor w = m.param("w", {2, 1}, init::values({1, 2}));
  m.entry("predict", {x}, {{"y", relu(matmul(x, w))}});
  EXPECT_EQ(textOf(m), R"(module @tiny {
  func.func @predict(%arg0: tensor<3x2xf32> {wick.name = "x", wick.role = #wick.role<input>}, %arg1: tensor<2x1xf32> {wick.init = dense<[[1.000000e+00], [2.000000e+00]]> : tensor<2x1xf32>, wick.name = "w", wick.role = #wick.role<param>}) -> (tensor<3x1xf32> {wick.name = "y"}) attributes {wick.entry} {
    %0 = wick.matmul %arg0, %arg1 : (tensor<3x2xf32>, tensor<2x1xf32>) -> tensor<3x1xf32>
    %1 = wick.relu %0 : tensor<3x1xf32>
    return %1 : tensor<3x1xf32>
  }
}
)");
}

TEST(Model, EntryTakesOnlyWhatItsResultsNeed) {
  Model m("tiny");
  Tensor x = m.input("x", {2}), y = m.input("y", {2});
  Tensor used = m.param("used", {2}, init::ones());
  Tensor unused = m.param("unused", {2}, init::ones());
  (void)(y * unused);
  m.entry("predict", {x}, {x + used});
  std::string text = entryText(m, "predict");
  EXPECT_NE(text.find("\"used\""), std::string::npos);
  EXPECT_EQ(text.find("\"unused\""), std::string::npos);
  EXPECT_EQ(text.find("wick.mul"), std::string::npos);
}

TEST(Model, InputsStandInTheGivenOrderEvenWhenUnused) {
  Model m("tiny");
  Tensor a = m.input("a", {2}), b = m.input("b", {2}), c = m.input("c", {2});
  m.entry("f", {c, b, a}, {a + c});
  auto module = buildModule(m);
  auto function = module->lookupSymbol<mlir::func::FuncOp>("f");
  EXPECT_EQ(ir::argumentName(function, 0), "c");
  EXPECT_EQ(ir::argumentName(function, 1), "b");
  EXPECT_EQ(ir::argumentName(function, 2), "a");
}

TEST(Model, ResultsWithoutNamesAreOutputs) {
  Model m("tiny");
  Tensor x = m.input("x", {2});
  m.entry("one", {x}, {relu(x)});
  m.entry("two", {x}, {relu(x), {"named", tanh(x)}, sigmoid(x)});
  auto module = buildModule(m);
  EXPECT_EQ(ir::resultName(module->lookupSymbol<mlir::func::FuncOp>("one"), 0), "output");
  auto two = module->lookupSymbol<mlir::func::FuncOp>("two");
  EXPECT_EQ(ir::resultName(two, 0), "output0");
  EXPECT_EQ(ir::resultName(two, 1), "named");
  EXPECT_EQ(ir::resultName(two, 2), "output1");
}

TEST(Model, LayersAppliedToTwoBatchSizesShareParameters) {
  Model m("mlp");
  Tensor batch = m.input("x", {32, 4}), single = m.input("x", {1, 4});
  nn::Sequential net{nn::Linear(m, "hidden", 4, 3), nn::relu, nn::Linear(m, "head", 3, 2)};
  m.entry("evaluate", {batch}, {net(batch)});
  m.entry("predict", {single}, {net(single)});
  EXPECT_EQ(m.parameters().size(), 4u);
  std::string text = textOf(m);
  EXPECT_EQ(count(text, "wick.name = \"hidden.weight\""), 2u);
  EXPECT_EQ(count(text, "tensor<32x2xf32> {wick.name = \"output\"}"), 1u);
  EXPECT_EQ(count(text, "tensor<1x2xf32> {wick.name = \"output\"}"), 1u);
}

TEST(Model, TrainingEntryCarriesLossOptimizerAndLearningRate) {
  Model m("tiny");
  Tensor label = m.input("label", {4, 1}), x = m.input("x", {4, 2});
  Tensor y = nn::Linear(m, "fc", 2, 1)(x);
  m.train("train_step", bce_with_logits(y, label), optim::Sgd{.lr = 0.5, .momentum = 0.9},
          {{"probability", sigmoid(y)}});
  auto module = buildModule(m);
  auto function = module->lookupSymbol<mlir::func::FuncOp>("train_step");
  std::string attributes;
  llvm::raw_string_ostream(attributes) << function->getAttrDictionary();
  EXPECT_NE(attributes.find("wick.learning_rate = 5.000000e-01 : f64"), std::string::npos);
  EXPECT_NE(attributes.find("wick.loss = 0"), std::string::npos);
  EXPECT_NE(attributes.find("wick.optimizer = #wick.sgd<momentum = 9.000000e-01>"),
            std::string::npos)
      << attributes;
  EXPECT_EQ(ir::resultName(function, 0), "loss");
  EXPECT_EQ(ir::resultName(function, 1), "probability");
  EXPECT_EQ(ir::argumentName(function, 0), "label") << "inputs in the order of declaration";
}

TEST(Model, AdamAndAdamWCarryTheirNumbers) {
  Model m("tiny");
  Tensor w = m.param("w", {2}, init::ones());
  m.train("adam", sum(w * w), optim::Adam{.beta2 = 0.99});
  m.train("adamw", sum(w * w), optim::AdamW{});
  std::string text = textOf(m);
  EXPECT_NE(text.find("#wick.adam<beta2 = "), std::string::npos) << text;
  EXPECT_NE(text.find("#wick.adamw<weight_decay = "), std::string::npos) << text;
}

TEST(Model, DropoutIsActiveInTrainingAndAbsentElsewhere) {
  Model m("tiny");
  Tensor x = m.input("x", {4, 2});
  Tensor y = dropout(nn::Linear(m, "fc", 2, 1)(x), 0.25);
  m.entry("predict", {x}, {y});
  m.train("train_step", mean(y), optim::Sgd{});
  std::string predict = entryText(m, "predict"), train = entryText(m, "train_step");
  EXPECT_EQ(predict.find("dropout"), std::string::npos);
  EXPECT_EQ(predict.find("rng."), std::string::npos);
  EXPECT_NE(train.find("wick.dropout %"), std::string::npos);
  EXPECT_NE(train.find("rate = 2.500000e-01"), std::string::npos);
  EXPECT_NE(train.find("wick.init = dense<42> : tensor<i64>, wick.name = \"rng.seed\""),
            std::string::npos);
  EXPECT_NE(train.find("{wick.donates = \"rng.counter\", wick.name = \"rng.counter\"}"),
            std::string::npos);
}

TEST(Model, EverySamplingOpHasAStreamOfItsOwn) {
  Model m("tiny");
  Tensor a = random_uniform(m, {2}, -1, 1), b = random_normal(m, {2}), x = m.input("x", {2});
  m.entry("sample", {x}, {a, b});
  std::string text = entryText(m, "sample");
  EXPECT_NE(text.find("wick.random_uniform %arg2, %arg1 {low = -1.000000e+00 : f64} :"),
            std::string::npos)
      << "stream 0, the default\n"
      << text;
  EXPECT_NE(text.find("wick.random_normal %arg2, %arg1 {stream = 1 : i64} :"), std::string::npos);
  EXPECT_EQ(text.find("wick.donates"), std::string::npos) << "only a training step advances it";
}

TEST(Model, UpdatesAreDonated) {
  Model m("tiny");
  Tensor x = m.input("x", {2}), total = m.state("total", {2});
  Tensor next = total + x;
  m.entry("add", {x}, {{"mean", mean(next)}}, {{total, next}});
  std::string text = entryText(m, "add");
  EXPECT_NE(text.find("tensor<2xf32> {wick.donates = \"total\", wick.name = \"total\"}"),
            std::string::npos)
      << text;
}

TEST(Model, OpsStandAtTheAuthorsLineAndColumn) {
  Model m("tiny");
  Tensor x = m.input("x", {2});
  std::source_location here = std::source_location::current();
  m.entry("f", {x}, {relu(1.0 - x * 2.0)});
  std::string line = std::to_string(here.line() + 1) + ":";
  EXPECT_EQ(placeOf(m, "wick.relu"), line + "22");
  EXPECT_EQ(placeOf(m, "wick.sub"), line + "33") << "where the right operand stands";
  EXPECT_EQ(placeOf(m, "wick.mul"), line + "37");
  EXPECT_EQ(placeOf(m, "func.func"), line + "5");
}

TEST(Model, NumbersTakeTheElementTypeBesideThem) {
  Model m("tiny");
  Tensor x = m.input("x", {2}, DType::i32);
  m.entry("f", {x}, {3 * x, maximum(x, 0), where(x > 1, 1.0, 0.0)});
  std::string text = entryText(m, "f");
  EXPECT_NE(text.find("wick.constant dense<3> : tensor<i32>"), std::string::npos) << text;
  EXPECT_NE(text.find("-> tensor<2xf32>"), std::string::npos) << "where of two numbers is f32";
}

TEST(Model, InitialValuesDependOnTheNameAlone) {
  Model a("a"), b("b");
  nn::Linear first(a, "first", 4, 4), last(a, "last", 4, 2);
  nn::Linear alone(b, "last", 4, 2);
  Tensor x = a.input("x", {1, 4}), y = b.input("x", {1, 4});
  a.entry("f", {x}, {last(first(x))});
  b.entry("f", {y}, {alone(y)});
  auto initOf = [](Model &m, llvm::StringRef name) {
    auto module = buildModule(m);
    auto f = module->lookupSymbol<mlir::func::FuncOp>("f");
    std::string text;
    llvm::raw_string_ostream(text) << f.getArgAttr(*ir::findArgument(f, name), ir::kInitAttr);
    return text;
  };
  EXPECT_EQ(initOf(a, "last.weight"), initOf(b, "last.weight"));
  EXPECT_NE(initOf(a, "last.weight"), initOf(a, "first.weight"));
  EXPECT_EQ(initOf(a, "last.weight"),
            "#wick.uniform<low = -5.000000e-01, high = 5.000000e-01, seed = "
            "42, stream = 2327371082>");
}

TEST(Model, InitializersScaleWithTheFans) {
  Model m("tiny");
  Tensor he = m.param("he", {8, 2}, init::he()), xavier = m.param("xavier", {4, 2}, init::xavier());
  Tensor kernel = m.param("kernel", {5, 2, 2, 2}, init::fan_in());
  m.entry("f", {}, {he, xavier, kernel});
  std::string text = entryText(m, "f");
  EXPECT_NE(text.find("#wick.normal<mean = 0.000000e+00, stddev = 5.000000e-01, seed = 42"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("#wick.uniform<low = -1.000000e+00, high = 1.000000e+00"), std::string::npos)
      << "sqrt(6 / (4 + 2)) = 1";
  EXPECT_NE(text.find("#wick.uniform<low = -0.35355339"), std::string::npos) << "1/sqrt(2*2*2)";
}

TEST(Model, SeedAndExamplesReachTheArguments) {
  Model m("tiny");
  Tensor x = m.input("x", {2});
  m.example(x, {3, 4});
  Tensor y = dropout(x * m.param("w", {2}, init::uniform(0, 1)), 0.5);
  m.seed(7);
  m.train("t", mean(y), optim::Sgd{});
  std::string text = textOf(m);
  EXPECT_NE(text.find("wick.init = dense<[3.000000e+00, 4.000000e+00]>"), std::string::npos);
  EXPECT_NE(text.find("seed = 7"), std::string::npos);
  EXPECT_NE(text.find("wick.init = dense<7> : tensor<i64>, wick.name = \"rng.seed\""),
            std::string::npos);
}

TEST(Model, SummaryListsParametersAndTheirSum) {
  Model m("mlp");
  nn::Linear hidden(m, "hidden", 64, 32), head(m, "head", 32, 10, {.bias = false});
  EXPECT_EQ(m.summary(), "parameter      shape               elements\n"
                         "hidden.weight  64x32xf32               2048\n"
                         "hidden.bias    32xf32                    32\n"
                         "head.weight    32x10xf32                320\n"
                         "total                                  2400\n");
}

TEST(Model, LayerNormStartsAsPlainNormalization) {
  Model m("tiny");
  Tensor x = m.input("x", {2, 3});
  m.entry("f", {x}, {{"y", nn::LayerNorm(m, "ln", 3, {.eps = 0.5})(x)}});
  std::string text = entryText(m, "f");
  for (const char *part : {"dense<1.000000e+00> : tensor<3xf32>, wick.name = \"ln.weight\"",
                           "dense<0.000000e+00> : tensor<3xf32>, wick.name = \"ln.bias\"",
                           "wick.layer_norm %arg0, %arg1, %arg2 {epsilon = 5.000000e-01 : f64}"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
}

TEST(Model, TensorsKnowTheirType) {
  Model m("tiny");
  Tensor x = m.input("x", {2, 3}, DType::bf16);
  EXPECT_EQ(x.shape(), (Shape{2, 3}));
  EXPECT_EQ(x.dtype(), DType::bf16);
  EXPECT_EQ(x.rank(), 2);
  EXPECT_EQ(x.size(), 6);
  EXPECT_FALSE(Tensor());
}

/// Every op of the API once: shapes inferred as documented.
TEST(Model, OpsInferTheirShapes) {
  Model m("tiny");
  Tensor x = m.input("x", {2, 3, 4}), p = m.input("p", {2, 3, 4}, DType::i1);
  auto shape = [](Tensor tensor) { return tensor.shape(); };
  EXPECT_EQ(shape(x + m.input("v", {4})), (Shape{2, 3, 4}));
  EXPECT_EQ(shape(-x / 2.0), (Shape{2, 3, 4}));
  EXPECT_EQ(shape(minimum(x, 0.0)), (Shape{2, 3, 4}));
  EXPECT_EQ(shape(where(p, x, 0.0)), (Shape{2, 3, 4}));
  for (Tensor y : {exp(x), log(x), sqrt(x), rsqrt(x), tanh(x), erf(x), sigmoid(x), relu(x), gelu(x),
                   gelu(x, Gelu::tanh), stop_gradient(x), softmax(x), log_softmax(x, 0),
                   layer_norm(x, m.input("g", {4}), m.input("b", {4}))})
    EXPECT_EQ(shape(y), (Shape{2, 3, 4}));
  for (Tensor y : {x<x, x <= 0.0, 0.0> x, x >= x, equal(x, x), not_equal(x, 1.0)})
    EXPECT_EQ(y.dtype(), DType::i1);
  EXPECT_EQ(cast(x, DType::i8).dtype(), DType::i8);
  EXPECT_EQ(shape(matmul(x, m.input("w", {4, 5}))), (Shape{2, 3, 5}));
  EXPECT_EQ(shape(reshape(x, {-1, 4})), (Shape{6, 4}));
  EXPECT_EQ(shape(transpose(x)), (Shape{4, 3, 2}));
  EXPECT_EQ(shape(transpose(x, {0, -1, 1})), (Shape{2, 4, 3}));
  EXPECT_EQ(shape(broadcast_to(x, {5, 2, 3, 4})), (Shape{5, 2, 3, 4}));
  EXPECT_EQ(shape(slice(x, {0, 1, 0}, {2, 3, 4}, {1, 1, 3})), (Shape{2, 2, 2}));
  EXPECT_EQ(shape(concat({x, x}, -1)), (Shape{2, 3, 8}));
  EXPECT_EQ(shape(pad(x, {1, 0, 0}, {0, 0, 2})), (Shape{3, 3, 6}));
  EXPECT_EQ(shape(insert_slice(m.input("s", {1, 1, 4}), x, {1, 2, 0})), (Shape{2, 3, 4}));
  EXPECT_EQ(shape(sum(x)), Shape{});
  EXPECT_EQ(shape(mean(x, {-1, 0})), (Shape{3}));
  EXPECT_EQ(shape(max(x, {1}, true)), (Shape{2, 1, 4}));
  EXPECT_EQ(shape(argmax(x)), (Shape{2, 3}));
  EXPECT_EQ(shape(mse(x, x)), Shape{});
  EXPECT_EQ(shape(bce_with_logits(x, x)), Shape{});
  EXPECT_EQ(shape(cross_entropy(x, argmax(x))), Shape{});
  EXPECT_EQ(iota(m, {2, 3}, -1).dtype(), DType::i32);
  EXPECT_EQ(shape(constant(m, {2}, {1, 2})), (Shape{2}));
}

TEST(Model, ModuleRoundTripsThroughText) {
  Model m("mlp");
  Tensor x = m.input("x", {4, 8}), label = m.input("label", {4}, DType::i32);
  Tensor logits = nn::Linear(m, "head", 8, 3, {.init = init::he()})(dropout(x, 0.1));
  m.train("train_step", cross_entropy(logits, label), optim::AdamW{});
  std::string text = textOf(m);
  auto parsed = mlir::parseSourceString<mlir::ModuleOp>(text, &m.impl().context);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(succeeded(mlir::verify(*parsed)));
  EXPECT_EQ(textOf(*parsed), text);
}

} // namespace
