// 07.3, checkpoints: everything that later steps depend on, and all of it or nothing.
#include "curriculum/07_training/checks/Training.h"
#include "curriculum/checker/Check.h"
#include "curriculum/checker/Disk.h"
#include "curriculum/engine/ScratchFolder.h"
#include "ir/Slot.h"
#include "wick/error.h"

#include <csignal>
#include <sys/resource.h>

namespace fs = std::filesystem;
using namespace wick::check;

static const wick::Slot save("wick_checkpoint_save", wick_checkpoint_save);
/// Of the library that save() is in.
static const wick::Slot lastError("wick_last_error", wick_last_error);

namespace {

/// A folder with a checkpoint in it.
struct Saved {
  wick::lab::ScratchFolder folder;
  std::string path = folder.path() / "long.safetensors";

  bool trySaving(const Training &training) const {
    return save(path.c_str(), training.instance(), &training.state, nullptr, 0);
  }
  void write(const Training &training) const {
    if (!trySaving(training))
      throw Red{std::string("the checkpoint is not written: ") + lastError()};
  }
  void read(Training &training, const std::string &when = "") const {
    if (!wick_checkpoint_load(path.c_str(), training.instance(), &training.state))
      throw Red{when + "the checkpoint cannot be read: " + wick_last_error()};
  }
  /// Whether the checkpoint is that of `training`, and why not.
  std::string difference(const Training &training, const std::string &when = "") const {
    Training found;
    read(found, when);
    return found.difference(training);
  }
  void expectNothingBeside() const {
    for (const fs::directory_entry &file : fs::directory_iterator(folder.path()))
      if (file.path() != path)
        throw Red{"'" + file.path().filename().string() + "' is left beside the checkpoint"};
  }
};

std::string list(const std::vector<std::string> &steps) {
  std::string text;
  for (const std::string &step : steps)
    text += (text.empty() ? "" : ", ") + step;
  return text.empty() ? "nothing" : text;
}

/// After so many steps.
struct After : Training {
  explicit After(int steps) { run(steps); }
};

} // namespace

LAB_CHECK("07.3", verifies, roundTrip, "A checkpoint is written, and read again") {
  Saved saved;
  saved.write(After(5));
  Training training;
  saved.read(training);
}

LAB_CHECK("07.3", structure, order, "First the bytes reach the disk, then the name") {
  Saved saved;
  Disk disk(saved.folder.path());
  saved.write(After(1));
  const std::vector<std::string> expected = {"sync file", "rename", "sync folder"};
  if (disk.steps() != expected)
    throw Red{"what reaches the disk: " + list(disk.steps()), "", "", list(expected)};
}

LAB_CHECK("07.3", execution, sameBits,
          "Five steps, a checkpoint and seven more: the bits of twelve") {
  Saved saved;
  saved.write(After(5));
  Training resumed;
  saved.read(resumed);
  if (std::string why = resumed.difference(After(5)); !why.empty())
    throw Red{"after five steps and a resume " + why};
  resumed.run(7);
  if (std::string why = resumed.difference(After(12)); !why.empty())
    throw Red{"after five steps, a resume and seven more " + why};
}

LAB_CHECK("07.3", execution, everyMoment, "It may stop after any step: in an epoch, between two") {
  for (int steps = 0; steps < 9; ++steps) {
    Saved saved;
    saved.write(After(steps));
    if (std::string why = saved.difference(After(steps)); !why.empty())
      throw Red{"after " + std::to_string(steps) + " steps and a resume " + why};
  }
}

LAB_CHECK("07.3", execution, powerCut,
          "When the power fails, at any moment, the old checkpoint is there or the new one") {
  const After before(2), after(4);
  for (size_t step = 0;; ++step) {
    Saved saved;
    saved.write(before);
    const std::string when = "the power fails at step " + std::to_string(step) + " of the save; ";
    std::optional<bool> isDone =
        Disk(saved.folder.path()).cutPower(step, [&] { saved.trySaving(after); });
    if (!isDone)
      throw Red{"the save crashed"};
    const bool isNew = saved.difference(after, when).empty();
    if (!isNew && (*isDone || !saved.difference(before, when).empty()))
      throw Red{*isDone ? "the power fails after the save; the new checkpoint is lost"
                        : when + "the checkpoint is neither the old nor the new one"};
    saved.write(after); // whatever was left behind does not stand in the way
    if (*isDone)
      return;
  }
}

LAB_CHECK("07.3", execution, failure,
          "A disk that fails: the save says so, and the old checkpoint stands alone") {
  for (size_t step : {0, 1}) {
    Saved saved;
    saved.write(After(2));
    Disk disk(saved.folder.path());
    disk.failAt(step);
    if (saved.trySaving(After(4)))
      throw Red{disk.steps().at(step) + " fails, and the save says that all is well"};
    if (!saved.difference(After(2)).empty())
      throw Red{disk.steps().at(step) + " fails, and the old checkpoint is gone"};
    saved.expectNothingBeside();
  }
}

LAB_CHECK("07.3", execution, folderFailure, "A folder that cannot be synced: the save says so") {
  Saved saved;
  saved.write(After(1));
  Disk disk(saved.folder.path());
  disk.failAt(2);
  if (saved.trySaving(After(1)))
    throw Red{"the folder cannot be synced, and the save says that all is well"};
}

static void limitFiles(rlim_t bytes) {
  rlimit limit;
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = std::min(bytes, limit.rlim_max);
  setrlimit(RLIMIT_FSIZE, &limit);
}

LAB_CHECK("07.3", execution, fullDisk,
          "A disk that is full for a moment: the save says so, and the old checkpoint stands") {
  Saved saved;
  saved.write(After(2));
  // The first write that has no room fails, and makes room for all that follow.
  std::signal(SIGXFSZ, [](int) { limitFiles(RLIM_INFINITY); });
  limitFiles(100);
  const bool isDone = saved.trySaving(After(4));
  limitFiles(RLIM_INFINITY);
  if (isDone)
    throw Red{"a write has failed, and the save says that all is well"};
  if (std::string why = saved.difference(After(2)); !why.empty())
    throw Red{"a write has failed, and the old checkpoint is gone: " + why};
  saved.expectNothingBeside();
}
