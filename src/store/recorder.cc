#include "store/recorder.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/json_writer.h"
#include "store/row_digest.h"

namespace tadwin::store {
namespace {

std::string RunPayload(int64_t id, const RunStart& start) {
  std::string payload;
  JsonWriter json(&payload);
  json.BeginObject();
  json.Key("run");
  json.Int(id);
  for (const auto& [key, text] :
       {std::pair("kind", &start.kind), std::pair("program", &start.program),
        std::pair("rules", &start.rules_hash)}) {
    if (text->empty()) continue;
    json.Key(key);
    json.String(*text);
  }
  json.EndObject();
  return payload;
}

}  // namespace

const char kRevisionColumns[] =
    "seq, run, recorded_at, author, reason, kind, subject, part, payload, digest, linked, "
    "prev_hash, hash";

Revision ReadRevision(const Statement& row) {
  Revision revision;
  revision.seq = static_cast<uint64_t>(row.Int(0));
  revision.run = row.Int(1);
  revision.recorded_at = row.Text(2);
  revision.author = row.Text(3);
  revision.reason = row.Text(4);
  revision.kind = row.Text(5);
  revision.subject = row.Text(6);
  revision.part = row.Text(7);
  revision.payload = row.Text(8);
  revision.digest = row.MaybeText(9);
  revision.linked = row.MaybeText(10);
  revision.prev_hash = row.Text(11);
  revision.hash = row.Text(12);
  return revision;
}

std::string RejectPayload(int64_t code, const std::string& message, const std::string& place) {
  std::string payload;
  JsonWriter json(&payload);
  json.BeginObject();
  json.Key("code");
  json.Int(code);
  json.Key("message");
  json.String(message);
  json.Key("place");
  json.String(place);
  json.EndObject();
  return payload;
}

std::string HashOf(const Revision& r) {
  return Sha256Hex(EncodeRow("revisions", r.seq, r.run, OrNull(r.recorded_at), OrNull(r.author),
                             OrNull(r.reason), r.kind, r.subject, r.part, r.payload, r.digest,
                             r.linked, r.prev_hash));
}

void Recorder::BeginRun(RunStart start) {
  start_ = std::move(start);
  run_ = 0;
}

Status Recorder::ReadHead() {
  Statement& query = connection_->Prepare(
      "SELECT seq, hash, recorded_at, "
      "(SELECT count(*) FROM revisions WHERE seq = ? AND hash = ?) "
      "FROM revisions ORDER BY seq DESC LIMIT 1");
  query.Start(run_seq_, run_hash_);
  head_seq_ = 0;
  head_hash_.clear();
  head_time_.clear();
  bool is_run_there = false;
  const Status read = ForEachRow(&query, [this, &is_run_there](const Statement& row) {
    head_seq_ = static_cast<uint64_t>(row.Int(0));
    head_hash_ = row.Text(1);
    head_time_ = row.Text(2);
    is_run_there = row.Bool(3);
  });
  // The transaction that wrote the run was rolled back: it is written again.
  if (!is_run_there) run_ = 0;
  return read;
}

Status Recorder::Write(Revision* revision) {
  revision->seq = head_seq_ + 1;
  revision->run = run_;
  revision->author = revision->author.empty() ? start_.author : revision->author;
  if (revision->reason.empty()) revision->reason = start_.reason;
  // A clock that was set back must not tell of a past that is written already.
  revision->recorded_at = std::max(start_.now ? start_.now() : std::string(), head_time_);
  revision->prev_hash = head_hash_;
  revision->hash = HashOf(*revision);
  const Revision& r = *revision;
  if (Status put =
          connection_
              ->Prepare("INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
              .Run(r.seq, r.run, OrNull(r.recorded_at), OrNull(r.author), OrNull(r.reason), r.kind,
                   r.subject, r.part, r.payload, r.digest, r.linked, r.prev_hash, r.hash);
      !put) {
    return put;
  }
  head_seq_ = r.seq;
  head_hash_ = r.hash;
  head_time_ = r.recorded_at;
  return {};
}

Status Recorder::WriteRun() {
  const Result<int64_t> last = connection_->QueryInt("SELECT max(id) FROM runs");
  if (!last) return last.error();
  run_ = *last + 1;
  Revision revision;
  revision.kind = "run";
  revision.payload = RunPayload(run_, start_);
  if (Status put = Write(&revision); !put) return put;
  run_seq_ = revision.seq;
  run_hash_ = revision.hash;
  return connection_->Prepare("INSERT INTO runs VALUES (?, ?, ?, NULL, ?, ?, ?, ?)")
      .Run(run_, start_.kind, OrNull(revision.recorded_at), OrNull(start_.author),
           OrNull(start_.program), OrNull(start_.rules_hash), OrNull(start_.reason));
}

Result<uint64_t> Recorder::NextSeq() {
  if (Status read = ReadHead(); !read) return read.error();
  return head_seq_ + (is_run_written() ? 1 : 2);
}

Status Recorder::Append(Revision revision) {
  if (Status read = ReadHead(); !read) return read;
  if (!is_run_written()) {
    if (Status put = WriteRun(); !put) return put;
  }
  return Write(&revision);
}

Status Recorder::EndRun() {
  if (!is_run_written()) return {};
  Transaction transaction(connection_);
  if (Status begun = transaction.Begin(); !begun) return begun;
  if (Status read = ReadHead(); !read) return read;
  if (!is_run_written()) return {};
  Revision revision;
  revision.kind = "end";
  if (Status put = Write(&revision); !put) return put;
  if (Status put = connection_->Prepare("UPDATE runs SET finished = ? WHERE id = ?")
                       .Run(OrNull(revision.recorded_at), run_);
      !put) {
    return put;
  }
  if (Status done = transaction.Commit(); !done) return done;
  run_ = 0;
  return {};
}

Result<std::optional<std::string>> Recorder::LastLinked() {
  return connection_->QueryText(
      "SELECT linked FROM revisions WHERE linked IS NOT NULL ORDER BY seq DESC LIMIT 1");
}

}  // namespace tadwin::store
