#include "annotate/names/place_evidence.h"

#include <string_view>

namespace tadwin::annotate {
namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644

bool BeginsSentence(const AnnotatedText& document, uint32_t token) {
  return token == 0 || document.tokens[token - 1].sentence != document.tokens[token].sentence;
}

}  // namespace

void PlaceEvidence::Build(const rules::Grammar& grammar, const NameLexicon* names) {
  names_ = names;
  direction_lexicon_ = grammar.lexicon->IndexOf("place/direction");
  month_lexicon_ = grammar.lexicon->IndexOf("time/month");
  type_lexicon_ = grammar.lexicon->IndexOf("place/type_word");
  locative_lexicon_ = grammar.lexicon->IndexOf("place/locative");
}

bool PlaceEvidence::SaysPlace(const AnnotatedText& document, const std::vector<WordView>& views,
                              uint32_t begin) const {
  if ((views[begin].proclitics & kBi) != 0) return true;
  if (BeginsSentence(document, begin)) return false;
  for (uint32_t m = document.lex_match_begin[begin - 1]; m < document.lex_match_begin[begin]; ++m) {
    const auto lexicon = static_cast<int>(document.lex_matches[m].entry.lexicon);
    if (lexicon == direction_lexicon_ || lexicon == type_lexicon_ || lexicon == locative_lexicon_) {
      return true;
    }
  }
  return false;
}

std::optional<NameKind> PlaceEvidence::SaysKind(const AnnotatedText& document,
                                                uint32_t begin) const {
  return BeginsSentence(document, begin) ? std::nullopt : KindSaidAt(document, begin - 1);
}

std::optional<NameKind> PlaceEvidence::KindSaidAt(const AnnotatedText& document,
                                                  uint32_t token) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != type_lexicon_) continue;
    if (match.token_end != token + 1) continue;
    if ((match.proclitics & kAl) != 0 || match.has_enclitic) continue;
    if (names_->Cell(match.entry, "street").empty()) {
      return NameKindFrom(names_->Cell(match.entry, "kind"));
    }
  }
  return std::nullopt;
}

bool PlaceEvidence::IsAdjective(const AnnotatedText& document, uint32_t token) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end == token + 1 && match.entry.features.pos == Pos::kAdjective) return true;
  }
  return false;
}

bool PlaceEvidence::IsCommonWord(const AnnotatedText& document, uint32_t token, bool also) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1) continue;
    const Pos part = match.entry.features.pos;
    if (part == Pos::kNoun || part == Pos::kAdjective) return true;
    if (!also) continue;
    if (part == Pos::kVerb) return true;
    if (names_->SourceOf(match.entry.lexicon) == NameSource::kFirstName) return true;
  }
  return false;
}

bool PlaceEvidence::IsMiscut(const AnnotatedText& document, const NameHit& hit) const {
  if (hit.proclitics == kNoProclitic) return false;
  // "Ka" is written onto names too seldom to be read into one.
  if ((hit.proclitics & kKa) != 0) return true;
  const uint32_t token = hit.token_begin;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1 || match.proclitics != kNoProclitic) continue;
    const NameSource source = names_->SourceOf(match.entry.lexicon);
    if (source == NameSource::kFirstName) return true;
    if (!match.has_enclitic && match.entry.features.pos == Pos::kNoun) return true;
  }
  return false;
}

bool PlaceEvidence::IsCommonHere(const AnnotatedText& document, uint32_t token) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    if (static_cast<int>(document.lex_matches[m].entry.lexicon) == month_lexicon_) return true;
  }
  const bool last = token + 1 >= document.tokens.size();
  if (last || document.tokens[token + 1].sentence != document.tokens[token].sentence) return false;
  if (document.Folded(document.tokens[token]).starts_with(kArticle)) return false;
  if (!IsCommonWord(document, token, /*also=*/false)) return false;
  bool verb = false;
  for (uint32_t m = document.lex_match_begin[token + 1]; m < document.lex_match_begin[token + 2];
       ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 2 || match.proclitics != kNoProclitic) continue;
    if (match.entry.features.pos == Pos::kNoun) return false;
    verb |= match.entry.features.pos == Pos::kVerb || match.entry.features.pos == Pos::kAdjective;
  }
  return verb;
}

bool PlaceEvidence::IsTold(const AnnotatedText& document, const std::vector<WordView>& views,
                           const NameHit& hit) const {
  if (hit.layer != Layer::kPlace) return false;
  const bool single = hit.token_end - hit.token_begin == 1;
  if (!single && KindSaidAt(document, hit.token_begin)) return true;  // its first word
  if (!single && !hit.ambiguous && SaysPlace(document, views, hit.token_begin)) return true;
  if (hit.proclitics != kNoProclitic || !SaysKind(document, hit.token_begin)) return false;
  // "A new town": an adjective follows its noun without an article.
  return !single || !IsAdjective(document, hit.token_begin) ||
         document.Folded(document.tokens[hit.token_begin]).starts_with(kArticle);
}

bool PlaceEvidence::IsSure(const AnnotatedText& document, const std::vector<WordView>& views,
                           const NameHit& hit) const {
  const bool single = hit.token_end - hit.token_begin == 1;
  if (single && IsMiscut(document, hit)) return false;
  if (!hit.ambiguous && (hit.source != NameSource::kGeoNames || !single)) return true;
  if (hit.layer != Layer::kPlace) return false;
  if (IsTold(document, views, hit)) return true;
  return !hit.ambiguous && SaysPlace(document, views, hit.token_begin) &&
         !IsCommonWord(document, hit.token_begin, /*also=*/true);
}

}  // namespace tadwin::annotate
