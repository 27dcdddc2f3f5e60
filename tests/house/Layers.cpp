#include "tests/house/House.h"

#include <regex>

namespace house {

struct Layer {
  std::string folder;
  std::vector<std::string> forbidden; ///< first components of an include's path
};

/// Dependencies point one way: runtime and ir know nobody, frontend and passes know ir, backends
/// know passes and ir, tools know all.
static const Layer layers[] = {
    {"runtime",
     {"mlir", "mlir-c", "llvm", "llvm-c", "clang", "ir", "passes", "backends", "frontend",
      "tools"}},
    {"ir", {"passes", "backends", "frontend", "tools", "curriculum"}},
    {"frontend/include", {"mlir", "mlir-c", "llvm", "llvm-c", "ir", "passes", "backends", "tools"}},
    {"frontend", {"passes", "backends", "tools", "curriculum"}},
    {"passes", {"backends", "frontend", "tools", "curriculum"}},
    {"backends", {"frontend", "tools", "curriculum"}},
    {"curriculum/engine", {"mlir", "mlir-c", "ir", "passes", "backends", "frontend", "tools"}},
};

void checkLayers(const std::filesystem::path &root, Findings &findings) {
  static const std::regex include(R"(^\s*#?\s*include\s+["<]([^/">]+)/[^">]*[">])");
  for (const Layer &layer : layers)
    for (const std::filesystem::path &file : sourceFiles(root, layer.folder)) {
      std::vector<std::string> lines = linesOf(file);
      for (size_t i = 0; i < lines.size(); ++i)
        if (std::smatch match; std::regex_search(lines[i], match, include))
          for (const std::string &folder : layer.forbidden)
            if (match[1] == folder)
              findings.push_back({placeOf(root, file, i), layer.folder + "/ must not include " +
                                                              folder +
                                                              "/: dependencies point one way"});
    }
}

} // namespace house
