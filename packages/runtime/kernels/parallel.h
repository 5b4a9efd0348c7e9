#pragma once
#include <cstdint>
#include <functional>

namespace tlp {

/**
 * Calls `chunk` with 0 to `count - 1`, in any order, on the calling thread and on threads of our own: TensorFlow's cannot be had
 * through its C API, and they wait while this one works. As many as TensorFlow uses: `TF_NUM_INTRAOP_THREADS`, or one a processor.
 * What a chunk does may not depend on the number of threads, so that results do not either.
 */
void parallelFor(int64_t count, const std::function<void(int64_t)>& chunk);

}  // namespace tlp
