// All modules of a source tree, and what must agree between manifests, marks and files.
#pragma once

#include "curriculum/engine/Manifest.h"
#include "curriculum/engine/Marks.h"

#include <filesystem>
#include <vector>

namespace wick::lab {

/// A file of a learner's folder and the source that it is cut out of.
struct LearnerFile {
  std::string name;   ///< "Autodiff.cpp"
  std::string source; ///< "passes/graph/Autodiff.cpp"
};

class Curriculum {
public:
  /// Reads all manifests below `tree`/curriculum, in the order of their ids.
  Curriculum(const std::filesystem::path &tree, Findings &findings);

  const std::filesystem::path &tree() const { return root; }
  const std::vector<Module> &modules() const { return all; }

  /// The module called "05", "5", "autograd", "05_autograd", or that of the lab "05.1"; null when
  /// there is none.
  const Module *find(const std::string &name) const;

  std::filesystem::path folderOf(const Module &module) const {
    return root / "curriculum" / module.folder();
  }

private:
  std::filesystem::path root;
  std::vector<Module> all;
};

/// The files of a module's labs, each once, in the order of the manifest. Two sources of one base
/// name are told apart by their folders: decompose_Elementwise.cpp.
std::vector<LearnerFile> learnerFiles(const Module &module);

/// The files of one lab, named as in learnerFiles.
std::vector<LearnerFile> learnerFiles(const Module &module, const Lab &lab);

/// Reads a source of the tree with its marks; throws std::runtime_error when a mark is wrong.
MarkedSource readSource(const std::filesystem::path &tree, const std::string &source);

/// Reports wrong marks in the folders of sources, parts that occur twice, parts of labs that no
/// manifest has or that stand in a file which the lab does not name, and labs without a part in one
/// of their files.
void checkMarks(const Curriculum &curriculum, Findings &findings);

} // namespace wick::lab
