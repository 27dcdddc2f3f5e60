// The rules of the house that a compiler cannot check. Each function looks at the tree below `root`
// and adds what breaks its rules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace house {

struct Finding {
  std::string place;   ///< file, relative to the root, and ":line" where there is one
  std::string message; ///< which rule is broken, and what to do
};

using Findings = std::vector<Finding>;

/// How definitions (.td) are read: LLVM's tablegen and the folder of MLIR's own .td files.
struct Tablegen {
  std::filesystem::path program, includes;
};

/// Includes that point the wrong way between the folders.
void checkLayers(const std::filesystem::path &root, Findings &findings);

/// Files that are too long, have a name that says nothing, or postpone work.
void checkFiles(const std::filesystem::path &root, Findings &findings);

/// Passes of passes/*/Passes.td: order, documentation, a source and a test file of the same name.
void checkPasses(const std::filesystem::path &root, const Tablegen &tablegen, Findings &findings);

/// Ops of ir/ops/*.td: documentation, reference evaluation, cost, a test of the verifier.
void checkOps(const std::filesystem::path &root, const Tablegen &tablegen, Findings &findings);

/// The source files below `root`/`folder`, sorted; none when there is no such folder. What is built
/// and this check itself, which spells out what it forbids, are left out.
std::vector<std::filesystem::path> sourceFiles(const std::filesystem::path &root,
                                               const std::filesystem::path &folder = {});

/// A file's lines; the first has index 0.
std::vector<std::string> linesOf(const std::filesystem::path &file);

/// `file` as findings name it.
std::string placeOf(const std::filesystem::path &root, const std::filesystem::path &file);
std::string placeOf(const std::filesystem::path &root, const std::filesystem::path &file,
                    size_t lineIndex);

} // namespace house
