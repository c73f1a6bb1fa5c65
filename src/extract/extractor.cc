#include "extract/extractor.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "extract/parties.h"

namespace tadwin::extract {
namespace {

// Stable whatever else the document holds: the document, the kind, the trigger and, for several
// facts of one kind on one trigger, their order.
void AssignIds(const RawArticle& article, std::vector<Fact>* facts) {
  std::map<std::string, int> seen;
  for (Fact& fact : *facts) {
    std::string key = article.sha256 + '\x1f' + FactKindName(fact.kind) + '\x1f' +
                      std::to_string(fact.span.begin) + '\x1f' + std::to_string(fact.span.end);
    const int ordinal = seen[key]++;
    fact.id = Hash64Hex(key + '\x1f' + std::to_string(ordinal));
  }
}

// The first of each sentence that gave no fact of any kind.
std::vector<Uncoded> WithoutFacts(const AnnotatedText& document, const std::vector<Fact>& facts,
                                  std::vector<Uncoded> left_out) {
  std::vector<bool> told(document.sentences.size(), false);
  const auto first_after = [&document](uint32_t byte) {
    return std::partition_point(
        document.sentences.begin(), document.sentences.end(),
        [byte](const Sentence& sentence) { return sentence.span.end <= byte; });
  };
  for (const Fact& fact : facts) {
    const auto at = first_after(fact.span.begin);
    if (at == document.sentences.end()) continue;
    told[static_cast<size_t>(at - document.sentences.begin())] = true;
  }
  std::vector<Uncoded> uncoded;
  for (Uncoded& one : left_out) {
    if (told[one.sentence]) continue;
    told[one.sentence] = true;
    uncoded.push_back(std::move(one));
  }
  return uncoded;
}

}  // namespace

Extractor Extractor::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Extractor extractor;
  extractor.speakers_ = SpeakerReader::Create(grammar, errors);
  extractor.events_ = EventReader::Create(grammar, errors);
  extractor.occasions_ = OccasionReader::Create(grammar, errors);
  extractor.quantities_ = QuantityReader::Create(grammar, errors);
  extractor.commitments_ = CommitmentReader::Create(grammar, errors);
  return extractor;
}

Extractor::Extracted Extractor::Extract(const AnnotatedText& document) const {
  std::vector<Uncoded> left_out;
  const std::vector<Attribution> attributions = speakers_.Read(document);
  std::vector<Fact> facts = events_.Read(document, attributions, &left_out);
  occasions_.Complete(document, &facts);
  for (auto* more : {&quantities_}) {
    std::vector<Fact> found = more->Read(document, attributions);
    std::move(found.begin(), found.end(), std::back_inserter(facts));
  }
  std::vector<Fact> promised = commitments_.Read(document, attributions);
  ShareParties(facts, &promised);
  std::move(promised.begin(), promised.end(), std::back_inserter(facts));

  std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    return std::tuple(a.span.begin, a.kind, a.span.end) <
           std::tuple(b.span.begin, b.kind, b.span.end);
  });
  for (Fact& fact : facts) {
    fact.doc = document.article->name;
    fact.doc_sha256 = document.article->sha256;
    fact.text = std::string(document.Raw(fact.span));
    std::stable_sort(fact.evidence.begin(), fact.evidence.end(),
                     [](const Evidence& a, const Evidence& b) {
                       return std::tie(a.field, a.span) < std::tie(b.field, b.span);
                     });
  }
  AssignIds(*document.article, &facts);
  Extracted out;
  out.uncoded = WithoutFacts(document, facts, std::move(left_out));
  out.facts = std::move(facts);
  return out;
}

}  // namespace tadwin::extract
