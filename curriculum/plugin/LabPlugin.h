// A learner's lab as a plug-in, built when its files have changed.
#pragma once

#include "curriculum/engine/Workspace.h"
#include "curriculum/plugin/PluginBuild.h"

namespace wick::lab {

struct LabPlugin {
  const Module *module = nullptr;
  const Lab *lab = nullptr;
  std::filesystem::path library; ///< exists if `build.isBuilt`
  PluginBuild build;             ///< seconds 0: it was there already

  /// Of one of the lab's files.
  struct File {
    std::string name;   ///< "ReverseSweep.cpp"
    std::string digest; ///< SHA-256 of its bytes, 64 hexadecimal digits
  };
  std::vector<File> files;
};

/// The plug-in of a lab in the learner's folder below `labs`. It is kept in the module's folder,
/// under a name that says what it was built from. Throws std::runtime_error when the module is not
/// started or a file is missing.
LabPlugin buildLabPlugin(const Curriculum &curriculum, const Module &module, const Lab &lab,
                         const std::filesystem::path &labs);

} // namespace wick::lab
