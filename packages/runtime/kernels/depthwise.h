// What the ops of depthwise convolutions share: NHWC, and a kernel [rows, taps, channels, 1].
#pragma once
#include "op.h"

namespace tlp {

struct Depthwise {
  int32_t stride = 1;
  /** Padding before the first row and place. */
  int32_t top = 0, left = 0;
  /** Of the output, forward. */
  int32_t height = 0, width = 0;
};

inline void readDepthwise(TF_OpKernelConstruction* construction, Depthwise& attributes, TF_Status* status) {
  readInt(construction, "stride", attributes.stride, status);
  readInt(construction, "top", attributes.top, status);
  readInt(construction, "left", attributes.left, status);
}

/** What the loops are written for. */
inline bool fits(const TF_Tensor* x, const TF_Tensor* kernel, const Depthwise& attributes) {
  if (TF_NumDims(x) != 4 || TF_NumDims(kernel) != 4) return false;
  const int64_t rows = TF_Dim(kernel, 0), taps = TF_Dim(kernel, 1);
  return TF_Dim(kernel, 2) == TF_Dim(x, 3) && TF_Dim(kernel, 3) == 1 && rows >= 1 && rows <= 7 && (taps == 3 || taps == 5 || taps == 7) &&
         attributes.top >= 0 && attributes.left >= 0 && attributes.height >= 0 && attributes.width >= 0 && (attributes.stride == 1 || attributes.stride == 2);
}

constexpr char depthwiseMisfit[] = "shapes that do not fit a depthwise convolution";

}  // namespace tlp
