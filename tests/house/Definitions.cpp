// Rules about passes and ops, read from tablegen's own view of the .td files.
#include "tests/house/House.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <regex>

namespace fs = std::filesystem;
using nlohmann::json;

namespace house {

/// All records of a .td file as JSON; a finding when tablegen refuses it.
static std::optional<json> readDefinitions(const fs::path &root, const fs::path &file,
                                           const Tablegen &tablegen, Findings &findings) {
  std::string command = "'" + tablegen.program.string() + "' --dump-json -I '" +
                        tablegen.includes.string() + "' -I '" + root.string() + "' '" +
                        file.string() + "'";
  std::string text;
  if (FILE *pipe = popen(command.c_str(), "r")) {
    for (int c; (c = fgetc(pipe)) != EOF;)
      text += char(c);
    pclose(pipe);
  }
  json records = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!records.is_discarded())
    return records;
  findings.push_back({placeOf(root, file), "tablegen cannot read it"});
  return std::nullopt;
}

static std::vector<json> instancesOf(const json &records, const char *className) {
  std::vector<json> instances;
  for (const json &name : records["!instanceof"].value(className, json::array()))
    instances.push_back(records[name.get<std::string>()]);
  return instances;
}

/// Line of the record in the file that was given to tablegen; 0 when unknown.
static int lineOf(const json &record) {
  std::string place = record["!locs"].empty() ? "" : record["!locs"].back().get<std::string>();
  size_t colon = place.rfind(':');
  return colon == std::string::npos ? 0 : std::stoi(place.substr(colon + 1));
}

static bool hasText(const json &record, const char *field) {
  const json text = record.value(field, json());
  return text.is_string() &&
         text.get<std::string>().find_first_not_of(" \t\n") != std::string::npos;
}

/// The passes of one folder.
static void checkPassesOf(const fs::path &root, const fs::path &file, const Tablegen &tablegen,
                          Findings &findings) {
  std::optional<json> records = readDefinitions(root, file, tablegen, findings);
  if (!records)
    return;
  std::vector<json> passes = instancesOf(*records, "PassBase");
  std::ranges::sort(passes, {}, lineOf);

  std::string previous;
  for (const json &pass : passes) {
    const std::string name = pass["argument"], definition = pass["!name"];
    const std::string place = placeOf(root, file, lineOf(pass) - 1);
    const std::string test = name.starts_with("wick-") ? name.substr(5) : name;
    if (name < previous)
      findings.push_back({place, name + " stands after " + previous + ": sort by name"});
    previous = name;
    if (!name.starts_with("wick-"))
      findings.push_back({place, name + ": a pass of Wick is called wick-..."});
    for (const char *field : {"summary", "description"})
      if (!hasText(pass, field))
        findings.push_back({place, name + " has no " + field});
    if (!fs::exists(root / "tests" / "ir" / (test + ".mlir")))
      findings.push_back({place, name + " has no test tests/ir/" + test + ".mlir"});
    if (!fs::exists(file.parent_path() / (definition + ".cpp")))
      findings.push_back({place, name + " must live in a file " + definition + ".cpp beside it"});
  }
}

void checkPasses(const fs::path &root, const Tablegen &tablegen, Findings &findings) {
  for (const fs::path &file : sourceFiles(root, "passes"))
    if (file.filename() == "Passes.td" && file.parent_path() != root / "passes")
      checkPassesOf(root, file, tablegen, findings);
}

/// An op that declares an interface's methods must define them, or libwick.so does not link.
static bool declares(const json &records, const json &op, const std::string &interface) {
  return std::ranges::any_of(op["traits"], [&](const json &trait) {
    const json record = records.value(trait["def"].get<std::string>(), json::object());
    return record.value("cppInterfaceName", "") == interface;
  });
}

/// Parts of the ops' tests, split at "// -----", that expect an error.
static std::vector<std::string> refusals(const fs::path &root) {
  std::vector<std::string> parts;
  for (const fs::path &file : sourceFiles(root, "tests/ir/ops")) {
    parts.emplace_back();
    for (const std::string &line : linesOf(file)) {
      if (line.starts_with("// -----"))
        parts.emplace_back();
      else
        parts.back() += line + "\n";
    }
  }
  std::erase_if(parts,
                [](const auto &part) { return part.find("expected-error") == std::string::npos; });
  return parts;
}

void checkOps(const fs::path &root, const Tablegen &tablegen, Findings &findings) {
  const std::vector<std::string> tested = refusals(root);
  for (const fs::path &file : sourceFiles(root, "ir/ops")) {
    if (file.extension() != ".td")
      continue;
    std::optional<json> records = readDefinitions(root, file, tablegen, findings);
    if (!records)
      continue;
    for (const json &op : instancesOf(*records, "Op")) {
      const std::string name = "wick." + op["opName"].get<std::string>();
      const std::string place = placeOf(root, file, lineOf(op) - 1);
      for (const char *field : {"summary", "description"})
        if (!hasText(op, field))
          findings.push_back({place, name + " has no " + field});
      // An op with a body means what the body says.
      bool hasBody = !op["regions"]["args"].empty();
      for (const char *interface : {"ReferenceInterface", "CostInterface"})
        if (!hasBody && !declares(*records, op, interface))
          findings.push_back({place, name + " has no " + interface});
      const std::regex use("\\bwick\\." + op["opName"].get<std::string>() + "(?![a-z_0-9])");
      if (std::ranges::none_of(tested, [&](const auto &t) { return std::regex_search(t, use); }))
        findings.push_back(
            {place, name + " has no test of its verifier (expected-error in tests/ir/ops/)"});
    }
  }
}

} // namespace house
