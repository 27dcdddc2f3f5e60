#include "tools/wick/run/Results.h"
#include "backends/Buffer.h"
#include "ir/Entry.h"
#include "ir/interp/Elements.h"
#include "wick/error.h"
#include "wick/npy.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::driver {

/// The name of a result; of a function that is no entry, its index.
static std::string nameOf(func::FuncOp entry, unsigned index) {
  StringRef name = ir::resultName(entry, index);
  return name.empty() ? std::to_string(index) : name.str();
}

void printResults(func::FuncOp entry, ArrayRef<HostTensor> results) {
  for (auto [i, result] : llvm::enumerate(results)) {
    if (std::optional<unsigned> argument = ir::donatedArgument(entry, i)) {
      std::printf("%s: updated %s\n", nameOf(entry, i).c_str(),
                  ir::argumentName(entry, *argument).str().c_str());
      continue;
    }
    std::printf("%s: %s\n", nameOf(entry, i).c_str(), shapeText(result.type).c_str());
    wick_tensor_print(stdout, cTypeOf(result.type.getElementType()), int32_t(result.type.getRank()),
                      result.shape().data(), toBytes(result).data());
  }
}

static nlohmann::ordered_json valuesOf(HostTensor result) {
  ir::roundToElementType(result);
  if (result.isReal())
    return result.reals;
  if (result.type.getElementType().isInteger(1))
    return std::vector<bool>(result.integers.begin(), result.integers.end());
  return result.integers;
}

void printResultsAsJson(func::FuncOp entry, ArrayRef<HostTensor> results) {
  nlohmann::ordered_json document = nlohmann::ordered_json::object();
  for (auto [i, result] : llvm::enumerate(results))
    document[nameOf(entry, i)] = {{"dtype", wick_dtype_name(cTypeOf(result.type.getElementType()))},
                                  {"shape", std::vector<int64_t>(result.shape())},
                                  {"values", valuesOf(result)}};
  std::puts(document.dump().c_str());
}

void writeResults(func::FuncOp entry, ArrayRef<HostTensor> results, const std::string &folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw std::runtime_error("cannot make the folder '" + folder + "': " + error.message());
  for (auto [i, result] : llvm::enumerate(results)) {
    std::string file = nameOf(entry, i) + ".npy";
    std::replace(file.begin(), file.end(), '/', '.'); // "hidden/w" is a name, not a folder
    if (!wick_npy_write((folder + "/" + file).c_str(), cTypeOf(result.type.getElementType()),
                        int32_t(result.type.getRank()), result.shape().data(),
                        toBytes(result).data()))
      throw std::runtime_error(wick_last_error());
  }
}

} // namespace wick::driver
