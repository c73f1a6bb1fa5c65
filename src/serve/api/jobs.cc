#include "serve/api/jobs.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "serve/api/json_values.h"
#include "serve/api/spool.h"

namespace tadwin::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMaxWaitingJobs = 100;
constexpr size_t kMaxKeptJobs = 500;
constexpr size_t kMaxKeptRejects = 1000;
constexpr std::chrono::milliseconds kBetweenEvents{200};
constexpr std::chrono::seconds kWaitForWriter{10};

const char* StateName(JobState state) {
  switch (state) {
    case JobState::kQueued: return "queued";
    case JobState::kRunning: return "running";
    case JobState::kDone: return "done";
    case JobState::kFailed: return "failed";
    case JobState::kCancelled: return "cancelled";
  }
  return "failed";
}

Error Busy() {
  return Error{ErrorCode::kDatabase, "a job is writing: try again when it has finished", ""};
}

bool HasEnded(const Job& job) {
  return job.state != JobState::kQueued && job.state != JobState::kRunning;
}

}  // namespace

void WriteJob(const Job& job, JsonWriter* out) {
  out->BeginObject();
  Field("id", job.id, out);
  Field("kind", "upload", out);
  Field("state", StateName(job.state), out);
  Field("done", job.done, out);
  Field("total", job.total, out);
  Field("coded", job.coded, out);
  Field("unchanged", job.unchanged, out);
  Field("rejected", job.rejected, out);
  Field("step", job.step, out);
  Field("created", job.created, out);
  FieldOrNull("finished", job.finished, out);
  FieldOrNull("by", job.by, out);
  FieldOrNull("error", job.error, out);
  out->Key("rejects");
  out->BeginArray();
  for (const store::RejectRecord& reject : job.rejects) {
    out->BeginObject();
    Field("name", reject.name, out);
    Field("code", ErrorCodeName(reject.error.code), out);
    Field("message", reject.error.message, out);
    out->EndObject();
  }
  out->EndArray();
  out->EndObject();
}

Jobs::Jobs(JobOptions options) : options_(std::move(options)), thread_([this] { Loop(); }) {}

Jobs::~Jobs() {
  StopSoon();
  thread_.join();
}

void Jobs::StopSoon() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
}

Result<Job> Jobs::Submit(std::vector<Upload> uploads, const std::string& by) {
  const auto work = std::make_shared<Work>();
  work->uploads = std::move(uploads);
  work->job.total = work->uploads.size();
  work->job.by = by;
  work->job.created = options_.clock();
  {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::count_if(works_.begin(), works_.end(), [](const auto& one) {
      return one->job.state == JobState::kQueued;
    });
    if (static_cast<size_t>(waiting) >= kMaxWaitingJobs) {
      return Error{ErrorCode::kDatabase, "too many jobs wait: try again later", ""};
    }
    work->job.id = std::to_string(next_id_++);
    works_.push_back(work);
    while (works_.size() > kMaxKeptJobs && HasEnded(works_.front()->job)) works_.pop_front();
  }
  changed_.notify_all();
  return work->job;
}

std::vector<Job> Jobs::List() const {
  const std::lock_guard lock(mutex_);
  std::vector<Job> jobs;
  for (auto work = works_.rbegin(); work != works_.rend(); ++work) jobs.push_back((*work)->job);
  return jobs;
}

std::optional<Job> Jobs::Find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  for (const auto& work : works_) {
    if (work->job.id == id) return work->job;
  }
  return std::nullopt;
}

std::optional<Job> Jobs::Cancel(const std::string& id) {
  const std::lock_guard lock(mutex_);
  for (const auto& work : works_) {
    if (work->job.id != id) continue;
    work->cancelled = true;
    if (work->job.state == JobState::kQueued) {
      work->job.state = JobState::kCancelled;
      work->job.finished = options_.clock();
      work->uploads.clear();
    }
    return work->job;
  }
  return std::nullopt;
}

void Jobs::Loop() {
  while (true) {
    std::shared_ptr<Work> work;
    {
      std::unique_lock lock(mutex_);
      const auto next = [this] {
        return std::find_if(works_.begin(), works_.end(),
                            [](const auto& one) { return one->job.state == JobState::kQueued; });
      };
      changed_.wait(lock, [&] { return stopping_ || next() != works_.end(); });
      if (stopping_) return;
      work = *next();
      work->job.state = JobState::kRunning;
    }
    Run(work.get());
  }
}

void Jobs::Update(Work* work, const std::function<void(Job*)>& change) {
  Job copy;
  {
    const std::lock_guard lock(mutex_);
    change(&work->job);
    copy = work->job;
  }
  if (options_.on_progress) options_.on_progress(copy);
}

void Jobs::Run(Work* work) {
  pipeline::RunOptions run;
  run.should_stop = [this, work] {
    const std::lock_guard lock(mutex_);
    return stopping_ || work->cancelled;
  };
  Clock::time_point told;
  run.on_progress = [&](const pipeline::Progress& progress) {
    const bool linking = progress.step == pipeline::Progress::Step::kLinking;
    if (!linking && progress.done != progress.total && Clock::now() - told < kBetweenEvents) return;
    told = Clock::now();
    Update(work, [&](Job* job) {
      job->step = linking ? "linking" : "coding";
      // What is linked after a stop is told as the whole number.
      if (!linking) job->done = progress.done;
    });
  };
  std::vector<store::RejectRecord> rejects;
  Result<pipeline::RunSummary> summary = [&] {
    const std::lock_guard writer(writer_);
    return RunUploads(work->uploads, work->job.by, std::move(run), &rejects);
  }();
  if (options_.on_written) options_.on_written();
  Update(work, [&](Job* job) {
    job->finished = options_.clock();
    job->step = "done";
    work->uploads.clear();
    if (!summary) {
      job->state = JobState::kFailed;
      job->error = summary.error().message;
      return;
    }
    job->coded = summary->coded;
    job->unchanged = summary->unchanged + summary->copies;
    job->rejected = summary->rejected;
    job->rejects = std::move(rejects);
    job->state = summary->interrupted ? JobState::kCancelled : JobState::kDone;
    if (!summary->interrupted) job->done = job->total;
  });
}

Result<pipeline::RunSummary> Jobs::RunUploads(const std::vector<Upload>& uploads,
                                              const std::string& by, pipeline::RunOptions run,
                                              std::vector<store::RejectRecord>* rejects) {
  const auto spool = Spool::Write(uploads);
  if (!spool) return spool.error();
  const auto store = store::OpenStore(options_.ledger, store::OpenMode::kReadWrite);
  if (!store) return store.error();
  const auto rules = options_.rules->Current();
  (*store)->BeginRun(
      {"code", by, options_.program, rules->coder->rules_hash(), "uploaded", options_.clock});
  run.found = (*spool)->found();
  run.should_stop_linking = [this] { return stopping(); };
  run.threads = options_.threads;
  auto summary = pipeline::RunPipeline(*rules->coder, *rules->linker, store->get(), run);
  if (!summary) return summary;
  if (!summary->interrupted) {
    if (Status ended = (*store)->EndRun(); !ended) return ended.error();
  }
  if (summary->rejected == 0) return summary;
  std::set<std::string_view> names;
  for (const Upload& upload : uploads) names.insert(upload.article.name);
  auto all = (*store)->Rejects();
  if (!all) return all.error();
  for (store::RejectRecord& reject : *all) {
    if (names.count(reject.name) > 0 && rejects->size() < kMaxKeptRejects) {
      rejects->push_back(std::move(reject));
    }
  }
  return summary;
}

Result<pipeline::RunSummary> Jobs::Store(const Upload& upload, const std::string& by,
                                         std::optional<Error>* reject) {
  std::unique_lock writer(writer_, kWaitForWriter);
  if (!writer.owns_lock()) return Busy();
  std::vector<store::RejectRecord> rejects;
  auto summary = RunUploads({upload}, by, {}, &rejects);
  if (summary && !rejects.empty()) *reject = rejects.front().error;
  if (options_.on_written) options_.on_written();
  return summary;
}

Status Jobs::Write(const std::function<Status(store::Store*)>& write) {
  std::unique_lock writer(writer_, kWaitForWriter);
  if (!writer.owns_lock()) return Busy();
  const auto store = store::OpenStore(options_.ledger, store::OpenMode::kReadWrite);
  if (!store) return store.error();
  if (Status written = write(store->get()); !written) return written;
  if (options_.on_written) options_.on_written();
  return {};
}

}  // namespace tadwin::serve
