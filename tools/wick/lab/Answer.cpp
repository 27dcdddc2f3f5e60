#include "tools/wick/lab/Answer.h"
#include "curriculum/engine/Process.h"

#include <cstdlib>
#include <stdexcept>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {

std::string trimmed(const std::string &text) {
  size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos
             ? ""
             : text.substr(first, text.find_last_not_of(" \t\n") + 1 - first);
}

std::string findAnswer(const Curriculum &curriculum, const Prediction &prediction) {
  fs::path programs = fs::read_symlink("/proc/self/exe").parent_path();
  const char *path = std::getenv("PATH");
  Command command = {.arguments = {"env", "PATH=" + programs.string() + ":" + (path ? path : ""),
                                   "sh", "-c", prediction.command},
                     .folder = curriculum.tree()};
  Outcome outcome = run(command);
  if (outcome.status != 0)
    throw std::runtime_error("the command of the question failed (" +
                             describeEnd(command, outcome) + "): " + prediction.command + "\n" +
                             outcome.err);
  std::string answer = trimmed(outcome.out);
  if (answer.empty())
    throw std::runtime_error("the command of the question prints nothing: " + prediction.command);
  return answer;
}

} // namespace wick::driver
