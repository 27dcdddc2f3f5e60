#include "curriculum/engine/TextFile.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace fs = std::filesystem;

namespace wick::lab {

std::string readFile(const fs::path &file) {
  if (fs::is_directory(file))
    throw std::runtime_error("cannot read '" + file.string() + "': it is a folder");
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in)
    throw std::runtime_error("cannot read '" + file.string() + "': " + std::strerror(errno));
  return text;
}

void writeFile(const fs::path &file, std::string_view bytes) {
  std::error_code ignored; // opening the file says what is wrong
  if (file.has_parent_path())
    fs::create_directories(file.parent_path(), ignored);
  fs::path temporary = file;
  static std::atomic<unsigned> counter = 0; // threads may write the same file
  temporary += "." + std::to_string(getpid()) + "." + std::to_string(counter++) + ".part";
  std::ofstream out(temporary, std::ios::binary);
  out << bytes;
  out.close();
  if (!out)
    throw std::runtime_error("cannot write '" + file.string() + "': " + std::strerror(errno));
  fs::rename(temporary, file);
}

std::vector<std::string> splitLines(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

} // namespace wick::lab
