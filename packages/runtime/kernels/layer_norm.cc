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

constexpr char epsilonName[] = "epsilon";

void compute(void* epsilon, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* scale = call.input(1);
  const TF_Tensor* offset = call.input(2);
  call.require(call.ok() && elements(scale) == lastSize(x) && elements(offset) == lastSize(x),
               "scale and offset have other sizes than the last axis");
  float* y = call.outputLike(0, x);
  if (!call.ok()) return;
  const int64_t width = lastSize(x);
  inPortions(rowsOf(x), share, [&](int64_t row, int64_t count) {
    const int64_t start = row * width;
    loops().normalize(count, width, *static_cast<float*>(epsilon), floats(x) + start, floats(scale), floats(offset),
                      y + start);
  });
}

void computeGradient(void* epsilon, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* x = call.input(1);
  const TF_Tensor* scale = call.input(2);
  call.require(call.ok() && elements(scale) == lastSize(x), "scale has another size than the last axis");
  float* dx = call.gradientOver(dy, x);
  float* byScale = call.outputLike(1, scale);
  float* byOffset = call.outputLike(2, scale);
  if (!call.ok()) return;
  const int64_t width = lastSize(x);
  const Parts parts(rowsOf(x), share);
  std::vector<float> sums(2 * parts.count * width);
  parallelFor(parts.count, [&](int64_t part) {
    const int64_t start = parts.first(part) * width;
    float* sum = sums.data() + 2 * part * width;
    loops().normalizeGradient(parts.sizeOf(part), width, *static_cast<float*>(epsilon), floats(dy) + start,
                              floats(x) + start, floats(scale), dx + start, sum, sum + width);
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
  const auto create = createWith<float, readFloat<epsilonName>>;
  const auto destroy = destroyWith<float>;
  registerOp({"TlpLayerNorm", {"x", "scale", "offset"}, {"y"}, {"epsilon: float"}, shapedLike<0>, create, compute,
              destroy});
  registerOp({"TlpLayerNormGradient", {"dy", "x", "scale"}, {"dx", "by_scale", "by_offset"}, {"epsilon: float"},
              shapedLike<1, 2, 2>, create, computeGradient, destroy});
  return true;
}();

}  // namespace
}  // namespace tlp
