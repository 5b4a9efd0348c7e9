// TlpGelu, TlpGeluTanh, TlpSwish and their gradients: x -> y, and (dy, x) -> dx, of any shape. With the bias that came before:
// (dy, x or y) -> (dx, by_bias), where by_bias sums dx over all but the channels while it is in the cache; TlpBiasGradient sums dy.
#include <algorithm>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

template <Activation A>
void compute(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  float* y = call.outputOver(0, 0, x);
  if (!call.ok()) return;
  inPortions(elements(x), cached, [&](int64_t start, int64_t count) {
    loops().forward[A](count, floats(x) + start, y + start);
  });
}

template <Activation A>
void computeGradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* x = call.input(1);
  float* dx = call.gradientOver(dy, x);
  if (!call.ok()) return;
  inPortions(elements(x), cached, [&](int64_t start, int64_t count) {
    loops().backward[A](count, floats(dy) + start, floats(x) + start, dx + start);
  });
}

/** Sums what `chunk` makes of some rows over all rows, a little of it at a time, which is then still in the cache. */
template <typename Chunk>
void sumOver(int64_t rows, int64_t width, float* sum, const Chunk& chunk) {
  const int64_t block = rowsInCache(width);
  const Parts parts(rows, block);
  std::vector<float> sums(parts.count * width);
  parallelFor(parts.count, [&](int64_t part) {
    for (int64_t row = 0; row < parts.sizeOf(part); row += block) {
      const int64_t count = std::min(block, parts.sizeOf(part) - row);
      const float* values = chunk((parts.first(part) + row) * width, count * width);
      loops().sumRows(count, width, values, sums.data() + part * width);
    }
  });
  std::fill_n(sum, width, 0.0f);
  loops().sumRows(parts.count, width, sums.data(), sum);
}

void computeBiasGradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  float* byBias = call.ok() ? call.outputOf(0, {lastSize(dy)}) : nullptr;
  if (!call.ok()) return;
  sumOver(rowsOf(dy), lastSize(dy), byBias,
          [&](int64_t start, int64_t) { return floats(dy) + start; });
}

template <Activation A>
void computeBoth(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* x = call.input(1);
  float* dx = call.gradientOver(dy, x);
  float* byBias = call.ok() ? call.outputOf(1, {lastSize(x)}) : nullptr;
  if (!call.ok()) return;
  sumOver(rowsOf(x), lastSize(x), byBias, [&](int64_t start, int64_t count) {
    loops().backward[A](count, floats(dy) + start, floats(x) + start, dx + start);
    return dx + start;
  });
}

template <Activation A>
void registerOwn(const char* name, const char* gradient) {
  registerOp({name, {"x"}, {"y"}, {}, shapedLike<0>, nullptr, compute<A>, nullptr});
  registerOp({gradient, {"dy", "x"}, {"dx"}, {}, shapedLike<1>, nullptr, computeGradient<A>, nullptr});
}

template <Activation A>
void registerBoth(const char* name) {
  registerOp({name, {"dy", "x"}, {"dx", "by_bias"}, {}, shapedLike<1, channelsOf(1)>, nullptr, computeBoth<A>, nullptr});
}

const bool registered = [] {
  registerOwn<Gelu>("TlpGelu", "TlpGeluGradient");
  registerOwn<GeluTanh>("TlpGeluTanh", "TlpGeluTanhGradient");
  registerOwn<Swish>("TlpSwish", "TlpSwishGradient");
  registerOp({"TlpBiasGradient", {"dy"}, {"by_bias"}, {}, shapedLike<channelsOf(0)>, nullptr, computeBiasGradient, nullptr});
  registerBoth<Gelu>("TlpGeluBiasGradient");
  registerBoth<GeluTanh>("TlpGeluTanhBiasGradient");
  registerBoth<Swish>("TlpSwishBiasGradient");
  registerBoth<Relu>("TlpReluBiasGradient");
  registerBoth<Relu6>("TlpRelu6BiasGradient");
  return true;
}();

}  // namespace
}  // namespace tlp
