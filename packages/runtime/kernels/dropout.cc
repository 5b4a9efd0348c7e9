// TlpDropout: (x, key) -> y, x·scale where the draw of its place is at least `rate`, else 0. The way back is the same op on
// dy: the draws are made again, which takes less than to keep them.
#include <algorithm>
#include <cmath>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Floats a thread takes at a time, a multiple of what is drawn at once. */
constexpr int64_t share = 1 << 13;

struct Attributes {
  float rate = 0, scale = 0;
  /** Sets the masks of one key apart. */
  int32_t stream = 0;
  /** The axes from this one up to the other share their draws: `[first, last)`; none where they are equal. */
  int32_t first = 0, last = 0;
};

void read(TF_OpKernelConstruction* construction, Attributes& attributes, TF_Status* status) {
  const auto whole = [&](const char* name, int32_t& value) {
    if (TF_GetCode(status) == TF_OK) TF_OpKernelConstruction_GetAttrInt32(construction, name, &value, status);
  };
  TF_OpKernelConstruction_GetAttrFloat(construction, "rate", &attributes.rate, status);
  if (TF_GetCode(status) == TF_OK)
    TF_OpKernelConstruction_GetAttrFloat(construction, "scale", &attributes.scale, status);
  whole("stream", attributes.stream);
  whole("first", attributes.first);
  whole("last", attributes.last);
}

/** The generator's key and counter, as StatelessRandomUniform makes them of a seed: tensorflow/core/kernels/stateless_random_ops.cc, GenerateKey. */
struct Draws {
  uint32_t key[2], high[2];

  Draws(const int32_t* seed, int32_t stream) {
    uint32_t c[4] = {static_cast<uint32_t>(seed[0]), 0, static_cast<uint32_t>(seed[1] + stream), 0};
    uint32_t k0 = 0x3ec8f720u, k1 = 0x02461e29u;
    for (int round = 0; round < 10; round++, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
      const uint64_t p0 = static_cast<uint64_t>(c[0]) * 0xD2511F53u, p1 = static_cast<uint64_t>(c[2]) * 0xCD9E8D57u;
      c[0] = static_cast<uint32_t>(p1 >> 32) ^ c[1] ^ k0;
      c[1] = static_cast<uint32_t>(p1);
      c[2] = static_cast<uint32_t>(p0 >> 32) ^ c[3] ^ k1;
      c[3] = static_cast<uint32_t>(p0);
    }
    key[0] = c[0];
    key[1] = c[1];
    high[0] = c[2];
    high[1] = c[3];
  }
};

int64_t sizeOf(const TF_Tensor* x, int first, int last) {
  int64_t size = 1;
  for (int axis = first; axis < last; axis++) size *= TF_Dim(x, axis);
  return size;
}

void compute(void* given, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* seed = call.input(1);
  call.require(call.ok() && elements(seed) == 2, "a key is two numbers");
  float* y = call.outputOver(0, 0, x);
  if (!call.ok()) return;
  const Attributes& attributes = *static_cast<Attributes*>(given);
  const Draws draws(static_cast<const int32_t*>(TF_TensorData(seed)), attributes.stream);
  const float scale = attributes.scale;
  const auto limit = static_cast<uint32_t>(std::ceil(static_cast<double>(attributes.rate) * (1 << 23)));
  const int64_t count = elements(x);
  if (attributes.first == attributes.last) {
    parallelFor((count + share - 1) / share, [&](int64_t chunk) {
      uint32_t drawn[share + 64];
      const int64_t start = chunk * share, n = std::min(share, count - start);
      loops().draw(draws.key, draws.high, start, n, drawn);
      loops().keepOrDrop(n, floats(x) + start, drawn, limit, scale, y + start);
    });
    return;
  }
  const int rank = TF_NumDims(x);
  const int last = std::min<int>(attributes.last, rank);
  const int64_t outer = sizeOf(x, 0, attributes.first), together = sizeOf(x, attributes.first, last);
  const int64_t inner = sizeOf(x, last, rank);
  std::vector<uint32_t> drawn(outer * inner + 64);
  loops().draw(draws.key, draws.high, 0, outer * inner, drawn.data());
  const int64_t rows = std::max<int64_t>(1, share / std::max<int64_t>(together * inner, 1));
  parallelFor((outer + rows - 1) / rows, [&](int64_t chunk) {
    for (int64_t i = chunk * rows; i < std::min(outer, (chunk + 1) * rows); i++) {
      const uint32_t* own = drawn.data() + i * inner;
      const int64_t start = i * together * inner;
      if (inner > 1) {
        for (int64_t at = start; at < start + together * inner; at += inner)
          loops().keepOrDrop(inner, floats(x) + at, own, limit, scale, y + at);
      } else if ((*own & 0x7fffffu) >= limit) {
        loops().scale(together, scale, floats(x) + start, y + start);
      } else {
        std::fill_n(y + start, together, 0.0f);
      }
    }
  });
}

const bool registered = [] {
  registerOp({"TlpDropout", {"x", "key: int32"}, {"y"}, {"rate: float", "scale: float", "stream: int", "first: int", "last: int"},
              shapedLike<0>, createWith<Attributes, read>, compute, destroyWith<Attributes>});
  return true;
}();

}  // namespace
}  // namespace tlp
