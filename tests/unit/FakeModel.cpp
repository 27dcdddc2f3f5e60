#include "FakeModel.h"

#include <cstring>
#include <iterator>

namespace {

constexpr int64_t shapeX[] = {4, 2}, shapeY[] = {4}, shapeW[] = {2};

constexpr wick_slot trainArguments[] = {
    {"x", WICK_INPUT, WICK_F32, 2, -1, shapeX},      {"y", WICK_INPUT, WICK_F32, 1, -1, shapeY},
    {"w", WICK_PARAM, WICK_F32, 1, -1, shapeW},      {"v", WICK_STATE, WICK_F32, 1, -1, shapeW},
    {"steps", WICK_STATE, WICK_I64, 0, -1, nullptr}, {"lr", WICK_HYPER, WICK_F32, 0, -1, nullptr}};
constexpr wick_slot trainResults[] = {{"w_next", WICK_RESULT, WICK_F32, 1, 2, shapeW},
                                      {"loss", WICK_RESULT, WICK_F32, 0, -1, nullptr},
                                      {"v_next", WICK_RESULT, WICK_F32, 1, 3, shapeW},
                                      {"steps_next", WICK_RESULT, WICK_I64, 0, 4, nullptr}};
constexpr wick_slot predictArguments[] = {{"x", WICK_INPUT, WICK_F32, 2, -1, shapeX},
                                          {"w", WICK_PARAM, WICK_F32, 1, -1, shapeW}};
constexpr wick_slot predictResults[] = {{"y", WICK_RESULT, WICK_F32, 1, -1, shapeY}};

void multiply(const float *x, const float *w, float *y) {
  for (int row = 0; row < 4; ++row)
    y[row] = x[2 * row] * w[0] + x[2 * row + 1] * w[1];
}

// The arena holds the residuals, so that a missing arena shows.
void trainStep(void *const *buffers, void *arena) {
  const float *x = static_cast<const float *>(buffers[0]);
  const float *y = static_cast<const float *>(buffers[1]);
  float *w = static_cast<float *>(buffers[2]), *v = static_cast<float *>(buffers[3]);
  float *residual = static_cast<float *>(arena), *loss = static_cast<float *>(buffers[6]);
  float gradient[2] = {};
  multiply(x, w, residual);
  *loss = 0;
  for (int row = 0; row < 4; ++row) {
    residual[row] -= y[row];
    *loss += residual[row] * residual[row] / 4;
    for (int column = 0; column < 2; ++column)
      gradient[column] += residual[row] * x[2 * row + column] / 2;
  }
  for (int column = 0; column < 2; ++column) {
    v[column] = 0.9f * v[column] + gradient[column];
    w[column] -= *static_cast<const float *>(buffers[5]) * v[column];
  }
  ++*static_cast<int64_t *>(buffers[4]);
}

void predict(void *const *buffers, void *) {
  multiply(static_cast<const float *>(buffers[0]), static_cast<const float *>(buffers[1]),
           static_cast<float *>(buffers[2]));
}

constexpr wick_entry entries[] = {{"train_step", std::size(trainArguments), std::size(trainResults),
                                   trainArguments, trainResults, 4 * sizeof(float), trainStep},
                                  {"predict", std::size(predictArguments),
                                   std::size(predictResults), predictArguments, predictResults, 0,
                                   predict}};

} // namespace

wick_model fakeModel() {
  return {WICK_ABI_VERSION, std::size(entries), "regression", entries, "", nullptr, 0, nullptr};
}

std::string safetensorsImage(const std::string &header, const std::string &data) {
  uint64_t length = header.size();
  std::string image(sizeof length, '\0');
  std::memcpy(image.data(), &length, sizeof length);
  return image + header + data;
}

const std::string &fakeWeights() {
  static const std::string image = [] {
    const float values[] = {0.5f, -1.0f, 0.25f, 1, 2, 3, 4, 5, 6, 7, 8};
    std::string data(sizeof values, '\0');
    std::memcpy(data.data(), values, sizeof values);
    return safetensorsImage(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                            R"("lr":{"dtype":"F32","shape":[],"data_offsets":[8,12]},)"
                            R"("train_step/x":{"dtype":"F32","shape":[4,2],)"
                            R"("data_offsets":[12,44]}})",
                            data);
  }();
  return image;
}

wick_model fakeModelWithWeights() {
  wick_model model = fakeModel();
  model.weights = reinterpret_cast<const unsigned char *>(fakeWeights().data());
  model.weights_bytes = fakeWeights().size();
  return model;
}
