#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace tlp {
namespace {

/** As on TensorFlow's threads: otherwise bits would depend on who takes a chunk. */
void flushDenormals() {
#if defined(__x86_64__)
  _mm_setcsr(_mm_getcsr() | 0x8040);
#elif defined(__aarch64__)
  uint64_t mode;
  asm volatile("mrs %0, fpcr" : "=r"(mode));
  asm volatile("msr fpcr, %0" : : "r"(mode | (1u << 24)));
#endif
}

struct Job {
  Job(const std::function<void(int64_t)>& chunk, int64_t count) : chunk(chunk), count(count) {}

  const std::function<void(int64_t)>& chunk;
  const int64_t count;
  std::atomic<int64_t> next{0};
  std::atomic<int64_t> done{0};

  /** Takes chunks until none is left; true if the last to be done was among them. */
  bool work() {
    int64_t finished = 0;
    for (int64_t i; (i = next.fetch_add(1)) < count; finished++) chunk(i);
    return finished > 0 && done.fetch_add(finished) + finished == count;
  }
};

class Workers {
 public:
  Workers() {
    const char* asked = std::getenv("TF_NUM_INTRAOP_THREADS");
    const int given = asked == nullptr ? 0 : std::atoi(asked);
    const int threads = given > 0 ? given : static_cast<int>(std::thread::hardware_concurrency());
    // They end with the process: one that waits holds nothing.
    for (int i = 1; i < threads; i++) {
      try {
        std::thread([this] { serve(); }).detach();
      } catch (const std::system_error&) {
        // No more threads are to be had: fewer do the same.
        return;
      }
      helpers_++;
    }
  }

  void run(int64_t count, const std::function<void(int64_t)>& chunk) {
    if (count <= 1 || helpers_ == 0) {
      for (int64_t i = 0; i < count; i++) chunk(i);
      return;
    }
    auto job = std::make_shared<Job>(chunk, count);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      jobs_.push_back(job);
    }
    for (int64_t i = std::min<int64_t>(count - 1, helpers_); i > 0; i--) arrived_.notify_one();
    job->work();
    std::unique_lock<std::mutex> lock(mutex_);
    jobs_.erase(std::remove(jobs_.begin(), jobs_.end(), job), jobs_.end());
    finished_.wait(lock, [&] { return job->done.load() == count; });
  }

 private:
  void serve() {
    flushDenormals();
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      std::shared_ptr<Job> job;
      arrived_.wait(lock, [&] {
        for (const auto& waiting : jobs_) {
          if (waiting->next.load() >= waiting->count) continue;
          job = waiting;
          return true;
        }
        return false;
      });
      lock.unlock();
      const bool last = job->work();
      lock.lock();
      if (last) finished_.notify_all();
    }
  }

  int helpers_ = 0;
  std::mutex mutex_;
  std::condition_variable arrived_, finished_;
  std::deque<std::shared_ptr<Job>> jobs_;
};

}  // namespace

void parallelFor(int64_t count, const std::function<void(int64_t)>& chunk) {
  static Workers* workers = new Workers();
  workers->run(count, chunk);
}

}  // namespace tlp
