// --use: whose functions a command compiles with, the learner's or the reference's.
#pragma once

#include <string>
#include <vector>

namespace wick::lab {

/// The options of a command.
struct Use {
  /// A list: "mine:05" (all labs of a module), "mine:05.1", "mine:autodiff" (a slot), "mine" (every
  /// module that is started), and the same with "ref:" for exceptions; what stands later counts.
  std::string selection;
  std::string labs; ///< the learner's folder; "" for labs in the source tree

  static constexpr char help[] =
      "Compile with your own labs: mine:05, mine:05.1, mine:autodiff, mine; except ref:vjp.mul";
  static constexpr char labsHelp[] = "The folder of your labs (default: labs in the source tree)";
};

/// Labs of the runtime, whose files are in C, are linked into the programs that are built, in place
/// of the runtime's own (backends/llvm/Link.h). A model that runs in this process, by the JIT or
/// the interpreter, has the reference's; what is printed of them says "in programs".
///
/// Builds the plug-ins that are asked for and puts them into this process's environment, from where
/// usePlugins() (ir/Slot.h) takes them, here and in the programs that this one starts. Returns a
/// line for each lab in use, which it also prints on stderr: its slots, and its files with the
/// first 8 digits of their digests. Nothing is asked for: no lines.
///
/// Throws std::runtime_error when the selection names nothing, or the learner's file does not
/// compile; the compiler's own words are part of the message.
std::vector<std::string> prepareUse(const Use &use);

} // namespace wick::lab
