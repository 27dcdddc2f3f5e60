// Each rule of the house sees a small tree that breaks it, and one that does not.
#include "tests/house/House.h"

#include <gtest/gtest.h>

#include <fstream>

namespace fs = std::filesystem;
using namespace house;

namespace {

/// A tree in a temporary folder, and the rules applied to it.
class HouseTest : public testing::Test {
protected:
  HouseTest() {
    std::string name = (fs::temp_directory_path() / "wick-house-XXXXXX").string();
    root = mkdtemp(name.data());
  }
  ~HouseTest() override { fs::remove_all(root); }

  void write(const std::string &file, const std::string &text) {
    fs::create_directories((root / file).parent_path());
    std::ofstream(root / file) << text;
  }

  /// What the rules find, a line each.
  std::string findings() {
    const Tablegen tablegen = {LLVM_TBLGEN, MLIR_INCLUDES};
    Findings all;
    checkLayers(root, all);
    checkFiles(root, all);
    checkPasses(root, tablegen, all);
    checkOps(root, tablegen, all);
    std::string text;
    for (const Finding &finding : all)
      text += finding.place + ": " + finding.message + "\n";
    return text;
  }

  void writePasses(const std::string &definitions) {
    write("passes/graph/Passes.td", "include \"mlir/Pass/PassBase.td\"\n" + definitions);
  }

  void writeOp(const std::string &traits) {
    write("ir/ops/Family.td", R"(
include "mlir/IR/OpBase.td"
def D : Dialect { let name = "wick"; let cppNamespace = "::wick"; }
def Reference : OpInterface<"ReferenceInterface"> {}
def Cost : OpInterface<"CostInterface"> {}
def AddOp : Op<D, "add", [)" + traits +
                                  R"(]> { let summary = "s"; let description = "d"; }
)");
  }

  fs::path root;
};

const char allInterfaces[] =
    "DeclareOpInterfaceMethods<Reference>, DeclareOpInterfaceMethods<Cost>";

TEST_F(HouseTest, acceptsAGoodTree) {
  write("ir/Wick.h", "#include \"mlir/IR/Dialect.h\"\n");
  write("passes/graph/Fuse.cpp", "#include \"ir/Wick.h\"\n");
  write("tests/ir/fuse.mlir", "");
  write("tests/ir/ops/family.mlir", "// expected-error@+1 {{C1}}\nwick.add\n");
  writePasses(R"(def Fuse : Pass<"wick-fuse"> { let summary = "s"; let description = "d"; })");
  writeOp(allInterfaces);
  EXPECT_EQ(findings(), "");
}

TEST_F(HouseTest, refusesIncludesThatPointTheWrongWay) {
  write("ir/A.cpp", "\n#include \"passes/Passes.h\"\n");
  write("ir/B.td", "include \"backends/B.td\"\n");
  write("runtime/a.c", "#include <llvm/Support/Error.h>\n");
  write("frontend/include/wick/wick.h", "#include \"mlir/IR/Value.h\"\n");
  write("passes/graph/C.cpp", "  #  include \"backends/llvm/Emit.h\"\n");
  EXPECT_EQ(
      findings(),
      "runtime/a.c:1: runtime/ must not include llvm/: dependencies point one way\n"
      "ir/A.cpp:2: ir/ must not include passes/: dependencies point one way\n"
      "ir/B.td:1: ir/ must not include backends/: dependencies point one way\n"
      "frontend/include/wick/wick.h:1: frontend/include/ must not include mlir/: dependencies "
      "point one way\n"
      "passes/graph/C.cpp:1: passes/ must not include backends/: dependencies point one way\n");
}

TEST_F(HouseTest, refusesNamesThatSayNothing) {
  write("ir/Utils.h", "");
  write("passes/common/Fuse.cpp", "");
  write("tools/HelpersOfDoctor.cpp", "");
  EXPECT_EQ(findings(),
            "ir/Utils.h: 'Utils' says nothing: name it by what it holds\n"
            "passes/common/Fuse.cpp: 'common' says nothing: name it by what it holds\n");
}

TEST_F(HouseTest, refusesLongFiles) {
  std::string line = "int x;\n", text;
  for (int i = 0; i < 500; ++i)
    text += line;
  write("ir/Limit.cpp", text);
  write("ir/Over.cpp", text + line);
  EXPECT_EQ(findings(),
            "ir/Over.cpp: 501 lines, at most 500: it holds more than one thing; split it\n");
}

TEST_F(HouseTest, refusesPostponedWork) {
  write("ir/A.cpp", "int TODOS;\n// TODO: the rest\n");
  write("bench/run.sh", "# FIXME\n");
  EXPECT_EQ(findings(), "bench/run.sh:1: FIXME: do it, or open an issue\n"
                        "ir/A.cpp:2: TODO: do it, or open an issue\n");
}

TEST_F(HouseTest, refusesPassesWithoutDocumentation) {
  write("passes/graph/Fuse.cpp", "");
  write("tests/ir/fuse.mlir", "");
  writePasses(R"(def Fuse : Pass<"wick-fuse"> { let description = [{  }]; })");
  EXPECT_EQ(findings(), "passes/graph/Passes.td:2: wick-fuse has no summary\n"
                        "passes/graph/Passes.td:2: wick-fuse has no description\n");
}

TEST_F(HouseTest, refusesPassesWithoutFilesOfTheirName) {
  writePasses(R"(def Fuse : Pass<"wick-fuse"> { let summary = "s"; let description = "d"; })");
  EXPECT_EQ(findings(),
            "passes/graph/Passes.td:2: wick-fuse has no test tests/ir/fuse.mlir\n"
            "passes/graph/Passes.td:2: wick-fuse must live in a file Fuse.cpp beside it\n");
}

TEST_F(HouseTest, refusesUnsortedAndForeignPasses) {
  for (const char *file : {"passes/graph/Pack.cpp", "passes/graph/Fuse.cpp", "passes/graph/Zip.cpp",
                           "tests/ir/pack.mlir", "tests/ir/fuse.mlir", "tests/ir/zip.mlir"})
    write(file, "");
  writePasses(R"(def Pack : Pass<"wick-pack"> { let summary = "s"; let description = "d"; }
def Fuse : Pass<"wick-fuse"> { let summary = "s"; let description = "d"; }
def Zip : Pass<"zip"> { let summary = "s"; let description = "d"; })");
  EXPECT_EQ(findings(), "passes/graph/Passes.td:3: wick-fuse stands after wick-pack: sort by name\n"
                        "passes/graph/Passes.td:4: zip: a pass of Wick is called wick-...\n");
}

TEST_F(HouseTest, refusesDefinitionsThatTablegenCannotRead) {
  writePasses("def Fuse : Pass<");
  EXPECT_EQ(findings(), "passes/graph/Passes.td: tablegen cannot read it\n");
}

TEST_F(HouseTest, refusesOpsWithoutInterfaces) {
  write("tests/ir/ops/family.mlir", "// expected-error@+1 {{C1}}\nwick.add\n");
  writeOp("");
  EXPECT_EQ(findings(), "ir/ops/Family.td:6: wick.add has no ReferenceInterface\n"
                        "ir/ops/Family.td:6: wick.add has no CostInterface\n");
}

TEST_F(HouseTest, refusesOpsWithoutAVerifierTest) {
  // Another op's refusal, a longer name and a use without refusal do not count.
  write("tests/ir/ops/family.mlir",
        "wick.add\n// -----\n// expected-error@+1 {{C1}}\nwick.add_all\n// -----\nwick.add\n");
  writeOp(allInterfaces);
  EXPECT_EQ(findings(), "ir/ops/Family.td:6: wick.add has no test of its verifier (expected-error "
                        "in tests/ir/ops/)\n");
}

} // namespace
