#include "curriculum/engine/ScratchFolder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

namespace wick::lab {

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "wick-lab-XXXXXX").string();
  if (!mkdtemp(name.data()))
    throw std::runtime_error("cannot make the folder '" + name + "': " + std::strerror(errno));
  folder = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

} // namespace wick::lab
