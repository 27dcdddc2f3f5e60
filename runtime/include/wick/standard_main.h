/* The program that a compiled model is when its author writes no main of his own. */
#ifndef WICK_STANDARD_MAIN_H
#define WICK_STANDARD_MAIN_H

#include "wick/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Commands: help, info, run ENTRY, train ENTRY, bench ENTRY (`--help` shows their flags).
 * Returns the exit code: 0 done, 1 failed (the reason is on stderr), 2 wrong usage. */
int wick_standard_main(const wick_model *model, int argc, char **argv);

#ifdef __cplusplus
}
#endif
#endif
