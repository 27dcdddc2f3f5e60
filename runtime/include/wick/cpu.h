/* What this CPU and its kernel can run, in LLVM's feature names. */
#ifndef WICK_CPU_H
#define WICK_CPU_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether the CPU has a feature ("avx2", "avx512f", "amx-int8" ...) and the operating system saves
 * its registers. Names this table does not know count as missing. */
bool wick_cpu_has(const char *feature);

/* Checks a comma-separated list ("avx2,fma"; a leading '+' is allowed; "" or NULL needs nothing).
 * Fails with a sentence that names what is missing and the --target to rebuild for. When the list
 * has an AMX feature, asks Linux for the permission to use the tile registers. */
bool wick_cpu_require(const char *features);

#ifdef __cplusplus
}
#endif
#endif
