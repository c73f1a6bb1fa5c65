#include "store/chain.h"

#include <optional>

#include <simdjson.h>

#include "store/recorder.h"
#include "store/row_digest.h"

namespace tadwin::store {
namespace {

class Player {
 public:
  Player(const std::string& kept_head, std::vector<Finding>* findings)
      : kept_head_(kept_head), findings_(findings) {}

  void Play(const Revision& revision) {
    CheckLink(revision);
    if (parser_.parse(revision.payload).get(payload_) != simdjson::SUCCESS) {
      Find(revision.seq, "has a payload that is no JSON");
      return;
    }
    Apply(revision);
  }

  Expected Take() { return std::move(expected_); }

 private:
  void Find(uint64_t seq, std::string what) {
    findings_->push_back({"revisions", std::to_string(seq), std::move(what)});
  }

  void CheckLink(const Revision& revision) {
    const uint64_t next = expected_.revisions + 1;
    if (revision.seq > next) {
      Find(next, revision.seq == next + 1 ? "was deleted"
                                          : "and those after it up to " +
                                                std::to_string(revision.seq - 1) + " were deleted");
    } else if (revision.seq < next) {
      Find(revision.seq, "was added");
    }
    // One change is one finding: what follows an altered revision is held to the hash it claims.
    if (HashOf(revision) != revision.hash) {
      Find(revision.seq, "was altered");
    } else if (revision.prev_hash != expected_.head) {
      Find(revision.seq, "does not follow the revision before it: reordered, replaced or deleted");
    }
    if (revision.recorded_at < time_) Find(revision.seq, "is earlier than the one before it");
    time_ = revision.recorded_at;
    expected_.revisions = revision.seq;
    expected_.head = revision.hash;
    if (revision.hash == kept_head_) expected_.is_kept_head_there = true;
  }

  std::string Text(const char* key) const {
    std::string_view text;
    if (payload_[key].get_string().get(text) != simdjson::SUCCESS) return {};
    return std::string(text);
  }

  int64_t Number(const char* key) const {
    int64_t number = 0;
    return payload_[key].get_int64().get(number) == simdjson::SUCCESS ? number : 0;
  }

  void Apply(const Revision& r) {
    if (r.linked) expected_.linked = *r.linked;
    const std::string history = Text("history");
    if (!history.empty()) expected_.history[r.seq] = history;
    if (r.kind == "document") {
      Expected::Document& document = expected_.documents[r.subject];
      const std::string name = Text("name");
      document.seq = r.seq;
      document.digest = r.digest.value_or("");
      document.names.insert(name);
      ClearRejects(name, r.subject);
    } else if (r.kind == "action" && !r.subject.empty()) {
      Expected::Document& document = expected_.documents[r.subject];
      // Facts that were rewritten are linked anew; when none was, linking still stands.
      if (r.linked) document.seq = r.seq;
      document.digest = r.digest.value_or("");
    } else if (r.kind == "withdraw") {
      expected_.documents.erase(r.subject);
    } else if (r.kind == "copy") {
      expected_.documents[r.subject].names.insert(r.part);
    } else if (r.kind == "reject") {
      expected_.rejects[{r.part, r.subject}][Number("code")] = r.digest.value_or("");
      if (!r.subject.empty()) rejected_names_[r.subject].insert(r.part);
    } else if (r.kind == "link") {
      expected_.link_seq = r.seq;
      expected_.link_rules = Text("rules");
    } else if (r.kind == "run" || r.kind == "end") {
      ApplyRun(r);
    }
  }

  void ClearRejects(const std::string& name, const std::string& sha256) {
    const auto first = expected_.rejects.lower_bound({name, ""});
    auto last = first;
    while (last != expected_.rejects.end() && last->first.first == name) ++last;
    expected_.rejects.erase(first, last);
    const auto names = rejected_names_.find(sha256);
    if (names == rejected_names_.end()) return;
    for (const std::string& one : names->second) expected_.rejects.erase({one, sha256});
    rejected_names_.erase(names);
  }

  void ApplyRun(const Revision& r) {
    if (r.kind == "run") {
      run_start_[r.run] = r;
      run_kind_[r.run] = {Text("kind"), Text("program"), Text("rules")};
    }
    const auto start = run_start_.find(r.run);
    if (start == run_start_.end()) return;
    const auto& [kind, program, rules] = run_kind_[r.run];
    const Revision& begun = start->second;
    std::optional<std::string_view> finished;
    if (r.kind == "end") finished = OrNull(r.recorded_at);
    expected_.runs[r.run] =
        EncodeRow("runs", r.run, kind, OrNull(begun.recorded_at), finished, OrNull(begun.author),
                  OrNull(program), OrNull(rules), OrNull(begun.reason));
  }

  struct Kind {
    std::string kind;
    std::string program;
    std::string rules;
  };

  const std::string& kept_head_;
  std::vector<Finding>* findings_;
  Expected expected_;
  std::string time_;
  std::map<std::string, std::set<std::string>> rejected_names_;  // by sha256
  std::map<int64_t, Revision> run_start_;
  std::map<int64_t, Kind> run_kind_;
  simdjson::dom::parser parser_;
  simdjson::dom::element payload_;
};

}  // namespace

Result<Expected> PlayChain(Connection* connection, const std::string& kept_head,
                           std::vector<Finding>* findings) {
  Player player(kept_head, findings);
  Statement& query = connection->Prepare(std::string("SELECT ") + kRevisionColumns +
                                         " FROM revisions ORDER BY seq");
  query.Start();
  const Status read =
      ForEachRow(&query, [&player](const Statement& row) { player.Play(ReadRevision(row)); });
  if (!read) return read.error();
  Expected expected = player.Take();
  if (!kept_head.empty() && !expected.is_kept_head_there) {
    findings->push_back({"revisions", kept_head,
                         "is a hash that was kept and is not in the chain: the ledger was written "
                         "anew, or cut off before it"});
  }
  return expected;
}

}  // namespace tadwin::store
