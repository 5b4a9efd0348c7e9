// TlpLayerNorm: (x, scale, offset) -> y, and its gradient: (dy, x, scale) -> (dx, byScale, byOffset). Ba et al. 2016, arXiv:1607.06450.
#include <algorithm>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Rows a thread takes at a time. Their gradients by scale are summed apart, and then in order. */
constexpr int64_t share = 64;

struct Attributes {
  float epsilon = 0;
};

void read(TF_OpKernelConstruction* construction, Attributes& attributes, TF_Status* status) {
  TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &attributes.epsilon, status);
}

void compute(void* attributes, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* scale = call.input(1);
  const TF_Tensor* offset = call.input(2);
  float* y = call.outputLike(0, x);
  if (!call.ok()) return;
  const float epsilon = static_cast<Attributes*>(attributes)->epsilon;
  const int64_t width = lastSize(x), rows = elements(x) / std::max<int64_t>(width, 1);
  parallelFor((rows + share - 1) / share, [&](int64_t chunk) {
    const int64_t start = chunk * share * width;
    loops().normalize(std::min(share, rows - chunk * share), width, epsilon, floats(x) + start, floats(scale),
                      floats(offset), y + start);
  });
}

void computeGradient(void* attributes, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* x = call.input(1);
  const TF_Tensor* scale = call.input(2);
  float* dx = call.outputLike(0, x, 0);
  float* byScale = call.outputLike(1, scale);
  float* byOffset = call.outputLike(2, scale);
  if (!call.ok()) return;
  const float epsilon = static_cast<Attributes*>(attributes)->epsilon;
  const int64_t width = lastSize(x), rows = elements(x) / std::max<int64_t>(width, 1);
  const int64_t chunks = (rows + share - 1) / share;
  std::vector<float> sums(2 * chunks * width);
  parallelFor(chunks, [&](int64_t chunk) {
    const int64_t start = chunk * share * width;
    float* sum = sums.data() + 2 * chunk * width;
    loops().normalizeGradient(std::min(share, rows - chunk * share), width, epsilon, floats(dy) + start,
                              floats(x) + start, floats(scale), dx + start, sum, sum + width);
  });
  std::fill_n(byScale, width, 0.0f);
  std::fill_n(byOffset, width, 0.0f);
  for (int64_t chunk = 0; chunk < chunks; chunk++) {
    const float* sum = sums.data() + 2 * chunk * width;
    for (int64_t i = 0; i < width; i++) {
      byScale[i] += sum[i];
      byOffset[i] += sum[width + i];
    }
  }
}

const bool registered = [] {
  const auto create = createWith<Attributes, read>;
  const auto destroy = destroyWith<Attributes>;
  registerOp({"TlpLayerNorm", {"x", "scale", "offset"}, {"y"}, {"epsilon: float"}, shapedLike<0>, create, compute,
              destroy});
  registerOp({"TlpLayerNormGradient", {"dy", "x", "scale"}, {"dx", "by_scale", "by_offset"}, {"epsilon: float"},
              shapedLike<1, 2, 2>, create, computeGradient, destroy});
  return true;
}();

}  // namespace
}  // namespace tlp
