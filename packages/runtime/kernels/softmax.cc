// TlpMaskedSoftmax: (x, mask) -> y, the softmax of x + mask over the last axis, where the mask broadcasts to x and has its last axis; and the gradient of a
// softmax, TlpSoftmaxGradient: (dy, y) -> dx.
#include <algorithm>
#include <vector>

#include "loops.h"
#include "op.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Rows a thread takes at a time. */
constexpr int64_t share = 64;

/** Where in a mask the row of each place is. */
class MaskRows {
 public:
  MaskRows(const TF_Tensor* x, const TF_Tensor* mask) {
    const int missing = TF_NumDims(x) - TF_NumDims(mask);
    int64_t step = 1;
    for (int axis = TF_NumDims(x) - 1; axis >= 0; axis--) {
      const int64_t size = axis < missing ? 1 : TF_Dim(mask, axis - missing);
      const bool last = axis == TF_NumDims(x) - 1;
      fits_ = fits_ && (size == TF_Dim(x, axis) || (size == 1 && !last));
      if (!last) {
        sizes_.push_back(TF_Dim(x, axis));
        steps_.push_back(size == 1 ? 0 : step);
      }
      step *= size;
    }
    fits_ = fits_ && missing >= 0;
  }

  bool fits() const { return fits_; }
  int64_t of(int64_t row) const {
    int64_t start = 0;
    for (size_t axis = 0; axis < sizes_.size(); axis++) {
      start += row % sizes_[axis] * steps_[axis];
      row /= sizes_[axis];
    }
    return start;
  }

 private:
  bool fits_ = true;
  /** From the last axis but one to the first. */
  std::vector<int64_t> sizes_, steps_;
};

void compute(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* mask = call.input(1);
  float* y = call.outputOver(0, 0, x);
  if (!call.ok()) return;
  const MaskRows places(x, mask);
  call.require(places.fits(), "the mask does not broadcast to the shape of the scores");
  if (!call.ok()) return;
  const int64_t width = lastSize(x);
  inPortions(rowsOf(x), share, [&](int64_t first, int64_t count) {
    for (int64_t row = first; row < first + count; row++)
      loops().softmax(width, floats(x) + row * width, floats(mask) + places.of(row), y + row * width);
  });
}

void computeGradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  const TF_Tensor* dy = call.input(0);
  const TF_Tensor* y = call.input(1);
  float* dx = call.gradientOver(dy, y);
  if (!call.ok()) return;
  const int64_t width = lastSize(y);
  inPortions(rowsOf(y), share, [&](int64_t first, int64_t count) {
    const int64_t start = first * width;
    loops().softmaxGradient(count, width, floats(dy) + start, floats(y) + start, dx + start);
  });
}

const bool registered = [] {
  registerOp({"TlpMaskedSoftmax", {"x", "mask"}, {"y"}, {}, shapedLike<0>, nullptr, compute, nullptr});
  registerOp({"TlpSoftmaxGradient", {"dy", "y"}, {"dx"}, {}, shapedLike<1>, nullptr, computeGradient, nullptr});
  return true;
}();

}  // namespace
}  // namespace tlp
