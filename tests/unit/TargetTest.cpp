// Targets: what each name allows, and that objects are made for it.
#include "backends/llvm/Target.h"
#include "backends/llvm/Codegen.h"
#include "passes/codegen/TileTable.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFObjectFile.h"
#include <gtest/gtest.h>

namespace wick::test {

static constexpr const char *kNames[] = {"x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4",
                                         "aarch64-linux-gnu"};

TEST(TargetTest, eachLevelNeedsTheFeaturesOfTheOneBelow) {
  std::string below;
  for (const char *name : {"x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"}) {
    Target target = llvm::cantFail(findTarget(name));
    EXPECT_EQ(target.name, name);
    EXPECT_EQ(target.cpu, name);
    EXPECT_TRUE(llvm::StringRef(target.features).starts_with(below)) << target.features;
    EXPECT_TRUE(below.empty() || target.features.size() > below.size()) << name;
    below = target.features;
  }
  EXPECT_NE(below.find("avx512vl"), std::string::npos);
}

TEST(TargetTest, everyTargetHasTiles) {
  for (const char *name : kNames)
    EXPECT_NE(findIsa(llvm::cantFail(findTarget(name)).isa), nullptr) << name;
}

TEST(TargetTest, nativeIsTheHighestLevelThatRunsHere) {
  Target native = llvm::cantFail(findTarget("native"));
  EXPECT_TRUE(native.runsHere);
  EXPECT_EQ(native.name, "native");
  for (const char *name : kNames)
    if (Target target = llvm::cantFail(findTarget(name)); target.runsHere)
      EXPECT_LE(target.features.size(), native.features.size()) << name;
}

TEST(TargetTest, unknownNamesListTheKnown) {
  auto target = findTarget("pentium");
  ASSERT_FALSE(target);
  EXPECT_EQ(llvm::toString(target.takeError()),
            "no target 'pentium'; there are native, x86-64, x86-64-v2, x86-64-v3, x86-64-v4 and "
            "aarch64-linux-gnu");
}

TEST(TargetTest, objectsAreOfTheTargetsMachine) {
  for (const char *name : kNames) {
    Target target = llvm::cantFail(findTarget(name));
    auto machine = createTargetMachine(target);
    llvm::LLVMContext context;
    llvm::Module module("empty", context);
    module.setDataLayout(machine->createDataLayout());
    module.setTargetTriple(machine->getTargetTriple());
    llvm::SmallVector<char, 0> object;
    llvm::raw_svector_ostream stream(object);
    emit(module, *machine, stream, llvm::CodeGenFileType::ObjectFile);
    auto file = llvm::object::ObjectFile::createELFObjectFile(
        llvm::MemoryBufferRef(llvm::StringRef(object.data(), object.size()), name));
    ASSERT_TRUE(bool(file)) << name;
    auto *elf = llvm::cast<llvm::object::ELFObjectFileBase>(file->get());
    EXPECT_EQ(elf->getEMachine(), llvm::StringRef(name).starts_with("aarch64")
                                      ? llvm::ELF::EM_AARCH64
                                      : llvm::ELF::EM_X86_64)
        << name;
  }
}

} // namespace wick::test
