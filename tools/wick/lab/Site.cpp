#include "tools/wick/lab/Site.h"
#include "tools/wick/UsageError.h"

#include <CLI/CLI.hpp>

#include <stdexcept>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {

void Site::addOptions(CLI::App &app) {
  tree = WICK_SOURCE_TREE;
  app.add_option("--tree", tree, "The source tree of Wick, whose curriculum is used")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--dir", folder, "The folder of your work (default: labs in the source tree)")
      ->type_name("DIR");
}

const Curriculum &Site::curriculum() {
  if (read)
    return *read;
  Findings findings;
  read.emplace(fs::absolute(tree), findings);
  std::string text;
  for (const Finding &finding : findings)
    text += "\n  " + finding.place + ": " + finding.message;
  if (!text.empty())
    throw std::runtime_error("the manifests of the curriculum are wrong:" + text);
  return *read;
}

fs::path Site::labs() const {
  return fs::absolute(folder.empty() ? fs::path(tree) / "labs" : fs::path(folder))
      .lexically_normal();
}

/// Names that a learner may have meant, and a sentence that lists the modules.
static CLI::ValidationError unknown(const Curriculum &curriculum, const std::string &name) {
  std::vector<std::string> names;
  std::string list;
  for (const Module &module : curriculum.modules()) {
    names.insert(names.end(), {module.name, module.folder()});
    list += (list.empty() ? "" : ", ") + module.id + " " + module.name;
    const bool isOfThisModule = name.starts_with(module.id + ".");
    for (const Lab &lab : module.labs)
      if (isOfThisModule)
        names.push_back(lab.id);
  }
  std::string nearest = name.size() > 2 ? nearestMatch(name, names) : "";
  return CLI::ValidationError("there is no module or lab '" + name + "'; there are " + list +
                              (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
}

Selection Site::select(const std::string &name) {
  const Module *module = curriculum().find(name);
  if (!module)
    throw unknown(curriculum(), name);
  const Lab *one = module->findLab(name);
  if (!one)
    one = module->findLab("0" + name);
  Selection selection = {module, {}};
  for (const Lab &lab : module->labs)
    if (!one || one == &lab)
      selection.labs.push_back(&lab);
  return selection;
}

Selection Site::selectLab(const std::string &name) {
  Selection selection = select(name);
  if (selection.labs.size() == 1)
    return selection;
  std::string list;
  for (const Lab *lab : selection.labs)
    list += "\n  " + lab->id + " " + lab->title;
  throw CLI::ValidationError("name one lab of module " + selection.module->id + ":" + list);
}

Selection Site::selectStarted(const std::string &name) {
  Selection selection = select(name);
  if (!workspace(*selection.module).isStarted())
    throw std::runtime_error("module " + selection.module->id + " is not started in '" +
                             labs().string() + "': wick lab start " + selection.module->id);
  return selection;
}

} // namespace wick::driver
