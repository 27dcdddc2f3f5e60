#include "checkpoint_fields.h"

#include <string.h>

void wick_checkpoint_list_fields(state_words *words, field fields[WICK_CHECKPOINT_FIELDS]) {
  const field list[WICK_CHECKPOINT_FIELDS] = {{"wick.step", &words->step},
                                              {"wick.loader.epoch", &words->epoch},
                                              {"wick.loader.sample", &words->sample},
                                              {"wick.random.seed", &words->seed},
                                              {"wick.random.counter", &words->counter},
                                              {"wick.random.index", &words->index},
                                              {"wick.random.stream", &words->stream}};
  memcpy(fields, list, sizeof list);
}
