// TlpShrink: a variable becomes (1 - rate·decay) times itself, as AdamW decays weights: Loshchilov and Hutter 2017, arXiv:1711.05101.
// In place: TensorFlow's ops would write two products as large as the variable first.
#include <algorithm>
#include <cstring>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Floats a thread takes at a time. */
constexpr int64_t share = 1 << 14;

struct Attributes {
  float decay = 0;
};

void read(TF_OpKernelConstruction* construction, Attributes& attributes, TF_Status* status) {
  TF_OpKernelConstruction_GetAttrFloat(construction, "decay", &attributes.decay, status);
}

void compute(void* attributes, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* rate = call.input(1);
  TF_Tensor* variable = call.variable(0);
  if (!call.ok()) return;
  float* weights = static_cast<float*>(TF_TensorData(variable));
  const float kept = 1.0f - *floats(rate) * static_cast<Attributes*>(attributes)->decay;
  const int64_t count = elements(variable);
  parallelFor((count + share - 1) / share, [&](int64_t chunk) {
    const int64_t start = chunk * share;
    loops().scale(std::min(share, count - start), kept, weights + start, weights + start);
  });
}

const bool registered = [] {
  registerOp({"TlpShrink", {"variable: resource", "rate"}, {}, {"decay: float"}, shapedLike<>,
              createWith<Attributes, read>, compute, destroyWith<Attributes>});
  return true;
}();

}  // namespace
}  // namespace tlp
