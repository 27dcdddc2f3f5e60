/* All of the runtime that a compiled model links: no LLVM, no C++ library. */
#ifndef WICK_RUNTIME_H
#define WICK_RUNTIME_H

#include "wick/augment.h"
#include "wick/checkpoint.h"
#include "wick/cifar.h"
#include "wick/cpu.h"
#include "wick/dataset.h"
#include "wick/early_stop.h"
#include "wick/error.h"
#include "wick/idx.h"
#include "wick/instance.h"
#include "wick/live_chart.h"
#include "wick/loader.h"
#include "wick/metrics.h"
#include "wick/model.h"
#include "wick/npy.h"
#include "wick/parallel.h"
#include "wick/picture.h"
#include "wick/progress.h"
#include "wick/random.h"
#include "wick/safetensors.h"
#include "wick/standard_main.h"
#include "wick/tensor.h"
#include "wick/training_log.h"

#endif
