// The table of modules in curriculum/README.md, which derives from the manifests.
#pragma once

#include "curriculum/engine/Curriculum.h"

#include <string>

namespace wick::lab {

/// The table, and the tracks below it, in Markdown.
std::string moduleTable(const Curriculum &curriculum);

/// `text` with the table between the lines "<!-- modules -->" and "<!-- end of modules -->". Throws
/// std::runtime_error when it lacks them.
std::string withModuleTable(const std::string &text, const std::string &table);

/// Reports a curriculum/README.md whose table is not that of the manifests. A tree without modules
/// needs none.
void checkModuleTable(const Curriculum &curriculum, Findings &findings);

} // namespace wick::lab
