/* A model in memory: its buffers, its scratch memory, and calls of its entries.
 *
 * Params, states and hypers belong to the model: entries that name the same one share its buffer.
 * Inputs and results belong to an entry. A result that donates is another name of the buffer of its
 * argument. An instance is for one thread at a time; instances are independent of each other. */
#ifndef WICK_INSTANCE_H
#define WICK_INSTANCE_H

#include "wick/model.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wick_instance wick_instance;

/* Checks the ABI version, the tables and the CPU, allocates all buffers (zeros) and the arena,
 * fills params, states, hypers and example inputs from the embedded weights, and prepares the calls
 * of a library. The model must outlive the instance. NULL on failure. */
wick_instance *wick_instance_create(const wick_model *model);

/* Accepts NULL. */
void wick_instance_destroy(wick_instance *instance);

const wick_model *wick_instance_model(const wick_instance *instance);

/* Replaces params (all must be there) and those states, hypers and inputs ("<entry>/<input>") that
 * the safetensors file has. On failure the instance is unchanged. */
bool wick_instance_load(wick_instance *instance, const char *path);

/* The entry of this name; NULL and an error that lists the entries when there is none. */
const wick_entry *wick_instance_entry(const wick_instance *instance, const char *entry);

/* The description of a buffer; the same names as wick_instance_buffer. */
const wick_slot *wick_instance_slot(const wick_instance *instance, const char *entry,
                                    const char *name);

/* The memory of a buffer: an argument or result of `entry`, or, with entry NULL, a param, state or
 * hyper of the model. NULL and an error that lists the names when there is none. */
void *wick_instance_buffer(const wick_instance *instance, const char *entry, const char *name);

/* Says that all that was written to params through pointers to them is there. A library that the
 * model was compiled for (oneDNN) keeps copies of params in an order of its own. It makes them anew
 * after wick_instance_load, after wick_instance_set and after entries that update params; but once
 * a pointer to a param has been handed out, it keeps none until this call. Whoever writes a param
 * afterwards calls this again before the next run. */
void wick_instance_commit(wick_instance *instance);

/* Makes `entry` read an input from, or write a result to, the caller's memory, which must be
 * aligned to its element and outlive the calls. NULL goes back to the instance's own buffer. */
bool wick_instance_bind(wick_instance *instance, const char *entry, const char *name, void *memory);

/* A scalar as a double: the loss of a step, a hyper (entry NULL). Fails when it is no scalar. */
bool wick_instance_get(const wick_instance *instance, const char *entry, const char *name,
                       double *value);

/* Sets a scalar, converted to its type. */
bool wick_instance_set(wick_instance *instance, const char *entry, const char *name, double value);

/* Runs an entry once, on the buffers as they are. */
bool wick_instance_run(wick_instance *instance, const char *entry);

/* Params, states and hypers, each once, in order of first appearance. */
int32_t wick_instance_shared_count(const wick_instance *instance);
const wick_slot *wick_instance_shared(const wick_instance *instance, int32_t index);

/* Whether the embedded weights or a loaded file gave an input of `entry` its values. */
bool wick_instance_has_example(const wick_instance *instance, const char *entry, const char *name);

/* Elements of all params. */
int64_t wick_instance_parameter_count(const wick_instance *instance);

/* Writes params, states and hypers as safetensors that wick_instance_load accepts. */
bool wick_instance_save(const wick_instance *instance, const char *path);

#ifdef __cplusplus
}
#endif
#endif
