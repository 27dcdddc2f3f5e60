#include "curriculum/engine/Manifest.h"

#include <toml++/toml.h>

#include <algorithm>
#include <regex>
#include <set>

namespace wick::lab {

const Lab *Module::findLab(const std::string &lab) const {
  auto found = std::ranges::find(labs, lab, &Lab::id);
  return found == labs.end() ? nullptr : &*found;
}

const std::vector<std::string> &tiers() {
  static const std::vector<std::string> names = {"foundation", "vision", "language", "systems"};
  return names;
}

namespace {

/// Reads the keys of one table. Each key that is asked for is known; close() reports the others.
class TableReader {
public:
  TableReader(const toml::table &table, std::string place, Findings &findings)
      : table(table), place(std::move(place)), findings(findings) {}

  std::string text(const char *key, const char *form = ".+") {
    const toml::node *node = require(key);
    if (!node)
      return "";
    std::string value = node->value_or(std::string());
    if (!node->is_string() || !std::regex_match(value, std::regex(form)))
      report(node, std::string(key) + " must be a string that matches " + form);
    return value;
  }

  double number(const char *key) {
    const toml::node *node = require(key);
    if (node && !node->is_number())
      report(node, std::string(key) + " must be a number");
    return node ? node->value_or(0.0) : 0;
  }

  bool flag(const char *key) {
    known.insert(key);
    const toml::node *node = table.get(key);
    if (node && !node->is_boolean())
      report(node, std::string(key) + " must be true or false");
    return node && node->value_or(false);
  }

  std::vector<std::string> texts(const char *key) {
    std::vector<std::string> values;
    const toml::node *node = require(key);
    if (!node)
      return values;
    const toml::array *array = node->as_array();
    if (!array || !std::ranges::all_of(*array, [](const auto &item) { return item.is_string(); })) {
      report(node, std::string(key) + " must be an array of strings");
      return values;
    }
    for (const toml::node &item : *array)
      values.push_back(item.value_or(std::string()));
    return values;
  }

  /// Calls `read(TableReader &)` for each table of the array `key`, [[key]] in the file.
  template <typename Read> void tables(const char *key, Read read) {
    known.insert(key);
    const toml::node *node = table.get(key);
    if (!node)
      return;
    if (!node->is_array_of_tables())
      return report(node, std::string("write [[") + key + "]] before each " + key);
    for (const toml::node &item : *node->as_array()) {
      TableReader reader(*item.as_table(), place, findings);
      read(reader);
      reader.close();
    }
  }

  void close() {
    for (const auto &[key, node] : table)
      if (!known.contains(std::string(key.str())))
        report(&node, "there is no key '" + std::string(key.str()) + "' here");
  }

  void report(const toml::node *node, const std::string &message) {
    findings.push_back({place + ":" + std::to_string(node->source().begin.line), message});
  }

private:
  const toml::node *require(const char *key) {
    known.insert(key);
    const toml::node *node = table.get(key);
    if (!node)
      report(&table, std::string("the key '") + key + "' is missing");
    return node;
  }

  const toml::table &table;
  std::string place;
  Findings &findings;
  std::set<std::string> known;
};

/// "lean", or "lean: Text representation" where modules share a step.
TrackStep readTrackStep(const std::string &text) {
  size_t colon = text.find(':');
  if (colon == std::string::npos)
    return {text, ""};
  size_t name = text.find_first_not_of(' ', colon + 1);
  return {text.substr(0, colon), name == std::string::npos ? "" : text.substr(name)};
}

Lab readLab(TableReader &table) {
  Lab lab;
  lab.id = table.text("id", R"(\d\d\.\d+)");
  lab.title = table.text("title");
  lab.slots = table.texts("slots");
  lab.files = table.texts("files");
  lab.points = static_cast<int>(table.number("points"));
  lab.isExtra = table.flag("extra");
  lab.isShort = table.flag("short");
  return lab;
}

Module readModule(TableReader &table) {
  Module module;
  module.id = table.text("id", R"(\d\d)");
  module.name = table.text("name", "[a-z][a-z0-9_]*");
  module.title = table.text("title");
  module.tinytorch = table.text("tinytorch", R"((\d\d)?)");
  module.tier = table.text("tier", "foundation|vision|language|systems");
  module.hours = table.number("hours");
  module.subject = table.text("concept");
  module.prerequisites = table.texts("prerequisites");
  module.unlocks = table.texts("unlocks");
  for (const std::string &track : table.texts("tracks"))
    module.tracks.push_back(readTrackStep(track));
  table.tables("lab", [&](TableReader &lab) { module.labs.push_back(readLab(lab)); });
  table.tables("predict", [&](TableReader &predict) {
    module.predictions.push_back({predict.text("question"), predict.text("command")});
  });
  return module;
}

} // namespace

std::optional<Module> readManifest(const std::filesystem::path &file, const std::string &place,
                                   Findings &findings) {
  try {
    toml::table document = toml::parse_file(file.string());
    TableReader table(document, place, findings);
    Module module = readModule(table);
    table.close();
    if (module.id.empty() || module.name.empty())
      return std::nullopt;
    return module;
  } catch (const toml::parse_error &error) {
    findings.push_back({place + ":" + std::to_string(error.source().begin.line),
                        std::string(error.description())});
    return std::nullopt;
  }
}

} // namespace wick::lab
