// TlpBatchNorm: (x, scale, offset) -> (y, mean, variance), by the statistics of the batch over all but the channels; the variance it gives is the unbiased one.
// Its gradient: (dy, x, scale, offset, mean, variance) -> (dx, by_scale, by_offset). TlpBatchNormRelu and others have the activation that comes after in them, so
// that the values between are never written. Ioffe and Szegedy 2015, arXiv:1502.03167.
#include <algorithm>
#include <cmath>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

constexpr char epsilonName[] = "epsilon";
constexpr char misfit[] = "batch normalization has other channels than its values";

/** Rows at a time: they fit the cache, and their sums keep their digits. */
int64_t blockOf(int64_t width) { return std::min<int64_t>(rowsInCache(width), 512); }

/** Calls `block` with the first row and the number of some rows of a part that fit the cache. */
template <typename Block>
void inBlocks(const Parts& parts, int64_t part, int64_t width, const Block& block) {
  for (int64_t row = 0; row < parts.sizeOf(part); row += blockOf(width))
    block(parts.first(part) + row, std::min(blockOf(width), parts.sizeOf(part) - row));
}

/** The mean, and the sum of squared deviations, of each channel: `[2, width]`. */
std::vector<float> momentsOf(const float* x, int64_t rows, int64_t width) {
  const Parts parts(rows, blockOf(width));
  std::vector<float> moments(parts.count * 2 * width);
  parallelFor(parts.count, [&](int64_t part) {
    float* mean = moments.data() + part * 2 * width;
    std::vector<float> space(2 * width);
    int64_t before = 0;
    inBlocks(parts, part, width, [&](int64_t row, int64_t count) {
      loops().addMoments(count, width, x + row * width, before, mean, mean + width, space.data());
      before += count;
    });
  });
  std::vector<float> total(2 * width);
  int64_t before = 0;
  for (int64_t part = 0; part < parts.count; part++) {
    const float* of = moments.data() + part * 2 * width;
    const float weight = static_cast<float>(parts.sizeOf(part)) / (before + parts.sizeOf(part));
    for (int64_t i = 0; i < width; i++) {
      const float difference = of[i] - total[i];
      total[i] += difference * weight;
      total[width + i] += of[width + i] + difference * difference * weight * before;
    }
    before += parts.sizeOf(part);
  }
  return total;
}

template <BatchNormActivation A>
void compute(void* epsilon, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* scale = call.input(1);
  const TF_Tensor* offset = call.input(2);
  call.require(call.ok() && elements(scale) == lastSize(x) && elements(offset) == lastSize(x), misfit);
  float* y = call.outputLike(0, x);
  float* mean = call.outputLike(1, scale);
  float* variance = call.outputLike(2, scale);
  if (!call.ok()) return;
  const int64_t rows = rowsOf(x), width = lastSize(x);
  const auto moments = momentsOf(floats(x), rows, width);
  std::vector<float> gain(width);
  for (int64_t i = 0; i < width; i++) {
    mean[i] = moments[i];
    variance[i] = moments[width + i] / std::max<int64_t>(rows - 1, 1);
    gain[i] = floats(scale)[i] / std::sqrt(moments[width + i] / std::max<int64_t>(rows, 1) + *static_cast<float*>(epsilon));
  }
  inPortions(rows, blockOf(width), [&](int64_t row, int64_t count) {
    loops().normalizeBatch[A](count, width, floats(x) + row * width, mean, gain.data(), floats(offset), y + row * width);
  });
}

template <BatchNormActivation A>
void computeGradient(void* epsilon, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* x = call.input(1);
  const TF_Tensor* given[4] = {call.input(2), call.input(3), call.input(4), call.input(5)};
  for (const TF_Tensor* one : given) call.require(call.ok() && elements(one) == lastSize(x), misfit);
  float* byScale = call.ok() ? call.outputLike(1, given[0]) : nullptr;
  float* byOffset = call.ok() ? call.outputLike(2, given[1]) : nullptr;
  float* dx = call.gradientOver(dy, x);
  if (!call.ok()) return;
  const float *scale = floats(given[0]), *offset = floats(given[1]), *mean = floats(given[2]), *variance = floats(given[3]);
  const int64_t rows = rowsOf(x), width = lastSize(x);
  std::vector<float> inverse(width), gain(width), average(width), slant(width);
  const auto count = static_cast<float>(std::max<int64_t>(rows, 1));
  const float biased = std::max<int64_t>(rows - 1, 1) / count;
  for (int64_t i = 0; i < width; i++) {
    inverse[i] = 1.0f / std::sqrt(variance[i] * biased + *static_cast<float*>(epsilon));
    gain[i] = scale[i] * inverse[i];
  }
  const Parts parts(rows, blockOf(width));
  std::vector<float> sums(parts.count * 2 * width);
  parallelFor(parts.count, [&](int64_t part) {
    std::vector<float> own(2 * width);
    inBlocks(parts, part, width, [&](int64_t row, int64_t count) {
      std::fill(own.begin(), own.end(), 0.0f);
      loops().sumBatchGradient[A](count, width, floats(dy) + row * width, floats(x) + row * width, mean, gain.data(), offset,
                                  own.data(), own.data() + width);
      loops().sumRows(1, 2 * width, own.data(), sums.data() + part * 2 * width);
    });
  });
  std::vector<float> total(2 * width);
  loops().sumRows(parts.count, 2 * width, sums.data(), total.data());
  for (int64_t i = 0; i < width; i++) {
    byScale[i] = total[i] * inverse[i];
    byOffset[i] = total[width + i];
    average[i] = byOffset[i] / count;
    slant[i] = byScale[i] * inverse[i] / count;
  }
  inPortions(rows, blockOf(width), [&](int64_t row, int64_t count) {
    loops().batchGradient[A](count, width, floats(dy) + row * width, floats(x) + row * width, mean, gain.data(), offset,
                             average.data(), slant.data(), dx + row * width);
  });
}

template <BatchNormActivation A>
void registerWith(const char* name, const char* gradient) {
  const auto create = createWith<float, readFloat<epsilonName>>;
  const auto destroy = destroyWith<float>;
  registerOp({name, {"x", "scale", "offset"}, {"y", "mean", "variance"}, {"epsilon: float"}, shapedLike<0, 1, 1>, create,
              compute<A>, destroy});
  registerOp({gradient, {"dy", "x", "scale", "offset", "mean", "variance"}, {"dx", "by_scale", "by_offset"},
              {"epsilon: float"}, shapedLike<1, 2, 2>, create, computeGradient<A>, destroy});
}

const bool registered = [] {
  registerWith<Unactivated>("TlpBatchNorm", "TlpBatchNormGradient");
  registerWith<WithSwish>("TlpBatchNormSwish", "TlpBatchNormSwishGradient");
  registerWith<WithRelu>("TlpBatchNormRelu", "TlpBatchNormReluGradient");
  registerWith<WithRelu6>("TlpBatchNormRelu6", "TlpBatchNormRelu6Gradient");
  return true;
}();

}  // namespace
}  // namespace tlp
