#include "extract/statements/statement.h"

#include <string>

namespace tadwin::extract {
namespace {

// More days than this and the publication date is a month, not a day.
constexpr int kMaxDaysOfADay = 1;
constexpr int kMaxDaysOfAMonth = 31;

}  // namespace

NamedRef ActorRef(const AnnotatedText& document, const Mention& mention) {
  NamedRef ref{std::string(document.Raw(mention.span)), mention.span, mention.name};
  if (mention.layer == Layer::kPlace && !mention.name.actor_id.empty()) {
    ref.name.id = mention.name.actor_id;
  }
  return ref;
}

NamedRef PlaceRef(const AnnotatedText& document, const Mention& mention) {
  return NamedRef{std::string(document.Raw(mention.span)), mention.span, mention.name};
}

Fact StartFact(const AnnotatedText& document, const std::vector<Attribution>& attributions,
               FactKind kind, uint32_t token_begin, uint32_t token_end, std::string_view rule) {
  Fact fact;
  fact.kind = kind;
  fact.span = document.SpanOf(token_begin, token_end);
  fact.text = std::string(document.Raw(fact.span));
  fact.sentence = document.tokens[token_begin].sentence;
  fact.rules.emplace_back(rule);
  const Attribution* said = FindAttribution(attributions, fact.span);
  if (said != nullptr) {
    fact.speaker = said->speaker;
    fact.status = said->denies    ? FactStatus::kDenied
                  : said->alleges ? FactStatus::kAlleged
                  : said->reprint ? FactStatus::kAsserted
                                  : FactStatus::kAttributed;
    fact.rules.push_back(said->rule);
    AddEvidence(&fact, "speaker", said->speaker.span, said->rule);
  }
  return fact;
}

void AddEvidence(Fact* fact, std::string_view field, Span span, std::string_view rule) {
  if (span.empty()) return;
  fact->evidence.push_back({std::string(field), span, std::string(rule)});
}

TimeValue PublishedTime(const AnnotatedText& document) {
  TimeValue time;
  if (!document.published.date) return time;
  time.start = document.published.date->start;
  time.stop = document.published.date->stop;
  time.anchor = TimeAnchor::kPublished;
  const int days = time.stop->days - time.start->days + 1;
  time.precision = days <= kMaxDaysOfADay     ? Precision::kDay
                   : days <= kMaxDaysOfAMonth ? Precision::kMonth
                                              : Precision::kYear;
  return time;
}

}  // namespace tadwin::extract
