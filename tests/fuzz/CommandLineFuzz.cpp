// The words of a command line, one a line.
extern "C" {
#include "runtime/command_line.h"
}

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::istringstream lines(std::string(reinterpret_cast<const char *>(data), size));
  std::vector<std::string> words;
  for (std::string word; std::getline(lines, word);)
    words.push_back(word.c_str()); // a word ends at a zero
  std::vector<char *> argv;
  for (std::string &word : words)
    argv.push_back(word.data());

  bool json = false;
  const char *file = nullptr;
  int64_t steps = 0;
  double seconds = 0;
  text_list inputs{};
  const flag flags[] = {{"--json", nullptr, "", FLAG_SWITCH, &json},
                        {"--file", "FILE", "", FLAG_TEXT, &file},
                        {"--steps", "N", "", FLAG_INTEGER, &steps},
                        {"--seconds", "S", "", FLAG_NUMBER, &seconds},
                        {"--input", "NAME=VALUE", "", FLAG_LIST, &inputs}};
  const bool good =
      wick_flags_parse(flags, std::size(flags), static_cast<int>(argv.size()), argv.data());
  if (good && (steps < 0 || !(seconds >= 0) || inputs.count > LONGEST_TEXT_LIST))
    __builtin_trap(); // what command_line.h promises
  return 0;
}
