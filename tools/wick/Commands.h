// The driver's commands. Each stands in a file of its own and is registered by one function.
//
// A command parses its own arguments through CLI11 and does its work in the subcommand's callback.
// It ends well by returning, and with another exit code by throwing CLI::RuntimeError(code), after
// it has said on stderr what happened. Exit code 1 means that the work failed, 2 that the command
// line made no sense; CLI::ParseError, CLI::ValidationError and their like become 2.
#pragma once

namespace CLI {
class App;
}

namespace wick::driver {

/// The option --memory-limit, which holds for every command.
void addMemoryLimit(CLI::App &app);

/// `wick bench`: times kernels and models by each backend and library.
void addBench(CLI::App &app);

/// `wick build`: compiles a model to a program, an object or IR.
void addBuild(CLI::App &app);

/// `wick doctor`: what this machine has and lacks for Wick.
void addDoctor(CLI::App &app);

/// `wick lab`: exercises cut out of the compiler.
void addLab(CLI::App &app);

/// `wick milestone`: trains the models of history and judges what they reach.
void addMilestone(CLI::App &app);

/// `wick run`: calls an entry of a model once and shows its results.
void addRun(CLI::App &app);

} // namespace wick::driver
