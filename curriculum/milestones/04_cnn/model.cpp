// Milestone 04: convolution, 1998. Two layers of filters read handwritten digits of 8x8 pixels.
#include "wick/wick.h"

using namespace wick;

int main(int argc, char **argv) {
  constexpr int64_t side = 8, classes = 10, batch = 32, test = 360;
  Model m("digits_cnn");
  nn::Conv2d first(m, "conv1", 1, 8, 3, {.padding = 1}),
      second(m, "conv2", 8, 16, 3, {.padding = 1});
  nn::Linear head(m, "head", 16 * 2 * 2, classes);

  auto strokes = [&](Tensor image) { return relu(first(image)); };
  auto parts = [&](Tensor image) { return relu(second(max_pool2d(strokes(image), 2))); };
  auto net = [&](Tensor image) { return head(flatten(max_pool2d(parts(image), 2))); };

  Tensor image = m.input("image", {batch, 1, side, side}); // 0..1
  Tensor label = m.input("label", {batch}, DType::i32);
  Tensor noisy = image + random_normal(m, {batch, 1, side, side}, 0, 0.2);
  m.train("train_step", cross_entropy(net(noisy), label),
          optim::Adam{.lr = 5e-3, .schedule = optim::Cosine{.steps = 300 * 44}});

  Tensor images = m.input("image", {test, 1, side, side});
  Tensor logits = net(images);
  m.entry("evaluate", {images}, {{"probabilities", softmax(logits)}, {"digit", argmax(logits)}});

  Tensor one = m.input("image", {1, 1, side, side});
  m.entry("look", {one}, {{"strokes", strokes(one)}, {"parts", parts(one)}});
  return m.compile(argc, argv);
}
