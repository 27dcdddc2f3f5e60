#include "ir/interp/InitialValues.h"
#include "ir/Wick.h"
#include "ir/interp/Elements.h"
#include "ir/interp/Philox.h"

using namespace mlir;

namespace wick::ir {

FailureOr<HostTensor> initialValue(Attribute init, RankedTensorType type) {
  if (auto elements = dyn_cast<ElementsAttr>(init))
    return readElements(elements);
  HostTensor tensor(type);
  if (auto uniform = dyn_cast<UniformInitAttr>(init)) {
    RandomSequence sequence{uniform.getSeed(), /*counter=*/0, uniform.getStream()};
    for (int64_t i = 0; i < tensor.size(); ++i)
      tensor.reals[i] =
          uniform.getLow() + sequence.uniform(i) * (uniform.getHigh() - uniform.getLow());
  } else {
    auto normal = cast<NormalInitAttr>(init);
    RandomSequence sequence{normal.getSeed(), /*counter=*/0, normal.getStream()};
    for (int64_t i = 0; i < tensor.size(); ++i)
      tensor.reals[i] = normal.getMean() + normal.getStddev() * sequence.normal(i);
  }
  roundToElementType(tensor);
  return tensor;
}

HostTensor seededValue(int64_t seed, RankedTensorType type) {
  HostTensor tensor(type);
  RandomSequence sequence{seed, /*counter=*/0, /*stream=*/0};
  for (int64_t i = 0; i < tensor.size(); ++i) {
    auto number = static_cast<float>(sequence.normal(i));
    if (tensor.isReal())
      tensor.reals[i] = number;
    else
      tensor.integers[i] = number > 0;
  }
  roundToElementType(tensor);
  return tensor;
}

} // namespace wick::ir
