#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>

namespace tlp {

/**
 * Calls `chunk` with 0 to `count - 1`, in any order, on the calling thread and on threads of our own: TensorFlow's cannot be had
 * through its C API. As many as TensorFlow uses: `TF_NUM_INTRAOP_THREADS`, or one a processor.
 * What a chunk does may not depend on the number of threads, so that results do not either.
 */
void parallelFor(int64_t count, const std::function<void(int64_t)>& chunk);

/** Floats a thread takes at a time: what is read and written fits the cache that is its own. */
constexpr int64_t cached = 1 << 14;

inline int64_t rowsInCache(int64_t width) { return std::max<int64_t>(1, cached / std::max<int64_t>(width, 1)); }

/** Calls `portion` with the first of `count` values and the number of those that a thread takes at a time, `share` of them at most. */
template <typename Portion>
void inPortions(int64_t count, int64_t share, const Portion& portion) {
  parallelFor((count + share - 1) / share, [&](int64_t i) { portion(i * share, std::min(share, count - i * share)); });
}

/** Rows in parts, at most 64 of them, for what is summed over the rows of each part apart, and then over the parts in order. */
struct Parts {
  int64_t rows, size, count;

  /** @param least rows of a part */
  Parts(int64_t rows, int64_t least) : rows(rows), size(std::max<int64_t>({least, (rows + 63) / 64, 1})), count((rows + size - 1) / size) {}
  int64_t first(int64_t part) const { return part * size; }
  int64_t sizeOf(int64_t part) const { return std::min(size, rows - part * size); }
};

}  // namespace tlp
