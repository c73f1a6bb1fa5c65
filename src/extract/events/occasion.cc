#include "extract/events/occasion.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tadwin::extract {
namespace {

constexpr const char* kLexicon = "event/occasion";
constexpr const char* kRule = "event/occasion:carried";
constexpr std::string_view kMeeting = "CONSULT";
// PLOVER's verbal types, without the meeting itself.
constexpr std::array<std::string_view, 7> kVerbal = {"AGREE",  "SUPPORT", "CONCEDE", "REQUEST",
                                                     "ACCUSE", "REJECT",  "THREATEN"};

bool IsVerbal(const Fact& fact) {
  return std::find(kVerbal.begin(), kVerbal.end(), fact.plover) != kVerbal.end();
}

// Told as having taken place.
bool IsPastMeeting(const Fact& fact) {
  return fact.plover == kMeeting && fact.time.start.has_value() &&
         (fact.status == FactStatus::kAsserted || fact.status == FactStatus::kAttributed);
}

void CopyEvidence(const Fact& from, const char* field, Fact* to) {
  std::vector<Evidence> copied;
  for (const Evidence& evidence : from.evidence) {
    if (evidence.field == field) copied.push_back({field, evidence.span, kRule});
  }
  to->evidence.insert(to->evidence.end(), copied.begin(), copied.end());
}

}  // namespace

OccasionReader OccasionReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  OccasionReader reader;
  reader.lexicon_ = grammar.lexicon->IndexOf(kLexicon);
  if (reader.lexicon_ < 0) {
    errors->push_back(Error{ErrorCode::kBadRule, "this table is missing", "ar/event/occasion.tsv"});
  }
  return reader;
}

bool OccasionReader::IsOccasionBehind(const AnnotatedText& document, uint32_t begin_byte) const {
  const auto first =
      std::partition_point(document.tokens.begin(), document.tokens.end(),
                           [&](const Token& token) { return token.span.end <= begin_byte; });
  if (first == document.tokens.end()) return false;
  const auto token = static_cast<uint32_t>(first - document.tokens.begin());
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.entry.lexicon == static_cast<uint32_t>(lexicon_) && (match.proclitics & kAl) != 0) {
      return true;
    }
  }
  return false;
}

void OccasionReader::Complete(const AnnotatedText& document, std::vector<Fact>* events) const {
  std::vector<Fact*> ordered;
  for (Fact& fact : *events) ordered.push_back(&fact);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Fact* a, const Fact* b) { return a->span.begin < b->span.begin; });
  const Fact* meeting = nullptr;
  for (Fact* fact : ordered) {
    if (IsPastMeeting(*fact)) meeting = fact;
    if (meeting == nullptr || !IsVerbal(*fact) || fact->time.start) continue;
    // The speaker, the actor, or the subject right behind the verb.
    bool said_there = IsOccasionBehind(document, fact->span.end);
    if (fact->speaker && !fact->speaker->span.empty()) {
      said_there |= IsOccasionBehind(document, fact->speaker->span.begin);
    }
    for (const NamedRef& actor : fact->actors) {
      said_there |= !actor.span.empty() && IsOccasionBehind(document, actor.span.begin);
    }
    if (!said_there) continue;
    fact->time = meeting->time;
    fact->time.anchor = TimeAnchor::kNarrative;
    fact->date_text = meeting->date_text;
    CopyEvidence(*meeting, "start", fact);
    if (!fact->place && meeting->place) {
      fact->place = meeting->place;
      CopyEvidence(*meeting, "place", fact);
    }
    fact->rules.push_back(kRule);
  }
}

}  // namespace tadwin::extract
