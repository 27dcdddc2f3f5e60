// What a plug-in's precompiled header holds: what the sources with labs include.
#pragma once
#include "cmake/MLIRPrecompiled.h"
#include "ir/Entry.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"
#include "ir/Wick.h"
#include "ir/decompose/Build.h"
#include "ir/interp/HostTensor.h"
#include "passes/Passes.h"
