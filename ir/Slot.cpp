#include "ir/Slot.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include <cstdlib>
#include <dlfcn.h>
#include <map>
#include <set>

using namespace llvm;

namespace wick {

namespace {

/// Never destroyed: plug-ins are not unloaded, and programs end in any order.
struct Table {
  std::map<std::string, SlotEntry, std::less<>> entries;
  std::set<std::string> loaded;                         ///< paths of plug-ins
  std::map<std::string, void *, std::less<>> libraries; ///< the last one of each owner
  std::string owner; ///< of the library whose slots are being constructed
};

Table &table() {
  static Table &table = *new Table;
  return table;
}

Error sentence(const Twine &text) { return createStringError(inconvertibleErrorCode(), text); }

/// The name of a slot that `name` may be a misspelling of, as "; did you mean 'x'?".
std::string suggestion(StringRef name) {
  std::string nearest;
  unsigned best = 4;
  for (const auto &[candidate, entry] : table().entries)
    if (unsigned distance = name.edit_distance(candidate, true, best); distance < best) {
      best = distance;
      nearest = candidate;
    }
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

} // namespace

SlotEntry &addToSlot(StringRef name, SlotEntry::Function function) {
  SlotEntry &entry = table().entries[name.str()];
  entry.candidates.push_back({table().owner, function});
  return entry;
}

Error loadPlugin(const std::string &path, StringRef owner) {
  if (!table().loaded.insert(path).second)
    return Error::success();
  table().owner = owner.str();
  // Its slots are constructed in here. Its other symbols stay its own.
  void *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  table().owner.clear();
  if (library) {
    table().libraries[owner.str()] = library;
    return Error::success();
  }
  table().loaded.erase(path);
  return sentence("cannot load the plug-in: " + Twine(dlerror()));
}

Error useSlot(StringRef slot, StringRef owner) {
  auto found = table().entries.find(slot);
  if (found == table().entries.end())
    return sentence("there is no slot '" + slot + "'" + suggestion(slot));
  SlotEntry &entry = found->second;
  if (owner.empty()) {
    entry.replacement = nullptr;
    return Error::success();
  }
  // The last one counts: a plug-in that was built again has another path and the same owner.
  for (const SlotEntry::Candidate &candidate : reverse(entry.candidates))
    if (candidate.owner == owner) {
      entry.replacement = candidate.function;
      return Error::success();
    }
  if (auto library = table().libraries.find(owner); library != table().libraries.end())
    if (void *function = dlsym(library->second, slot.str().c_str())) {
      entry.replacement = reinterpret_cast<SlotEntry::Function>(function);
      return Error::success();
    }
  return sentence("the plug-in '" + owner + "' brings no function for the slot '" + slot + "'");
}

bool hasReplacedSlot() {
  return any_of(table().entries, [](const auto &named) { return named.second.replacement; });
}

namespace {
/// An entry of WICK_PLUGINS.
struct Plugin {
  std::string owner, library;
  std::vector<std::string> slots;
};

bool fromJSON(const json::Value &value, Plugin &plugin, json::Path path) {
  json::ObjectMapper map(value, path);
  return map && map.map("owner", plugin.owner) && map.map("library", plugin.library) &&
         map.map("slots", plugin.slots);
}
} // namespace

Error usePlugins() {
  const char *value = std::getenv("WICK_PLUGINS");
  if (!value)
    return Error::success();
  Expected<std::vector<Plugin>> plugins = json::parse<std::vector<Plugin>>(value, "WICK_PLUGINS");
  if (!plugins)
    return plugins.takeError();
  for (const Plugin &plugin : *plugins) {
    if (Error error = loadPlugin(plugin.library, plugin.owner))
      return error;
    for (const std::string &slot : plugin.slots)
      if (Error error = useSlot(slot, plugin.owner))
        return error;
  }
  return Error::success();
}

ReferenceScope::ReferenceScope() {
  for (auto &[name, entry] : table().entries)
    if (entry.replacement)
      replaced.push_back({&entry, std::exchange(entry.replacement, nullptr)});
}

ReferenceScope::~ReferenceScope() {
  for (auto [entry, replacement] : replaced)
    entry->replacement = replacement;
}

SmallVector<std::string> slotsOf(StringRef owner) {
  SmallVector<std::string> names;
  for (const auto &[name, entry] : table().entries)
    if (any_of(entry.candidates, [&](const auto &candidate) { return candidate.owner == owner; }))
      names.push_back(name);
  return names;
}

} // namespace wick
