// Milestone 04 on CIFAR-10's photographs of 32x32 pixels in colour: three layers of filters.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t side = 32, classes = 10, batch = 32, test = 250, steps = 30 * 1562;
  Model m("cifar_cnn");
  nn::Conv2d first(m, "conv1", 3, 32, 3, {.padding = 1});
  nn::Conv2d second(m, "conv2", 32, 64, 3, {.padding = 1});
  nn::Conv2d third(m, "conv3", 64, 128, 3, {.padding = 1});
  nn::Linear head(m, "head", 128 * 4 * 4, classes);

  // Colours are 0..1; their mean over all photographs is 0.47, their spread 0.25.
  auto strokes = [&](Tensor image) { return relu(first((image - 0.47) * 4.0)); };
  auto parts = [&](Tensor image) { return relu(second(max_pool2d(strokes(image), 2))); };
  auto net = [&](Tensor image) {
    return head(flatten(max_pool2d(relu(third(max_pool2d(parts(image), 2))), 2)));
  };

  Tensor image = m.input("image", {batch, 3, side, side});
  Tensor label = m.input("label", {batch}, DType::i32);
  m.train("train_step", cross_entropy(net(image), label),
          optim::Adam{.lr = 1e-3, .schedule = optim::Cosine{.steps = steps}});

  Tensor images = m.input("image", {test, 3, side, side});
  Tensor logits = net(images);
  m.entry("evaluate", {images}, {{"probabilities", softmax(logits)}, {"digit", argmax(logits)}});

  Tensor one = m.input("image", {1, 3, side, side});
  m.entry("look", {one}, {{"strokes", strokes(one)}, {"parts", parts(one)}});
  return m.compile(argc, argv);
}
