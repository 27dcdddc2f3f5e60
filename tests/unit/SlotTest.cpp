// Slots with a plug-in that is loaded from a file.
#include "ir/Slot.h"
#include <gtest/gtest.h>

using namespace wick;

namespace {

int twice(int x) { return 2 * x; }
const Slot next("test.next", twice);

int thrice(int x) { return 3 * x; }
const Slot other("test.other", thrice);
const Slot exported("test_exported", thrice);

std::string textOf(llvm::Error error) { return llvm::toString(std::move(error)); }

class SlotTest : public testing::Test {
protected:
  SlotTest() { EXPECT_EQ(textOf(loadPlugin(SLOT_PLUGIN, "mine")), ""); }
  ~SlotTest() override { EXPECT_EQ(textOf(useSlot("test.next", "")), ""); }
};

TEST_F(SlotTest, CallsTheReferenceAlthoughAPluginIsLoaded) {
  EXPECT_FALSE(hasReplacedSlot());
  EXPECT_EQ(next(10), 20);
}

TEST_F(SlotTest, CallsThePluginOnceItIsUsed) {
  EXPECT_EQ(textOf(useSlot("test.next", "mine")), "");
  EXPECT_TRUE(hasReplacedSlot());
  EXPECT_EQ(next(10), 11);
  EXPECT_EQ(other(10), 30);
}

TEST_F(SlotTest, CallsAnExportedFunctionOfTheSlotsName) {
  EXPECT_EQ(textOf(useSlot("test_exported", "mine")), "");
  EXPECT_EQ(exported(10), 110);
  EXPECT_EQ(textOf(useSlot("test_exported", "")), "");
}

TEST_F(SlotTest, ReturnsToTheReference) {
  EXPECT_EQ(textOf(useSlot("test.next", "mine")), "");
  {
    ReferenceScope scope;
    EXPECT_EQ(next(10), 20);
  }
  EXPECT_EQ(next(10), 11);
  EXPECT_EQ(textOf(useSlot("test.next", "")), "");
  EXPECT_EQ(next(10), 20);
}

TEST_F(SlotTest, KnowsWhatAPluginBrings) {
  EXPECT_EQ(slotsOf("mine"), llvm::SmallVector<std::string>{"test.next"});
}

TEST_F(SlotTest, LoadsAFileOnce) {
  EXPECT_EQ(textOf(loadPlugin(SLOT_PLUGIN, "again")), "");
  EXPECT_TRUE(slotsOf("again").empty());
}

TEST_F(SlotTest, NamesTheNearestSlot) {
  EXPECT_EQ(textOf(useSlot("test.nxt", "mine")),
            "there is no slot 'test.nxt'; did you mean 'test.next'?");
}

TEST_F(SlotTest, NamesTheOwnerThatBringsNothing) {
  EXPECT_EQ(textOf(useSlot("test.other", "mine")),
            "the plug-in 'mine' brings no function for the slot 'test.other'");
}

TEST_F(SlotTest, SaysWhyAFileCannotBeLoaded) {
  EXPECT_NE(textOf(loadPlugin("/no/such/plugin.so", "mine")).find("/no/such/plugin.so"),
            std::string::npos);
}

} // namespace
