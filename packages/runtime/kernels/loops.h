// The loops that kernels run, for the instruction set of the processor at hand. Sizes are in floats.
#pragma once
#include <cstdint>

namespace tlp {

/** TensorFlow itself has the last two forward. Their gradients are computed from y, the others from x. */
enum Activation { Gelu, GeluTanh, Swish, Relu, Relu6, activationCount };
constexpr int ownForward = Relu;

/** What comes right after batch normalization. */
enum BatchNormActivation { Unactivated, WithSwish, WithRelu, WithRelu6, batchNormActivationCount };

/** One row of what a depthwise convolution writes, of the rows of its input that the kernel reaches, each with its row of the kernel. */
struct DepthwiseOutputRow {
  /** Places of a row of the input and of the output, and channels of each place. */
  int64_t in, out, channels;
  /** Of a row of the kernel. */
  int64_t taps;
  int64_t stride;
  /** Places of padding before the first one. */
  int64_t left;
  int rows;
  const float* x[7];
  const float* kernel[7];
  float* y;
  /** The rows that the next one reads and this one does not. */
  const float* nextX;
};

/** One row of what a depthwise convolution read, and up to three rows of its output that it went into. */
struct DepthwiseRow {
  /** Places of the row of the input and of one of the output, and channels of each place. */
  int64_t in, out, channels;
  /** Of a row of the kernel: 3, 5 or 7. */
  int64_t taps;
  /** 1 or 2. */
  int64_t stride;
  /** Places of padding before the first one. */
  int64_t left;
  /** Of the output; 1 where there are more than three taps. */
  int rows;
  /** Whether dx already has a share, of other rows. */
  bool more;
  /** For each row of the output. */
  const float* dy[3];
  const float* kernel[3];
  float* byKernel[3];
  const float* x;
  float* dx;
  /** The row that comes next. */
  const float* nextX;
  float* nextDx;
};

/** What each does stands in loops.inc, and in the files that it includes. */
struct Loops {
  void (*forward[ownForward])(int64_t n, const float* x, float* y);
  void (*backward[activationCount])(int64_t n, const float* dy, const float* x, float* dx);
  void (*sumRows)(int64_t rows, int64_t width, const float* x, float* sum);
  void (*normalize)(int64_t rows, int64_t width, float epsilon, const float* x, const float* scale,
                    const float* offset, float* y);
  void (*normalizeGradient)(int64_t rows, int64_t width, float epsilon, const float* dy, const float* x,
                            const float* scale, float* dx, float* byScale, float* byOffset);
  void (*softmax)(int64_t width, const float* x, const float* mask, float* y);
  void (*softmaxGradient)(int64_t rows, int64_t width, const float* dy, const float* y, float* dx);
  void (*draw)(const uint32_t key[2], const uint32_t high[2], int64_t first, int64_t n, uint32_t* drawn);
  void (*keepOrDrop)(int64_t n, const float* x, const uint32_t* drawn, uint32_t limit, float scale,
                     float* y);
  void (*scale)(int64_t n, float by, const float* x, float* y);
  void (*addMoments)(int64_t rows, int64_t width, const float* x, int64_t before, float* mean, float* squares,
                     float* space);
  void (*normalizeBatch[batchNormActivationCount])(int64_t rows, int64_t width, const float* x, const float* mean,
                                                   const float* gain, const float* offset, float* y);
  void (*sumBatchGradient[batchNormActivationCount])(int64_t rows, int64_t width, const float* dy, const float* x,
                                                     const float* mean, const float* gain, const float* offset,
                                                     float* byGain, float* byOffset);
  void (*batchGradient[batchNormActivationCount])(int64_t rows, int64_t width, const float* dy, const float* x,
                                                  const float* mean, const float* gain, const float* offset,
                                                  const float* average, const float* slant, float* dx);
  void (*depthwise)(const DepthwiseOutputRow& row);
  void (*depthwiseGradient)(const DepthwiseRow& row);
};

const Loops& loops();

}  // namespace tlp
