#include "reconcile/ledger_view.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace tadwin::reconcile {

Telling TellingOf(const Fact& fact) {
  Telling telling;
  telling.fact = fact.id;
  telling.doc = fact.doc;
  telling.status = FactStatusName(fact.status);
  if (fact.speaker) {
    telling.speaker = fact.speaker->text;
    telling.speaker_type = SpeakerTypeName(fact.speaker->type);
  }
  if (fact.told) telling.told = fact.told->start;
  return telling;
}

bool IsToldBefore(const Fact& a, const Fact& b) {
  const auto key = [](const Fact& fact) {
    return std::tuple(fact.told ? fact.told->start.days : INT32_MAX, std::string_view(fact.doc),
                      fact.span.begin, fact.span.end, std::string_view(fact.id));
  };
  return key(a) < key(b);
}

LedgerView::LedgerView(const std::vector<Fact>& facts, const std::vector<Incident>& incidents)
    : facts_(facts), incidents_(incidents) {
  for (const Fact& fact : facts) {
    fact_by_id_.emplace(fact.id, &fact);
    documents_[DocumentKey(fact)].push_back(&fact);
  }
  for (auto& [key, of_document] : documents_) {
    std::sort(of_document.begin(), of_document.end(), [](const Fact* a, const Fact* b) {
      return std::tie(a->span.begin, a->span.end, a->id) <
             std::tie(b->span.begin, b->span.end, b->id);
    });
  }
  for (const Incident& incident : incidents) {
    incident_by_id_.emplace(incident.id, &incident);
    for (const std::string& fact : incident.facts) incident_of_fact_.emplace(fact, &incident);
  }
}

const std::string& LedgerView::DocumentKey(const Fact& fact) {
  return fact.doc_sha256.empty() ? fact.doc : fact.doc_sha256;
}

const Fact* LedgerView::FindFact(std::string_view id) const {
  const auto found = fact_by_id_.find(id);
  return found == fact_by_id_.end() ? nullptr : found->second;
}

const Incident* LedgerView::FindIncident(std::string_view id) const {
  const auto found = incident_by_id_.find(id);
  return found == incident_by_id_.end() ? nullptr : found->second;
}

const Incident* LedgerView::IncidentOf(const Fact& fact) const {
  const auto found = incident_of_fact_.find(fact.id);
  return found == incident_of_fact_.end() ? nullptr : found->second;
}

std::vector<const Fact*> LedgerView::FactsOf(const Incident& incident) const {
  return Find(incident.facts);
}

std::vector<const Fact*> LedgerView::FactsOf(const FieldValue& value) const {
  return Find(value.facts);
}

std::vector<const Fact*> LedgerView::Find(const std::vector<std::string>& ids) const {
  std::vector<const Fact*> found;
  for (const std::string& id : ids) {
    if (const Fact* fact = FindFact(id); fact != nullptr) found.push_back(fact);
  }
  std::sort(found.begin(), found.end(),
            [](const Fact* a, const Fact* b) { return IsToldBefore(*a, *b); });
  return found;
}

}  // namespace tadwin::reconcile
