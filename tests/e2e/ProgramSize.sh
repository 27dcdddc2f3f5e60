#!/bin/bash
# `wick build`: a program holds its weights and little else. Argument: the driver.
wick=$1
# shellcheck source-path=SCRIPTDIR source=expect.sh
source "${0%/*}/expect.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

cat > mlp.cpp <<'MODEL'
#include "wick/wick.h"
using namespace wick;

int main(int argc, char **argv) {
  Model m("mlp");
  nn::Sequential net{nn::Linear(m, "fc1", 784, 128), nn::relu, nn::Linear(m, "fc2", 128, 64),
                     nn::relu, nn::Linear(m, "fc3", 64, 10)};
  for (int64_t batch : {1, 32}) {
    Tensor x = m.input("x", {batch, 784});
    m.entry("infer_b" + std::to_string(batch), {x}, {{"logits", net(x)}});
  }
  return m.compile(argc, argv);
}
MODEL
weights=$((4 * (784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10)))
code=$((106 * 1024)) # of the model, of the runtime, and names

# between LEAST MOST FILE: yes, or the size of the file.
between() {
  local size
  size=$(stat -c %s "$3")
  [ "$1" -le "$size" ] && [ "$size" -le "$2" ] && echo yes || echo "$3 has $size bytes, not $1 to $2"
}

expect 0 '^$' "$wick" build mlp.cpp -o mlp
expect 0 '^yes$' between "$weights" $((weights + code)) mlp
expect 0 'logits' ./mlp run infer_b1 --input x=seed:1

# A training step needs its momentum, but not its zeros in the file.
sed 's|  return m.compile|  Tensor x = m.input("x", {32, 784}), y = m.input("y", {32}, DType::i32);\
  m.train("train_step", cross_entropy(net(x), y), optim::Sgd{.lr = 0.1, .momentum = 0.9});\n&|' \
  mlp.cpp > training.cpp
expect 0 '^$' "$wick" build training.cpp -o training
expect 0 '^yes$' between "$weights" $((weights + 2 * code)) training
expect 0 'fc1.weight.velocity|velocity|state' ./training info

finish
