#include "wick/error.h"
#include "wick/instance.h"

#include "FakeModel.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

// The fake model with tables that a test may spoil.
class ModelCheck : public testing::Test {
protected:
  ModelCheck() {
    for (int e = 0; e < 2; ++e) {
      const wick_entry &entry = model.entries[e];
      arguments.emplace_back(entry.arguments, entry.arguments + entry.argument_count);
      results.emplace_back(entry.results, entry.results + entry.result_count);
      entries.push_back(entry);
      entries[e].arguments = arguments[e].data();
      entries[e].results = results[e].data();
    }
    model.entries = entries.data();
  }

  void refuses(const std::string &sentence) {
    wick_instance *instance = wick_instance_create(&model);
    EXPECT_EQ(instance, nullptr);
    EXPECT_EQ(wick_last_error(), sentence);
    wick_instance_destroy(instance);
  }

  wick_model model = fakeModel();
  std::vector<wick_entry> entries;
  std::vector<std::vector<wick_slot>> arguments, results;
};

TEST_F(ModelCheck, AcceptsTheModelItself) {
  wick_instance *instance = wick_instance_create(&model);
  EXPECT_NE(instance, nullptr) << wick_last_error();
  wick_instance_destroy(instance);
}

TEST_F(ModelCheck, RefusesAnotherAbi) {
  model.abi_version = 99;
  refuses("this model was compiled for version 99 of Wick's runtime, which is version " +
          std::to_string(WICK_ABI_VERSION) + "; compile it again");
}

TEST_F(ModelCheck, RefusesBadSlots) {
  arguments[0][0].dtype = 77;
  refuses("entry 'train_step', 'x': 77 is no element type");
  arguments[0][0].dtype = WICK_F32;
  arguments[0][1].shape = nullptr;
  refuses("entry 'train_step', 'y': it has a rank and no shape");
}

TEST_F(ModelCheck, RefusesAResultAsArgument) {
  arguments[0][0].role = WICK_RESULT;
  refuses("entry 'train_step', argument 'x': 4 is no role of an argument");
}

TEST_F(ModelCheck, RefusesNamesThatAreNotUnique) {
  arguments[0][1].name = "x";
  refuses("entry 'train_step' has two arguments 'x'");
  arguments[0][1].name = "y";
  results[0][1].name = "w_next";
  refuses("entry 'train_step' has two results 'w_next'");
  results[0][1].name = "y";
  refuses("entry 'train_step': argument and result are both named 'y', and the result does not "
          "update the argument");
  results[0][1].name = "loss";
  entries[1].name = "train_step";
  refuses("two entries are named 'train_step'");
}

TEST_F(ModelCheck, RefusesDonationsThatDoNotFit) {
  results[0][0].donates = 0;
  refuses("entry 'train_step': result 'w_next' is not of the type of the argument it updates");
  results[0][0].donates = 6;
  refuses("entry 'train_step': result 'w_next' is not of the type of the argument it updates");
  results[0][0].donates = 3;
  refuses("entry 'train_step': results 'w_next' and 'v_next' update one argument");
}

TEST_F(ModelCheck, RefusesEntriesThatDisagree) {
  arguments[1][1].dtype = WICK_I32;
  refuses("param 'w' has another type or role in entry 'predict' than in the entries before");
  arguments[1][1].dtype = WICK_F32;
  arguments[1][1].role = WICK_STATE;
  refuses("state 'w' has another type or role in entry 'predict' than in the entries before");
}

} // namespace
