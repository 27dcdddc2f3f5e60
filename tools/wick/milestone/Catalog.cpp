#include "tools/wick/milestone/Catalog.h"

#include <algorithm>
#include <fstream>

namespace fs = std::filesystem;

namespace wick::driver {

const std::vector<Milestone> &milestones() {
  static const std::vector<Milestone> all = {
      {"01",
       "01_perceptron",
       "Perceptron, 1957",
       {{"test_accuracy", false, 0.95}},
       {"perceptron"},
       milestone::trainPerceptron,
       100,
       false},
      {"02",
       "02_xor",
       "XOR, 1969",
       {{"single_layer_accuracy", true, 0.75},
        {"single_layer_corner_accuracy", true, 0.75},
        {"hidden_layer_accuracy", false, 1},
        {"hidden_layer_corner_accuracy", false, 1}},
       {"xor"},
       milestone::trainXor,
       100,
       false},
      {"03",
       "03_mlp",
       "Multilayer perceptron, 1986",
       {{"test_accuracy", false, 0.93, "digits_mlp"}, {"test_accuracy", false, 0.97, "mnist_mlp"}},
       {"digits_mlp", "mnist_mlp"},
       milestone::trainMlp,
       60,
       true},
      {"04",
       "04_cnn",
       "Convolutional network, 1998",
       {{"test_accuracy", false, 0.96, "digits_cnn"}, {"test_accuracy", false, 0.75, "cifar_cnn"}},
       {"digits_cnn", "cifar_cnn"},
       milestone::trainCnn,
       4,
       true},
  };
  return all;
}

const Milestone *findMilestone(const std::string &name) {
  auto found = std::ranges::find_if(milestones(), [&](const Milestone &milestone) {
    const std::string folder = milestone.folder;
    return name == milestone.number || "0" + name == milestone.number || name == folder ||
           name == folder.substr(folder.find('_') + 1);
  });
  return found == milestones().end() ? nullptr : &*found;
}

fs::path programFolder() { return fs::canonical("/proc/self/exe").parent_path(); }

fs::path sharedFolder() { return programFolder().parent_path() / "share" / "wick"; }

std::string historyOf(const Milestone &milestone) {
  std::ifstream readme(sharedFolder() / "milestones" / milestone.folder / "README.md");
  std::string text;
  for (std::string line; std::getline(readme, line);) {
    bool isTitle = line.starts_with("#");
    if (line.empty() && !text.empty())
      break;
    if (!line.empty() && !isTitle)
      text += line + "\n";
  }
  return text;
}

} // namespace wick::driver
