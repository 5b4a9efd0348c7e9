// TlpLayerNorm: (x, scale, offset) -> y, and its gradient: (dy, x, scale) -> (dx, byScale, byOffset). Ba et al. 2016, arXiv:1607.06450.
#include <algorithm>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Rows a thread takes at a time. */
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
  call.require(call.ok() && elements(scale) == lastSize(x) && elements(offset) == lastSize(x),
               "scale and offset have other sizes than the last axis");
  float* y = call.outputLike(0, x);
  if (!call.ok()) return;
  const float epsilon = static_cast<Attributes*>(attributes)->epsilon;
  const int64_t width = lastSize(x), rows = rowsOf(x);
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
  call.require(call.ok() && sameSizes(dy, x) && elements(scale) == lastSize(x),
               "a gradient has another shape than its value, or scale than the last axis");
  float* dx = call.outputOver(0, 0, dy);
  float* byScale = call.outputLike(1, scale);
  float* byOffset = call.outputLike(2, scale);
  if (!call.ok()) return;
  const float epsilon = static_cast<Attributes*>(attributes)->epsilon;
  const int64_t width = lastSize(x), rows = rowsOf(x);
  const Parts parts(rows, share);
  std::vector<float> sums(2 * parts.count * width);
  parallelFor(parts.count, [&](int64_t part) {
    const int64_t start = parts.first(part) * width;
    float* sum = sums.data() + 2 * part * width;
    loops().normalizeGradient(parts.sizeOf(part), width, epsilon, floats(dy) + start, floats(x) + start,
                              floats(scale), dx + start, sum, sum + width);
  });
  std::fill_n(byScale, width, 0.0f);
  std::fill_n(byOffset, width, 0.0f);
  for (int64_t part = 0; part < parts.count; part++) {
    const float* sum = sums.data() + 2 * part * width;
    loops().sumRows(1, width, sum, byScale);
    loops().sumRows(1, width, sum + width, byOffset);
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
