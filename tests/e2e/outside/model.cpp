#include "wick/wick.h"

int main(int argc, char **argv) {
  wick::Model m("doubling");
  wick::Tensor x = m.input("x", {3});
  m.entry("predict", {x}, {{"y", x * 2.0}});
  return m.compile(argc, argv);
}
