// A plug-in of SlotTest: another function for one of its slots.
#include "ir/Slot.h"

static int addOne(int x) { return x + 1; }
static const wick::Slot slot("test.next", addOne);

// As a plug-in in C does.
extern "C" int test_exported(int x) { return x + 100; }
