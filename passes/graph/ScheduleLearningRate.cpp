#include "ir/NotWritten.h"
#include "ir/decompose/Build.h"
#include "passes/Passes.h"
#include "passes/graph/TrainingState.h"
#include <cmath>
#include <numbers>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_SCHEDULELEARNINGRATE
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

constexpr llvm::StringLiteral kRateName = "learning_rate";

//===----------------------------------------------------------------------===//
// Schedules: f64 scalars from `done`, the steps done, and `peak`, the rate that is set
//===----------------------------------------------------------------------===//

/// cos(x) for |x| <= pi / 2, by its series up to x^20: the next term is below 2^-52.
Value cosine(Build &b, Value x) {
  Value square = b.mul(x, x), sum = b.scalar(1, x);
  for (int n = 20; n >= 2; n -= 2) // Horner: 1 - x^2/(1 2) (1 - x^2/(3 4) (...))
    sum = b.sub(b.scalar(1, x), b.mul(b.mul(square, 1.0 / (n * (n - 1))), sum));
  return sum;
}

/// minimum + (peak - minimum) (1 + cos(pi done / steps)) / 2; minimum after `steps`. Loshchilov and
/// Hutter, 2017 (SGDR), equation 5 without restarts.
Value cosineRate(Build &b, Value done, Value peak, double minimum, double steps) {
  // LAB BEGIN 07.1a "A cosine"
  // TASK: Return the rate. There is no op for the cosine of any number; cosine(b, x), above, is
  // TASK: good for |x| <= pi / 2, std::numbers::pi / 2. Scalars: b.scalar(number, done).
  // STUB: return lab::notWritten(done.getLoc(), "07.1");
  Value progress = b.create<MinimumOp>(b.div(done, b.scalar(steps, done)), b.scalar(1, done));
  // (1 + cos 2x) / 2 = cos^2 x, which stays where the series is good.
  Value root = cosine(b, b.mul(progress, std::numbers::pi / 2));
  Value low = b.scalar(minimum, peak);
  return b.add(low, b.mul(b.sub(peak, low), b.mul(root, root)));
  // LAB END
}

/// peak factor^floor(done / every).
Value stepRate(Build &b, Value done, Value peak, double factor, double every) {
  // LAB BEGIN 07.1b "Steps"
  // TASK: Return the rate. There is no op for floor or for powers: b.create<CastOp>(i64, x) drops
  // TASK: the fraction of x >= 0, and factor^n = exp(n log factor).
  // STUB: return lab::notWritten(done.getLoc(), "07.1");
  Type f64 = done.getType(), i64 = tensorType(done).clone(IntegerType::get(f64.getContext(), 64));
  // The cast to an integer drops the fraction; the quotient of whole numbers is exact where it is
  // whole.
  Value drops = b.create<CastOp>(f64, b.create<CastOp>(i64, b.div(done, b.scalar(every, done))));
  return b.mul(peak, b.create<ExpOp>(b.mul(drops, std::log(factor))));
  // LAB END
}

const Slot cosineSlot("schedule.cosine", cosineRate), stepSlot("schedule.step", stepRate);

/// peak (done + 1) / steps in the first `steps` steps, then `rate`.
Value warmedUp(Build &b, Value done, Value peak, Value rate, double steps) {
  Value rising = b.mul(peak, b.div(b.add(done, 1), b.scalar(steps, done)));
  Value isRising = b.create<CompareOp>(ComparePredicate::lt, done, b.scalar(steps, done));
  return b.create<SelectOp>(isRising, rising, rate);
}

//===----------------------------------------------------------------------===//
// The attribute `wick.schedule`
//===----------------------------------------------------------------------===//

struct Schedule {
  enum Kind { constant, cosine, step } kind = constant;
  double minimum = 0, steps = 1; // of a cosine
  double factor = 1, every = 1;  // of steps
  double warmUp = 0;
};

/// Reads the number `key` of `dictionary` if it is there. Whether it is one at or above `least`.
bool readNumber(DictionaryAttr dictionary, StringRef key, double least, double &number) {
  Attribute attribute = dictionary.get(key);
  if (auto integer = dyn_cast_or_null<IntegerAttr>(attribute))
    number = static_cast<double>(integer.getInt());
  else if (auto real = dyn_cast_or_null<FloatAttr>(attribute))
    number = real.getValueAsDouble();
  else if (attribute)
    return false;
  return number >= least;
}

std::optional<Schedule> readSchedule(func::FuncOp function) {
  auto all = function->getAttrOfType<DictionaryAttr>(kScheduleAttr);
  if (!all)
    return std::nullopt;
  Schedule schedule;
  bool good = readNumber(all, "warm_up", 0, schedule.warmUp);
  if (auto cosine = all.getAs<DictionaryAttr>("cosine")) {
    schedule.kind = Schedule::cosine;
    good &= readNumber(cosine, "minimum", 0, schedule.minimum) &&
            readNumber(cosine, "steps", 1, schedule.steps);
  }
  if (auto step = all.getAs<DictionaryAttr>("step")) {
    good &= schedule.kind == Schedule::constant && readNumber(step, "factor", 0, schedule.factor) &&
            schedule.factor > 0 && readNumber(step, "every", 1, schedule.every);
    schedule.kind = Schedule::step;
  }
  return good ? std::optional(schedule) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

struct ScheduleLearningRate : wick::impl::ScheduleLearningRateBase<ScheduleLearningRate> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr(kScheduleAttr) && failed(schedule(function)))
        return signalPassFailure();
  }

  LogicalResult schedule(func::FuncOp function) {
    std::optional<Schedule> schedule = readSchedule(function);
    if (!schedule)
      return function.emitOpError()
             << "has the " << kScheduleAttr << " " << function->getAttr(kScheduleAttr)
             << ", which is no schedule; use {cosine = {minimum, steps}} or "
                "{step = {factor, every}}, with warm_up where wanted, and steps of 1 or more";
    std::optional<unsigned> index = findArgument(function, kLearningRateName);
    if (!index)
      return function.emitOpError()
             << "has a " << kScheduleAttr << " but no argument '" << kLearningRateName
             << "' to schedule; run wick-optimizer first";
    BlockArgument given = function.getArgument(*index);
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    Build b(builder, function.getLoc());
    auto f64 = RankedTensorType::get({}, builder.getF64Type());
    Operation *peak = CastOp::create(builder, function.getLoc(), f64, given);
    Value count = stepCount(function);
    Value rate = buildRate(b, *schedule, b.create<CastOp>(f64, count), peak->getResult(0));
    if (!rate)
      return function.emitOpError() << "has a " << kScheduleAttr << " that gives no learning rate";
    rate = b.create<CastOp>(given.getType(), rate);
    given.replaceAllUsesExcept(rate, peak);
    addResult(function, rate, kRateName);
    function->removeAttr(kScheduleAttr);
    return success();
  }

  static Value buildRate(Build &b, const Schedule &schedule, Value done, Value peak) {
    Value begun = schedule.warmUp == 0 ? done : b.sub(done, b.scalar(schedule.warmUp, done));
    Value rate = peak;
    if (schedule.kind == Schedule::cosine)
      rate = cosineSlot(b, begun, peak, schedule.minimum, schedule.steps);
    if (schedule.kind == Schedule::step)
      rate = stepSlot(b, begun, peak, schedule.factor, schedule.every);
    return rate && schedule.warmUp > 0 ? warmedUp(b, done, peak, rate, schedule.warmUp) : rate;
  }

  /// The state that counts steps, before this one. Where no optimizer counts, it is added, with the
  /// raise by 1.
  static Value stepCount(func::FuncOp function) {
    if (std::optional<unsigned> index = findArgument(function, kStepName))
      return function.getArgument(*index);
    OpBuilder builder(function.getBody().front().getTerminator());
    Location loc = function.getLoc();
    auto type = RankedTensorType::get({}, builder.getI64Type());
    Value count = addState(function, kStepName, type, loc);
    Value one = ConstantOp::create(builder, loc, type, DenseElementsAttr::get(type, int64_t(1)));
    returnState(function, AddOp::create(builder, loc, count, one), kStepName);
    return count;
  }
};

} // namespace
