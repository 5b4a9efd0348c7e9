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
  TF_OpKernelConstruction_GetAttrFloat(construction, "rate", &attributes.rate, status);
  if (TF_GetCode(status) == TF_OK)
    TF_OpKernelConstruction_GetAttrFloat(construction, "scale", &attributes.scale, status);
  readInt(construction, "stream", attributes.stream, status);
  readInt(construction, "first", attributes.first, status);
  readInt(construction, "last", attributes.last, status);
}

/** The generator's key and counter, as StatelessRandomUniform makes them of a seed: tensorflow/core/kernels/stateless_random_ops.cc, GenerateKey. */
struct Draws {
  uint32_t key[2], high[2];

  Draws(const int32_t* seed, int32_t stream) {
    // One block of the generator itself: its place is the first number, and the second stands where the counter goes on.
    const uint32_t start[2] = {0x3ec8f720u, 0x02461e29u}, other[2] = {static_cast<uint32_t>(seed[1] + stream), 0};
    uint32_t block[68];
    loops().draw(start, other, 4 * static_cast<int64_t>(seed[0]), 4, block);
    key[0] = block[0];
    key[1] = block[1];
    high[0] = block[2];
    high[1] = block[3];
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
  if (attributes.first == attributes.last) {
    inPortions(elements(x), share, [&](int64_t start, int64_t count) {
      uint32_t drawn[share + 64];
      loops().draw(draws.key, draws.high, start, count, drawn);
      loops().keepOrDrop(count, floats(x) + start, drawn, limit, scale, y + start);
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
  inPortions(outer, rows, [&](int64_t first, int64_t count) {
    for (int64_t i = first; i < first + count; i++) {
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
