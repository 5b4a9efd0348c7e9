// Compiles the loops for each instruction set, in one library: the machine that compiles is not the one that runs.
#include "loops.h"

#include <algorithm>

#define TLP_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define TLP_BY_PROCESSOR
#endif

namespace tlp {
namespace {

/** Of the lower halves of 64-bit numbers. */
#define TLP_LANES 4
#define TLP_PRODUCT(a, b) (((a) & 0xffffffffu) * static_cast<uint64_t>(b))
namespace everywhere {
#include "loops.inc"
}
#undef TLP_LANES
#undef TLP_PRODUCT

#ifdef TLP_BY_PROCESSOR
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#define TLP_LANES 4
#define TLP_PRODUCT(a, b) \
  reinterpret_cast<Words>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), _mm256_set1_epi64x(b)))
namespace avx2 {
#include "loops.inc"
}
#undef TLP_LANES
#undef TLP_PRODUCT
#ifdef __clang__
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif
#define TLP_LANES 8
#define TLP_PRODUCT(a, b) \
  reinterpret_cast<Words>(_mm512_mul_epu32(reinterpret_cast<__m512i>(a), _mm512_set1_epi64(b)))
namespace avx512 {
#include "loops.inc"
}
#undef TLP_LANES
#undef TLP_PRODUCT
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif

const Loops& chosen() {
#ifdef TLP_BY_PROCESSOR
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    return avx512::loops;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2::loops;
#endif
  return everywhere::loops;
}

}  // namespace

const Loops& loops() {
  static const Loops& found = chosen();
  return found;
}

}  // namespace tlp
