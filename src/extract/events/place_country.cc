#include "extract/events/place_country.h"

#include <algorithm>
#include <map>
#include <string>

namespace tadwin::extract {
namespace {

// Bytes between a place and the known one behind it: "the market in the middle of the town of X".
constexpr uint32_t kNearBytes = 48;

bool IsKnownPlace(const Mention& mention) {
  return mention.layer == Layer::kPlace && !mention.name.country.empty();
}

// A town, district or facility: what tells where a report plays. Countries are named for much else.
bool IsLocal(const Mention& mention) {
  return IsKnownPlace(mention) && mention.name.kind != NameKind::kCountry &&
         mention.name.kind != NameKind::kRegion && mention.name.kind != NameKind::kWater;
}

bool BeginsWithAnd(const AnnotatedText& document, const Token& token) {
  const auto at = static_cast<size_t>(&token - document.tokens.data());
  const auto matches = document.lex_matches.begin();
  return std::any_of(matches + document.lex_match_begin[at],
                     matches + document.lex_match_begin[at + 1],
                     [](const LexMatch& match) { return (match.proclitics & (kWa | kFa)) != 0; });
}

// A stop, a comma, "and" or the end of a sentence between two stretches of words.
bool HasBreak(const AnnotatedText& document, uint32_t begin, uint32_t end) {
  const auto& tokens = document.tokens;
  auto token = std::lower_bound(tokens.begin(), tokens.end(), begin,
                                [](const Token& t, uint32_t at) { return t.span.begin < at; });
  const auto first = token;
  for (; token != tokens.end() && token->span.begin < end; ++token) {
    if (token->kind == TokenKind::kPunctuation || BeginsWithAnd(document, *token)) return true;
  }
  return token != tokens.end() && first != tokens.end() && first->sentence != token->sentence;
}

class CountryFinder {
 public:
  explicit CountryFinder(const AnnotatedText& document) : document_(document) {
    for (const Mention& mention : document.mentions) {
      if (!IsLocal(mention)) continue;
      if (local_ == nullptr) local_ = &mention;
      is_one_ &= mention.name.country == local_->name.country;
    }
  }

  // The mention that tells the country of a place told at `span`, or nullptr.
  const Mention* Beside(Span span) const {
    const Mention* found = nullptr;
    for (const Mention& mention : document_.mentions) {
      if (mention.span.begin > span.end + kNearBytes) break;
      if (!IsKnownPlace(mention) || mention.span.begin < span.begin) continue;
      const bool inside = mention.span.end <= span.end;
      if (!inside && mention.span.begin < span.end) continue;
      if (!inside && HasBreak(document_, span.end, mention.span.begin)) break;
      if (found != nullptr && found->name.country != mention.name.country) return nullptr;
      if (found == nullptr) found = &mention;
    }
    return found;
  }

  // All towns of the document lie in the country of this one; nullptr when they do not.
  const Mention* OfDocument() const { return is_one_ ? local_ : nullptr; }

 private:
  const AnnotatedText& document_;
  const Mention* local_ = nullptr;
  bool is_one_ = true;
};

bool IsUnknown(const Fact& fact) {
  return fact.place && fact.place->name.id.empty() && fact.place->name.country.empty() &&
         !fact.place->span.empty();
}

void SetCountry(const Mention& from, const char* rule, Fact* fact) {
  fact->place->name.country = from.name.country;
  fact->evidence.push_back({"country", from.span, rule});
}

}  // namespace

void FillCountries(const AnnotatedText& document, std::vector<EventReader::Judged>* judged) {
  const CountryFinder finder(document);
  std::map<std::string, const Mention*> told;  // by the words of a place
  for (EventReader::Judged& one : *judged) {
    if (!IsUnknown(one.fact)) continue;
    const Mention* beside = finder.Beside(one.fact.place->span);
    if (beside == nullptr) continue;
    SetCountry(*beside, "event/place:country_beside", &one.fact);
    told.emplace(one.fact.place->text, beside);
  }
  for (EventReader::Judged& one : *judged) {
    if (!IsUnknown(one.fact)) continue;
    const auto same = told.find(one.fact.place->text);
    if (same != told.end()) {
      SetCountry(*same->second, "event/place:country_told_elsewhere", &one.fact);
    } else if (const Mention* local = finder.OfDocument()) {
      SetCountry(*local, "event/place:country_of_document", &one.fact);
    }
  }
}

}  // namespace tadwin::extract
