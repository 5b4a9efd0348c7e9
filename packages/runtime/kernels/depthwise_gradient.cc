// TlpDepthwiseGradient: (dy, x, kernel) -> (dx, by_kernel), of a depthwise convolution, in one pass over the images. With the activation and the bias that came
// after it: (dy, v, x, kernel) -> (dx, by_kernel, by_bias), where v is what the activation's gradient takes.
#include <algorithm>
#include <vector>

#include "depthwise.h"
#include "loops.h"
#include "parallel.h"

namespace tlp {
namespace {

using Backward = void (*)(int64_t n, const float* dy, const float* v, float* dx);

/** The rows of an image's dy, after the activation's gradient if there is one, which is made of each row once. */
class GradientRows {
 public:
  /** @param kept rows that are asked for together */
  GradientRows(Backward backward, int64_t kept, int64_t places, int64_t channels, const float* dy, const float* v, float* byBias)
      : backward_(backward), kept_(kept), places_(places), channels_(channels), dy_(dy), v_(v), byBias_(byBias),
        made_(backward == nullptr ? 0 : kept * places * channels) {}

  /** Rows are asked for in order. */
  const float* of(int64_t row) {
    if (backward_ == nullptr) return dy_ + row * size();
    makeUpTo(row + 1);
    return made_.data() + row % kept_ * size();
  }

  void makeUpTo(int64_t end) {
    for (; backward_ != nullptr && next_ < end; next_++) {
      float* row = made_.data() + next_ % kept_ * size();
      backward_(size(), dy_ + next_ * size(), v_ + next_ * size(), row);
      loops().sumRows(places_, channels_, row, byBias_);
    }
  }

 private:
  int64_t size() const { return places_ * channels_; }

  const Backward backward_;
  const int64_t kept_, places_, channels_;
  const float *const dy_, *const v_;
  float* const byBias_;
  std::vector<float> made_;
  int64_t next_ = 0;
};

/** Sizes of a call; `images` of them go apart. */
struct Sizes {
  int64_t images, height, width, channels, outHeight, outWidth, kernelHeight, taps;

  Sizes(const TF_Tensor* dy, const TF_Tensor* x, const TF_Tensor* kernel)
      : images(TF_Dim(x, 0)), height(TF_Dim(x, 1)), width(TF_Dim(x, 2)), channels(TF_Dim(x, 3)),
        outHeight(TF_Dim(dy, 1)), outWidth(TF_Dim(dy, 2)), kernelHeight(TF_Dim(kernel, 0)), taps(TF_Dim(kernel, 1)) {}
};

/** Both gradients of one image; `byKernel` is added to. */
void imageGradient(const Depthwise& attributes, const Sizes& sizes, GradientRows& rows, const float* x,
                   const float* kernel, float* dx, float* byKernel) {
  const int64_t size = sizes.width * sizes.channels, kernelSize = sizes.taps * sizes.channels;
  const int together = sizes.taps == 3 ? 3 : 1;
  DepthwiseRow row{sizes.width, sizes.outWidth, sizes.channels, sizes.taps, attributes.stride, attributes.left};
  for (int64_t y = 0; y < sizes.height; y++) {
    const int64_t next = std::min(y + 1, sizes.height - 1);
    row.x = x + y * size;
    row.dx = dx + y * size;
    row.nextX = x + next * size;
    row.nextDx = dx + next * size;
    row.rows = 0;
    row.more = false;
    const auto flush = [&] {
      if (row.rows == 0) return;
      loops().depthwiseGradient(row);
      row.rows = 0;
      row.more = true;
    };
    // The output's rows in order are the kernel's from the last one on.
    for (int64_t a = sizes.kernelHeight - 1; a >= 0; a--) {
      const int64_t over = y + attributes.top - a;
      if (over < 0 || over % attributes.stride != 0 || over / attributes.stride >= sizes.outHeight) continue;
      row.dy[row.rows] = rows.of(over / attributes.stride);
      row.kernel[row.rows] = kernel + a * kernelSize;
      row.byKernel[row.rows] = byKernel + a * kernelSize;
      if (++row.rows == together) flush();
    }
    flush();
    if (!row.more) std::fill_n(row.dx, size, 0.0f);
  }
  rows.makeUpTo(sizes.outHeight);
}

bool fit(const TF_Tensor* dy, const TF_Tensor* x) {
  return TF_NumDims(dy) == 4 && TF_Dim(dy, 0) == TF_Dim(x, 0) && TF_Dim(dy, 3) == TF_Dim(x, 3);
}

/** `Index` is that of the activation that came after, -1 where there was none. */
template <int Index>
void compute(void* given, TF_OpKernelContext* context) {
  constexpr bool activated = Index >= 0;
  const Depthwise& attributes = *static_cast<Depthwise*>(given);
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* v = activated ? call.input(1) : dy;
  const TF_Tensor* x = call.input(activated ? 2 : 1);
  const TF_Tensor* kernel = call.input(activated ? 3 : 2);
  call.require(call.ok() && sameSizes(dy, v) && fits(x, kernel, attributes) && fit(dy, x), depthwiseMisfit);
  float* dx = call.ok() ? call.outputLike(0, x) : nullptr;
  float* byKernel = call.ok() ? call.outputLike(1, kernel) : nullptr;
  float* byBias = activated && call.ok() ? call.outputOf(2, {lastSize(x)}) : nullptr;
  if (!call.ok()) return;
  const Sizes sizes(dy, x, kernel);
  const Backward backward = activated ? loops().backward[std::max(Index, 0)] : nullptr;
  const int64_t weights = elements(kernel), width = weights + sizes.channels;
  const int64_t imageSize = elements(x) / std::max<int64_t>(sizes.images, 1);
  const int64_t outSize = elements(dy) / std::max<int64_t>(sizes.images, 1);
  const Parts parts(sizes.images, 1);
  std::vector<float> sums(parts.count * width);
  parallelFor(parts.count, [&](int64_t part) {
    float* sum = sums.data() + part * width;
    for (int64_t i = parts.first(part); i < parts.first(part) + parts.sizeOf(part); i++) {
      GradientRows rows(backward, sizes.kernelHeight, sizes.outWidth, sizes.channels, floats(dy) + i * outSize,
                        floats(v) + i * outSize, sum + weights);
      imageGradient(attributes, sizes, rows, floats(x) + i * imageSize, floats(kernel), dx + i * imageSize, sum);
    }
  });
  std::vector<float> total(width);
  loops().sumRows(parts.count, width, sums.data(), total.data());
  std::copy_n(total.data(), weights, byKernel);
  if (activated) std::copy_n(total.data() + weights, sizes.channels, byBias);
}

template <int Index>
void registerWith(const char* name) {
  registerOp({name, {"dy", "v", "x", "kernel"}, {"dx", "by_kernel", "by_bias"}, {"stride: int", "top: int", "left: int"},
              shapedLike<2, 3, channelsOf(2)>, createWith<Depthwise, readDepthwise>, compute<Index>, destroyWith<Depthwise>});
}

const bool registered = [] {
  registerOp({"TlpDepthwiseGradient", {"dy", "x", "kernel"}, {"dx", "by_kernel"}, {"stride: int", "top: int", "left: int"},
              shapedLike<1, 2>, createWith<Depthwise, readDepthwise>, compute<-1>, destroyWith<Depthwise>});
  registerWith<Swish>("TlpDepthwiseSwishGradient");
  registerWith<Relu>("TlpDepthwiseReluGradient");
  registerWith<Relu6>("TlpDepthwiseRelu6Gradient");
  return true;
}();

}  // namespace
}  // namespace tlp
