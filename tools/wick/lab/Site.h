// Where the commands of `wick lab` work: the source tree with its curriculum, and the folder of the
// learner's work.
#pragma once

#include "curriculum/engine/Curriculum.h"
#include "curriculum/engine/Progress.h"
#include "curriculum/engine/Workspace.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace wick::driver {

/// What a learner names by "05", "autograd" or "05.2": a module, and all of its labs or the one.
struct Selection {
  const lab::Module *module = nullptr;
  std::vector<const lab::Lab *> labs;
};

class Site {
public:
  /// Adds --tree and --dir.
  void addOptions(CLI::App &app);

  /// Read at first use. Throws std::runtime_error when a manifest is wrong.
  const lab::Curriculum &curriculum();

  /// The folder that holds the folders of the learner's modules.
  std::filesystem::path labs() const;

  /// Throws CLI::ValidationError, with what was probably meant, when there is no such module or
  /// lab.
  Selection select(const std::string &name);

  /// The same for one lab: "05.2", or "05" where the module has one lab only.
  Selection selectLab(const std::string &name);

  /// As select, of a module that is started; throws std::runtime_error otherwise.
  Selection selectStarted(const std::string &name);

  lab::Workspace workspace(const lab::Module &module) {
    return lab::Workspace(curriculum(), module, labs());
  }
  lab::Progress progress(const lab::Module &module, const lab::Lab &lab) {
    return lab::Progress(curriculum(), module, lab, labs());
  }

private:
  std::string tree, folder;
  std::optional<lab::Curriculum> read;
};

using SharedSite = std::shared_ptr<Site>;

} // namespace wick::driver
