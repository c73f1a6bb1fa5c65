#include "pipeline/past_ledger.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "model/fact_record.h"
#include "pipeline/link_ledger.h"
#include "store/document_record.h"
#include "store/past.h"
#include "store/sql_connection.h"

namespace tadwin::pipeline {
namespace {

using store::PastDocument;

FactChange Told(FactChange::What what, const Fact& fact) {
  FactChange change;
  change.what = what;
  change.fact = fact.id;
  change.document = fact.doc;
  change.words = fact.text;
  change.kind = FactKindName(fact.kind);
  return change;
}

// What a fact says, as changes from or to nothing.
void AddFields(const Fact& fact, bool is_before, FactChange* change) {
  for (review::FieldText& field : review::FieldsOf(fact)) {
    change->fields.push_back(is_before
                                 ? review::FieldChange{field.field, std::move(field.value), ""}
                                 : review::FieldChange{field.field, "", std::move(field.value)});
  }
}

// The fact that other rules gave another id: of the same kind on common words. Taken once.
const Fact* FindMoved(const Fact& fact, std::map<std::string, const Fact*>* left) {
  for (auto at = left->begin(); at != left->end(); ++at) {
    if (at->second->kind != fact.kind || !at->second->span.Overlaps(fact.span)) continue;
    const Fact* found = at->second;
    left->erase(at);
    return found;
  }
  return nullptr;
}

}  // namespace

void DiffFacts(const std::vector<Fact>& before, const std::vector<Fact>& after, LedgerDiff* diff) {
  std::map<std::string, const Fact*> left;
  for (const Fact& fact : before) left[fact.id] = &fact;
  std::vector<std::pair<const Fact*, const Fact*>> pairs;  // after, before
  for (const Fact& fact : after) {
    const auto same = left.find(fact.id);
    const Fact* known = same == left.end() ? nullptr : same->second;
    if (known != nullptr) left.erase(same);
    pairs.emplace_back(&fact, known);
  }
  for (auto& [now, known] : pairs) {
    if (known == nullptr) known = FindMoved(*now, &left);
    if (known == nullptr) {
      AddFields(*now, false, &diff->changes.emplace_back(Told(FactChange::What::kAppeared, *now)));
      continue;
    }
    FactChange change = Told(FactChange::What::kChanged, *now);
    if (known->id != now->id) change.before = known->id;
    change.fields = review::CompareFacts(*known, *now);
    if (change.fields.empty()) {
      ++diff->unchanged;
    } else {
      diff->changes.push_back(std::move(change));
    }
  }
  for (const auto& entry : left) {
    AddFields(*entry.second, true,
              &diff->changes.emplace_back(Told(FactChange::What::kVanished, *entry.second)));
  }
}

namespace {

// What the rules say of a document, told or not otherwise than before.
std::string CodingOf(const store::DocumentRecord& document, const std::vector<Fact>& machine) {
  std::vector<std::string> records;
  for (const Fact& fact : machine) records.push_back(FactRecord(fact));
  std::sort(records.begin(), records.end());
  std::string all = store::WriteDocumentRecord(document, true);
  for (const std::string& record : records) all += record;
  return all;
}

}  // namespace

const char* ChangeName(FactChange::What what) {
  switch (what) {
    case FactChange::What::kAppeared: return "appeared";
    case FactChange::What::kVanished: return "vanished";
    case FactChange::What::kChanged: return "changed";
  }
  return "changed";
}

Result<std::unique_ptr<store::Store>> OpenPast(store::Store* ledger, uint64_t seq,
                                               const link::Linker& linker,
                                               const std::string& rules_hash, unsigned threads) {
  auto past = store::OpenStore(":memory:", store::OpenMode::kCreate);
  if (!past) return past;
  if (Status copied = store::CopyPast(ledger, seq, past->get()); !copied) return copied.error();
  const Result<bool> linked = LinkLedger(linker, rules_hash, threads, past->get());
  if (!linked) return linked.error();
  return past;
}

Result<LedgerDiff> DiffPast(store::Store* ledger, uint64_t before, uint64_t after) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<std::vector<std::string>> documents =
      store::DocumentsChanged(ledger, std::min(before, after), std::max(before, after));
  if (!documents) return documents.error();
  LedgerDiff diff;
  for (const std::string& sha256 : *documents) {
    const Result<std::optional<PastDocument>> one = store::ReadPast(ledger, sha256, before);
    if (!one) return one.error();
    const Result<std::optional<PastDocument>> other = store::ReadPast(ledger, sha256, after);
    if (!other) return other.error();
    if (!*one && !*other) continue;
    const size_t known = diff.changes.size();
    const std::vector<Fact> none;
    DiffFacts(*one ? (*one)->facts : none, *other ? (*other)->facts : none, &diff);
    if (!*one) {
      ++diff.documents_appeared;
    } else if (!*other) {
      ++diff.documents_vanished;
    } else if (diff.changes.size() > known) {
      ++diff.documents_changed;
    }
  }
  std::stable_sort(
      diff.changes.begin(), diff.changes.end(),
      [](const FactChange& a, const FactChange& b) { return a.document < b.document; });
  return diff;
}

Result<RollbackSummary> RollBack(store::Store* ledger, uint64_t seq, const link::Linker& linker,
                                 const std::string& rules_hash, unsigned threads) {
  const Result<std::vector<std::string>> documents =
      store::DocumentsChanged(ledger, seq, UINT32_MAX);
  if (!documents) return documents.error();
  RollbackSummary summary;
  for (const std::string& sha256 : *documents) {
    const Result<std::optional<PastDocument>> then = store::ReadPast(ledger, sha256, seq);
    if (!then) return then.error();
    const Result<std::optional<store::DocumentRecord>> now = ledger->FindDocument(sha256);
    if (!now) return now.error();
    if (!*then) {
      if (!*now) continue;
      if (Status gone = ledger->Withdraw(sha256); !gone) return gone.error();
      ++summary.withdrawn;
      continue;
    }
    if (*now) {
      const Result<std::vector<Fact>> machine = ledger->MachineFactsOf(sha256);
      if (!machine) return machine.error();
      if (CodingOf(**now, *machine) == CodingOf((*then)->document, (*then)->machine)) {
        ++summary.unchanged;
        continue;
      }
    }
    if (Status put = ledger->PutDocument((*then)->document, (*then)->machine); !put) {
      return put.error();
    }
    ++summary.restored;
  }
  const Result<bool> linked = LinkLedger(linker, rules_hash, threads, ledger);
  if (!linked) return linked.error();
  return summary;
}

}  // namespace tadwin::pipeline
