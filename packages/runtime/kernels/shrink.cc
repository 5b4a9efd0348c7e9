// TlpShrink: a variable becomes (1 - rate·decay) times itself, as AdamW decays weights: Loshchilov and Hutter 2017, arXiv:1711.05101.
// In place: TensorFlow's ops would write two products as large as the variable first.
#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

constexpr char decayName[] = "decay";

void compute(void* decay, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* rate = call.input(1);
  TF_Tensor* variable = call.variable(0);
  if (!call.ok()) return;
  float* weights = static_cast<float*>(TF_TensorData(variable));
  const float kept = 1.0f - *floats(rate) * *static_cast<float*>(decay);
  inPortions(elements(variable), cached, [&](int64_t start, int64_t count) {
    loops().scale(count, kept, weights + start, weights + start);
  });
}

const bool registered = [] {
  registerOp({"TlpShrink", {"variable: resource", "rate"}, {}, {"decay: float"}, shapedLike<>,
              createWith<float, readFloat<decayName>>, compute, destroyWith<float>});
  return true;
}();

}  // namespace
}  // namespace tlp
