// Long work of a server: one job at a time, with progress, cancelled between two documents.
//
// Jobs live as long as the server; what they stored stays, as a run of whoever asked for it.
// Whoever writes the ledger holds the writer's lock. Errors: of the pipeline, kept with the job.
// Threads: safe.

#ifndef TADWIN_SERVE_API_JOBS_H_
#define TADWIN_SERVE_API_JOBS_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/json_writer.h"
#include "base/result.h"
#include "pipeline/pipeline.h"
#include "serve/api/rule_kit.h"
#include "serve/api/upload.h"
#include "store/store.h"

namespace tadwin::serve {

enum class JobState : uint8_t { kQueued, kRunning, kDone, kFailed, kCancelled };

struct Job {
  std::string id;
  JobState state = JobState::kQueued;
  uint64_t done = 0;
  uint64_t total = 0;
  uint64_t coded = 0;
  uint64_t unchanged = 0;
  uint64_t rejected = 0;
  std::string step = "reading";
  std::string created;
  std::string finished;
  std::string by;
  std::string error;
  std::vector<store::RejectRecord> rejects;
};

void WriteJob(const Job& job, JsonWriter* out);

struct JobOptions {
  std::string ledger;
  const RuleShelf* rules = nullptr;  // a run keeps those that it began with
  unsigned threads = 1;
  std::function<std::string()> clock;
  std::string program;                          // version
  std::function<void(const Job&)> on_progress;  // called on the jobs' thread
  std::function<void()> on_written;             // the ledger was written
};

class Jobs {
 public:
  explicit Jobs(JobOptions options);
  // Stops what runs after the document under way.
  ~Jobs();

  // What runs ends soon, what waits is not begun. Linking is given up: the next action does it.
  void StopSoon();
  bool stopping() const { return stopping_; }

  // kTooLarge when too many jobs wait.
  Result<Job> Submit(std::vector<Upload> uploads, const std::string& by);
  // Codes and links one article now; kDatabase when a job is writing for too long.
  Result<pipeline::RunSummary> Store(const Upload& upload, const std::string& by,
                                     std::optional<Error>* reject);
  // Does something else to the ledger, alone; kDatabase when a job is writing for too long.
  Status Write(const std::function<Status(store::Store*)>& write);
  std::vector<Job> List() const;  // newest first
  std::optional<Job> Find(const std::string& id) const;
  // Nothing when there is no such job; a job that ended stays as it is.
  std::optional<Job> Cancel(const std::string& id);

 private:
  struct Work {
    Job job;
    std::vector<Upload> uploads;
    bool cancelled = false;
  };

  void Loop();
  void Run(Work* work);
  Result<pipeline::RunSummary> RunUploads(const std::vector<Upload>& uploads, const std::string& by,
                                          pipeline::RunOptions run,
                                          std::vector<store::RejectRecord>* rejects);
  void Update(Work* work, const std::function<void(Job*)>& change);

  const JobOptions options_;
  std::timed_mutex writer_;
  mutable std::mutex mutex_;  // of everything below
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Work>> works_;  // oldest first
  uint64_t next_id_ = 1;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_JOBS_H_
