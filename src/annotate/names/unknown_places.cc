#include "annotate/names/unknown_places.h"

#include <algorithm>
#include <span>

namespace tadwin::annotate {
namespace {

// "The village of Titi Kora": the gazetteer knows another place by its first word, nobody the
// second.
bool GoesOnUnknown(const AnnotatedText& document, const std::vector<WordView>& views,
                   const std::vector<NameHit>& hits, const PlaceEvidence& evidence,
                   uint32_t token) {
  const uint32_t last = token + 2;
  if (last >= document.tokens.size() ||
      document.tokens[last].sentence != document.tokens[token].sentence ||
      evidence.KindSaidAt(document, token) != NameKind::kSettlement ||
      HasArticle(views[token + 1]) || HasArticle(views[last]) ||
      !evidence.IsUnknown(document, views, last)) {
    return false;
  }
  const std::span<const NameHit> inside = HitsWithin(hits, token + 1, last + 1);
  return !inside.empty() && std::all_of(inside.begin(), inside.end(), [&](const NameHit& hit) {
    return hit.layer == Layer::kPlace && hit.token_begin == token + 1 && hit.token_end == last;
  });
}

}  // namespace

void AddUnknownPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                      const std::vector<NameHit>& hits, const PlaceEvidence& evidence,
                      std::vector<FoundName>* found) {
  std::vector<FoundName> added;
  for (uint32_t token = 0; token < document.tokens.size(); ++token) {
    uint32_t end = evidence.UnknownNameEnd(document, views, token);
    if (end == token + 1 && GoesOnUnknown(document, views, hits, evidence, token)) end = token + 3;
    if (end == token + 1) continue;
    // "The village of Deir X": that its first word is a name elsewhere does not matter.
    const bool headed = end == token + 3;
    const std::span<const NameHit> inside = HitsWithin(hits, token, end);
    if (std::any_of(inside.begin(), inside.end(), [&](const NameHit& hit) {
          return !headed || hit.token_begin != token + 1 || hit.token_end != token + 2;
        })) {
      continue;
    }
    const FoundName name{token + 1, end, kNoProclitic, Layer::kPlace, false, true};
    const auto head = [&](const FoundName& other) {
      return headed && other.begin == token + 1 && other.end == token + 2;
    };
    const bool taken = std::any_of(found->begin(), found->end(), [&](const FoundName& other) {
      return other.begin < name.end && token < other.end && !head(other);
    });
    if (taken) continue;
    std::erase_if(*found, head);
    added.push_back(name);
  }
  if (added.empty()) return;
  found->insert(found->end(), added.begin(), added.end());
  std::sort(found->begin(), found->end(),
            [](const FoundName& a, const FoundName& b) { return a.begin < b.begin; });
}

}  // namespace tadwin::annotate
