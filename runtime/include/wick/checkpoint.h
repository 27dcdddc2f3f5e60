/* Everything that a training run needs to go on as if it had never stopped, in one safetensors
 * file: params, states and hypers as tensors, the rest as metadata. */
#ifndef WICK_CHECKPOINT_H
#define WICK_CHECKPOINT_H

#include "wick/instance.h"
#include "wick/loader.h"
#include "wick/random.h"
#include "wick/safetensors.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The part of a training run that lives outside the instance. */
typedef struct wick_training_state {
  uint64_t step; /* steps done */
  wick_loader_position loader;
  wick_random random;
} wick_training_state;

/* Writes a temporary file, syncs it, renames it to `path` and syncs the folder: a crash or a kill
 * at any moment leaves the previous checkpoint or the new one, complete. `metadata` is the caller's
 * own (epochs, seeds ...); read it back with wick_safetensors_metadata under "user.<key>". */
bool wick_checkpoint_save(const char *path, const wick_instance *instance,
                          const wick_training_state *state, const wick_metadata *metadata,
                          int32_t metadata_count);

/* Before a save: lets the checkpoint at `path` and those before it stay, `count` of them in all
 * with the one that will be saved: the last one at `path`, the one before at "<path>.1", and so on;
 * the oldest is removed. At every moment there is a complete checkpoint at `path`. */
bool wick_checkpoint_keep(const char *path, int32_t count);

/* Brings instance and state back bit for bit. Refuses a truncated file, another model's checkpoint
 * and a tensor that is missing, surplus or of another shape; then neither of the two is changed. */
bool wick_checkpoint_load(const char *path, wick_instance *instance, wick_training_state *state);

#ifdef __cplusplus
}
#endif
#endif
