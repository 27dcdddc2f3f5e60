#include "curriculum/engine/Diff.h"
#include "curriculum/engine/Process.h"
#include "curriculum/engine/ScratchFolder.h"
#include "curriculum/engine/TextFile.h"

#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

std::string unifiedDiff(const std::string &from, const std::string &to, const std::string &fromName,
                        const std::string &toName) {
  ScratchFolder scratch;
  writeFile(scratch.path() / "from", from);
  writeFile(scratch.path() / "to", to);
  Outcome outcome = run({{"diff", "-u", "--label", fromName, "--label", toName,
                          scratch.path() / "from", scratch.path() / "to"}});
  if (outcome.status > 1)
    throw std::runtime_error("diff failed: " + outcome.err);
  return outcome.out;
}

void applyPatch(const fs::path &patch, const fs::path &folder) {
  Outcome outcome = run(
      {{"patch", "--strip=1", "--fuzz=0", "--force", "--no-backup-if-mismatch", "--reject-file=-",
        "--directory=" + folder.string(), "--input=" + fs::absolute(patch).string()}});
  if (outcome.status != 0)
    throw std::runtime_error("'" + patch.string() + "' does not apply: " + outcome.out +
                             outcome.err);
}

} // namespace wick::lab
