// TlpDepthwise: (x, kernel) -> y, a depthwise convolution with any padding.
#include "depthwise.h"

#include <algorithm>

#include "loops.h"
#include "parallel.h"

namespace tlp {
namespace {

/** Rows of the output a thread takes at a time. */
constexpr int64_t share = 8;

/** With the height and width of the output. */
void readForward(TF_OpKernelConstruction* construction, Depthwise& attributes, TF_Status* status) {
  readDepthwise(construction, attributes, status);
  readInt(construction, "height", attributes.height, status);
  readInt(construction, "width", attributes.width, status);
}

void compute(void* given, TF_OpKernelContext* context) {
  const Depthwise& attributes = *static_cast<Depthwise*>(given);
  Call call(context);
  const TF_Tensor* x = call.input(0);
  const TF_Tensor* kernel = call.input(1);
  call.require(call.ok() && fits(x, kernel, attributes), depthwiseMisfit);
  if (!call.ok()) return;
  const int64_t images = TF_Dim(x, 0), in = TF_Dim(x, 1), channels = TF_Dim(x, 3), taps = TF_Dim(kernel, 1);
  float* y = call.outputOf(0, {images, attributes.height, attributes.width, channels});
  if (!call.ok()) return;
  const int64_t size = TF_Dim(x, 2) * channels;
  inPortions(images * attributes.height, share, [&](int64_t first, int64_t count) {
    for (int64_t i = first; i < first + count; i++) {
      const int64_t start = i % attributes.height * attributes.stride - attributes.top;
      const float* image = floats(x) + i / attributes.height * in * size;
      DepthwiseOutputRow row{TF_Dim(x, 2), attributes.width, channels, taps, attributes.stride, attributes.left};
      for (int64_t a = std::max<int64_t>(0, -start); a < TF_Dim(kernel, 0) && start + a < in; a++) {
        row.x[row.rows] = image + (start + a) * size;
        row.kernel[row.rows++] = floats(kernel) + a * taps * channels;
      }
      row.y = y + i * attributes.width * channels;
      row.nextX = image + std::min(start + TF_Dim(kernel, 0), in - 1) * size;
      loops().depthwise(row);
    }
  });
}

/** No function of the C API reads a number among the attributes while shapes are inferred. */
void unknownShape(TF_ShapeInferenceContext* context, TF_Status* status) { TF_ShapeInferenceContextSetUnknownShape(context, status); }

const bool registered = [] {
  registerOp({"TlpDepthwise", {"x", "kernel"}, {"y"}, {"stride: int", "top: int", "left: int", "height: int", "width: int"},
              unknownShape, createWith<Depthwise, readForward>, compute, destroyWith<Depthwise>});
  return true;
}();

}  // namespace
}  // namespace tlp
