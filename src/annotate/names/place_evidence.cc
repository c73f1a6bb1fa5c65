#include "annotate/names/place_evidence.h"

#include <string_view>

namespace tadwin::annotate {
namespace {

constexpr size_t kShortWordBytes = 8;                      // "that it"
constexpr size_t kMinNameBytes = 6;                        // three letters
constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644

bool BeginsSentence(const AnnotatedText& document, uint32_t token) {
  return token == 0 || document.tokens[token - 1].sentence != document.tokens[token].sentence;
}

// The word before `begin`, an opening mark left out.
uint32_t Before(const AnnotatedText& document, uint32_t begin) {
  const bool marked = begin >= 2 && document.Folded(document.tokens[begin - 1]) == "\"" &&
                      !BeginsSentence(document, begin - 1);
  return marked ? begin - 2 : begin - 1;
}

bool HasVerb(const AnnotatedText& document, uint32_t token) {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    if (document.lex_matches[m].entry.features.pos == Pos::kVerb) return true;
  }
  return false;
}

}  // namespace

void PlaceEvidence::Build(const rules::Grammar& grammar, const NameLexicon* names) {
  names_ = names;
  direction_lexicon_ = grammar.lexicon->IndexOf("place/direction");
  particle_lexicon_ = grammar.lexicon->IndexOf("lexicon/particles");
  head_lexicon_ = grammar.lexicon->IndexOf("place/name_head");
  month_lexicon_ = grammar.lexicon->IndexOf("time/month");
  name_word_lexicon_ = grammar.lexicon->IndexOf("person/name_word");
  type_lexicon_ = grammar.lexicon->IndexOf("place/type_word");
  locative_lexicon_ = grammar.lexicon->IndexOf("place/locative");
}

bool PlaceEvidence::SaysPlace(const AnnotatedText& document, const std::vector<WordView>& views,
                              uint32_t begin) const {
  if ((views[begin].proclitics & kBi) != 0) return true;
  if (BeginsSentence(document, begin)) return false;
  const uint32_t before = Before(document, begin);
  for (uint32_t m = document.lex_match_begin[before]; m < document.lex_match_begin[before + 1];
       ++m) {
    const auto lexicon = static_cast<int>(document.lex_matches[m].entry.lexicon);
    if (lexicon == direction_lexicon_ || lexicon == type_lexicon_ || lexicon == locative_lexicon_) {
      return true;
    }
  }
  return false;
}

std::optional<NameKind> PlaceEvidence::SaysKind(const AnnotatedText& document,
                                                uint32_t begin) const {
  if (BeginsSentence(document, begin)) return std::nullopt;
  return KindSaidAt(document, Before(document, begin));
}

int PlaceEvidence::SaysLevel(const AnnotatedText& document, uint32_t begin) const {
  if (BeginsSentence(document, begin)) return 0;
  for (uint32_t m = document.lex_match_begin[begin - 1]; m < document.lex_match_begin[begin]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != type_lexicon_ || match.token_end != begin)
      continue;
    const std::string_view level = names_->Cell(match.entry, "level");
    if (!level.empty()) return level == "1" ? 1 : 2;
  }
  return 0;
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

bool PlaceEvidence::IsUnknown(const AnnotatedText& document, const std::vector<WordView>& views,
                              uint32_t token) const {
  const Token& word = document.tokens[token];
  if (word.kind != TokenKind::kWord || word.fold_end - word.fold_begin < kMinNameBytes)
    return false;
  if (views[token].proclitics != kNoProclitic) return false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const bool part_of_name = static_cast<int>(match.entry.lexicon) == name_word_lexicon_;
    if (match.token_end == token + 1 && !part_of_name) return false;
  }
  return true;
}

uint32_t PlaceEvidence::UnknownNameEnd(const AnnotatedText& document,
                                       const std::vector<WordView>& views, uint32_t token) const {
  const auto kind = KindSaidAt(document, token);
  const bool region = kind == NameKind::kRegion;
  if (!region && kind != NameKind::kSettlement && kind != NameKind::kAdmin) return token + 1;
  const uint32_t sentence = document.tokens[token].sentence;
  const auto inside = [&](uint32_t t) {
    return t < document.tokens.size() && document.tokens[t].sentence == sentence;
  };
  if (!inside(token + 1)) return token + 1;
  // "An area of ruins" is no name; one of several words or with the article is.
  const bool named = !region || HasArticle(views[token + 1]);
  if (named && IsUnknown(document, views, token + 1)) return token + 2;
  bool heads = false;
  for (uint32_t m = document.lex_match_begin[token + 1]; m < document.lex_match_begin[token + 2];
       ++m) {
    const LexMatch& match = document.lex_matches[m];
    heads |= static_cast<int>(match.entry.lexicon) == head_lexicon_ &&
             match.token_end == token + 2 && match.proclitics == kNoProclitic &&
             !match.has_enclitic;
  }
  // "Tell of the roses": behind such a head any word with its article is part of the name.
  const bool goes_on = heads && inside(token + 2) &&
                       (IsUnknown(document, views, token + 2) ||
                        (HasArticle(views[token + 2]) && !IsParticle(document, token + 2)));
  return goes_on ? token + 3 : token + 1;
}

bool PlaceEvidence::IsParticle(const AnnotatedText& document, uint32_t token) const {
  const auto matches = document.lex_matches.begin();
  return std::any_of(matches + document.lex_match_begin[token],
                     matches + document.lex_match_begin[token + 1], [&](const LexMatch& match) {
                       return static_cast<int>(match.entry.lexicon) == particle_lexicon_;
                     });
}

bool PlaceEvidence::IsEverydayWord(const AnnotatedText& document,
                                   const std::vector<WordView>& views, uint32_t token) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1) continue;
    const bool particle = static_cast<int>(match.entry.lexicon) == particle_lexicon_;
    if (particle && views[token].core.size() <= kShortWordBytes) return true;
    const Pos part = match.entry.features.pos;
    if (part == Pos::kNoun || part == Pos::kAdjective) return true;
  }
  return false;
}

bool PlaceEvidence::IsDoubtful(const AnnotatedText& document, const std::vector<WordView>& views,
                               const std::vector<NameHit>& hits, uint32_t token) const {
  bool ambiguous = false;
  bool only_built = false;  // a name of the built table, which knows less of words
  for (const NameHit& hit : HitsWithin(hits, token, token + 1)) {
    if (hit.layer != Layer::kPlace) continue;
    const bool built = hit.source == NameSource::kGeoNames;
    if (!hit.ambiguous && !built) return false;
    only_built |= !hit.ambiguous;
    ambiguous |= hit.ambiguous && !built;
  }
  if (only_built && !ambiguous) return false;
  for (const NameHit& hit : HitsWithin(hits, token, token + 1)) {
    ambiguous |= hit.layer == Layer::kPlace && hit.ambiguous;
  }
  if (IsCommonHere(document, token) && !SaysKind(document, token)) return true;
  if (!ambiguous) return IsEverydayWord(document, views, token);
  return !SaysPlace(document, views, token) &&
         (IsCommonWord(document, token, /*also=*/false) || HasVerb(document, token));
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

std::vector<bool> PlaceEvidence::ListedHits(const AnnotatedText& document,
                                            const std::vector<NameHit>& hits) const {
  std::vector<bool> listed(hits.size(), false);
  // By token: a list goes on there; 2 where a comma or "and" must still come.
  std::vector<uint8_t> goes_on(document.tokens.size() + 1, 0);
  for (const LexMatch& match : document.lex_matches) {
    if (static_cast<int>(match.entry.lexicon) != type_lexicon_) continue;
    if ((match.proclitics & kAl) != 0 || match.has_enclitic) continue;
    if (!names_->Cell(match.entry, "plural").empty()) goes_on[match.token_end] = 1;
  }
  for (size_t i = 0; i < hits.size(); ++i) {
    const NameHit& hit = hits[i];
    if (hit.layer != Layer::kPlace || BeginsSentence(document, hit.token_begin)) continue;
    const bool joined = (hit.proclitics & kWa) != 0;
    const uint8_t at = goes_on[hit.token_begin];
    const bool behind_comma =
        document.tokens[hit.token_begin - 1].kind == TokenKind::kPunctuation &&
        goes_on[hit.token_begin - 1] == 2;
    // The first of the list must be a name of itself; it vouches for the rest.
    if (at == 1 ? joined || hit.ambiguous : !behind_comma && !(at == 2 && joined)) continue;
    if ((hit.proclitics & static_cast<uint16_t>(~kWa)) != 0) continue;
    listed[i] = true;
    goes_on[hit.token_end] = 2;
  }
  return listed;
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

// Of the same words the table knows better: a hospital is a place even where it acts, and a seat
// ("the Kremlin") is who sits there right behind a verb.
bool PlaceEvidence::IsRatherKnown(const AnnotatedText& document, const NameHit& hit,
                                  Layer guess) const {
  if (guess == Layer::kOrg && hit.layer == Layer::kPlace) {
    return NameKindFrom(names_->Cell(hit.entry, "kind")) == NameKind::kFacility;
  }
  if (guess != Layer::kPlace || hit.layer != Layer::kOrg || hit.proclitics != kNoProclitic)
    return false;
  const uint32_t token = hit.token_begin;
  if (token == 0 || document.tokens[token - 1].sentence != document.tokens[token].sentence)
    return false;
  const auto matches = document.lex_matches.begin();
  return std::any_of(matches + document.lex_match_begin[token - 1],
                     matches + document.lex_match_begin[token], [&](const LexMatch& match) {
                       return match.token_end == token && !match.has_enclitic &&
                              match.entry.features.pos == Pos::kVerb;
                     });
}

}  // namespace tadwin::annotate
