# Configuration of the lit tests: every .mlir file below this folder is one test.
import lit.formats

config.name = "wick"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir"]
config.test_source_root = config.wick_source_dir + "/tests/ir"
config.test_exec_root = config.wick_binary_dir + "/tests/ir"

if config.wick_sanitize:
    config.available_features.add("sanitized")

# wick-opt from the build; FileCheck, not, count, split-file and mlir-opt from LLVM.
config.environment["PATH"] = ":".join(
    [config.wick_binary_dir + "/bin", config.llvm_tools_dir, config.environment["PATH"]]
)
