// wick lab predict: questions of a module whose answers are numbers that a command finds.
#include "tools/wick/lab/Answer.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <iostream>
#include <stdexcept>

using namespace wick::lab;

namespace wick::driver {

/// Numbers are equal as numbers, other answers as text.
static bool isSame(const std::string &a, const std::string &b) {
  double x = 0, y = 0;
  auto read = [](const std::string &text, double &value) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
  };
  return read(a, x) && read(b, y) ? x == y : a == b;
}

static void predict(Site &site, const std::string &name, int number,
                    const std::vector<std::string> &answers) {
  const Module &module = *site.select(name).module;
  if (module.predictions.empty())
    throw std::runtime_error("module " + module.id + " asks for no prediction");
  if (number > static_cast<int>(module.predictions.size()))
    throw CLI::ValidationError("module " + module.id + " has " +
                               std::to_string(module.predictions.size()) + " questions");
  bool isRight = true;
  size_t given = 0;
  for (int i = 1; i <= static_cast<int>(module.predictions.size()); ++i) {
    if (number && i != number)
      continue;
    const Prediction &prediction = module.predictions[i - 1];
    std::cout << paint(Colour::Bold, std::to_string(i) + ". ") << prediction.question << "\n";
    std::string guess;
    if (given < answers.size()) {
      guess = answers[given++];
    } else {
      std::cout << "   your prediction: " << std::flush;
      if (!std::getline(std::cin, guess))
        throw std::runtime_error("\na prediction comes first: type a number, or --answer NUMBER");
    }
    std::string answer = findAnswer(site.curriculum(), prediction);
    bool isSameAnswer = isSame(trimmed(guess), answer);
    isRight = isRight && isSameAnswer;
    std::cout << "   $ " << prediction.command << "\n   " << answer << "   "
              << (isSameAnswer ? paint(Colour::Green, "as predicted")
                               : paint(Colour::Yellow, "not " + trimmed(guess) + ": find out why"))
              << "\n";
  }
  if (!isRight)
    throw CLI::RuntimeError(1);
}

void addLabPredict(CLI::App &lab, SharedSite site) {
  CLI::App *command =
      lab.add_subcommand("predict", "Predict a number, then let the compiler find it");
  auto name = std::make_shared<std::string>();
  auto number = std::make_shared<int>(0);
  auto answers = std::make_shared<std::vector<std::string>>();
  command->add_option("module", *name, "Its number or name: 05, autograd")->required();
  command->add_option("--question", *number, "Only this one")->check(CLI::PositiveNumber);
  command->add_option("--answer", *answers, "Your predictions, in order, instead of typing them");
  command->callback([=] { predict(*site, *name, *number, *answers); });
}

} // namespace wick::driver
