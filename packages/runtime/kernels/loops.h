// The loops that kernels run, for the instruction set of the processor at hand. Sizes are in floats.
#pragma once
#include <cstdint>

namespace tlp {

/** TensorFlow itself has the last two forward. Their gradients are computed from y, the others from x. */
enum Activation { Gelu, GeluTanh, Swish, Relu, Relu6, activationCount };
constexpr int ownForward = Relu;

/** What each does stands in loops.inc. */
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
};

const Loops& loops();

}  // namespace tlp
