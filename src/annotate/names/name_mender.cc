#include "annotate/names/name_mender.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tadwin::annotate {
namespace {

constexpr size_t kMinNameBytes = 6;  // three letters
constexpr uint32_t kMostNameWords = 5;
constexpr std::string_view kMark = "\"";
constexpr std::string_view kAlefMaksura = "\xD9\x89";
constexpr std::string_view kFeminine = "\xD9\x87";  // ta marbuta as it is folded

bool SameSentence(const AnnotatedText& document, uint32_t a, uint32_t b) {
  return b < document.tokens.size() && document.tokens[a].sentence == document.tokens[b].sentence;
}

void Sort(std::vector<FoundName>* found) {
  std::sort(found->begin(), found->end(),
            [](const FoundName& a, const FoundName& b) { return a.begin < b.begin; });
}

}  // namespace

void NameMender::Build(const rules::Grammar& grammar, const NameLexicon* names,
                       const PlaceEvidence* evidence) {
  names_ = names;
  evidence_ = evidence;
  title_lexicon_ = grammar.lexicon->IndexOf("person/title");
  first_name_lexicon_ = grammar.lexicon->IndexOf("person/first_name");
  name_word_lexicon_ = grammar.lexicon->IndexOf("person/name_word");
  type_lexicon_ = grammar.lexicon->IndexOf("place/type_word");
  facility_lexicon_ = grammar.lexicon->IndexOf("place/facility_head");
  facility_adjective_lexicon_ = grammar.lexicon->IndexOf("place/facility_adjective");
  particle_lexicon_ = grammar.lexicon->IndexOf("lexicon/particles");
  kin_lexicon_ = grammar.lexicon->IndexOf("person/kin_word");
  spokes_lexicon_ = grammar.lexicon->IndexOf("person/spokes_word");
  alias_lexicon_ = grammar.lexicon->IndexOf("person/alias_word");
}

bool NameMender::HasBareEntry(const AnnotatedText& document, uint32_t token, int lexicon) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) == lexicon && match.token_end == token + 1 &&
        !match.has_enclitic) {
      return true;
    }
  }
  return false;
}

NameMender::Likeness NameMender::NameLikeness(const AnnotatedText& document,
                                              const std::vector<WordView>& views,
                                              uint32_t token) const {
  const Token& word = document.tokens[token];
  const bool is_word = word.kind == TokenKind::kWord &&
                       word.fold_end - word.fold_begin >= kMinNameBytes &&
                       views[token].proclitics == kNoProclitic;
  if (!is_word || IsIndefiniteAccusative(document, token)) return Likeness::kNone;
  bool name = false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const auto lexicon = static_cast<int>(match.entry.lexicon);
    const bool of_names = lexicon == first_name_lexicon_ || lexicon == name_word_lexicon_ ||
                          names_->SourceOf(match.entry.lexicon) == NameSource::kPerson;
    if (of_names && match.proclitics == kNoProclitic) {
      name = true;
      continue;
    }
    if (names_->SourceOf(match.entry.lexicon) != NameSource::kGeoNames ||
        match.token_end > token + 1)
      return Likeness::kNone;
  }
  if (name) return Likeness::kName;
  return names_->frequency().ClassOf(views[token].core) == 0 ? Likeness::kRare : Likeness::kNone;
}

bool NameMender::IsGivenName(const AnnotatedText& document, uint32_t token) const {
  const Token& word = document.tokens[token];
  if (word.fold_end - word.fold_begin < kMinNameBytes) return false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1 || match.proclitics != kNoProclitic || match.has_enclitic)
      continue;
    const auto lexicon = static_cast<int>(match.entry.lexicon);
    if (lexicon == first_name_lexicon_) return true;
    if (lexicon == name_word_lexicon_ &&
        names_->Cell(match.entry, "kind").find("given") != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool NameMender::IsPlainNoun(const AnnotatedText& document, uint32_t token) const {
  bool noun = false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.token_end != token + 1 || match.has_enclitic) continue;
    if (names_->SourceOf(match.entry.lexicon) == NameSource::kNationality) return false;
    noun |= match.entry.features.pos == Pos::kNoun;
  }
  return noun;
}

bool NameMender::IsAdjectiveHere(const AnnotatedText& document, const std::vector<WordView>& views,
                                 const FoundName& name) const {
  const uint32_t token = name.begin;
  if (name.layer != Layer::kPerson || name.from_table || name.end - token != 1 || token == 0 ||
      HasArticle(views[token]) || !SameSentence(document, token - 1, token)) {
    return false;
  }
  const auto has = [&](uint32_t at, Pos pos) {
    const auto matches = document.lex_matches.begin();
    return std::any_of(matches + document.lex_match_begin[at],
                       matches + document.lex_match_begin[at + 1], [&](const LexMatch& match) {
                         return match.token_end == at + 1 && match.entry.features.pos == pos &&
                                !match.has_enclitic && (match.proclitics & kAl) == 0;
                       });
  };
  if (!has(token, Pos::kAdjective) || !has(token - 1, Pos::kNoun)) return false;
  // Of one gender, and a preposition goes on.
  const auto is_feminine = [&](uint32_t at) { return views[at].core.ends_with(kFeminine); };
  return is_feminine(token) == is_feminine(token - 1) && SameSentence(document, token, token + 1) &&
         HasBareEntry(document, token + 1, particle_lexicon_);
}

// "Thursday night" tagged as a name.
bool NameMender::IsTime(const AnnotatedText& document, const FoundName& name) const {
  if (name.from_table) return false;
  return std::any_of(document.mentions.begin(), document.mentions.end(), [&](const Mention& told) {
    return told.layer == Layer::kTime && told.token_begin <= name.begin &&
           told.token_end >= name.end;
  });
}

void NameMender::MendPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                            const std::vector<NameHit>& hits, std::vector<FoundName>* found) const {
  std::vector<FoundName> behind;
  for (FoundName& name : *found) {
    if (name.layer == Layer::kPerson || name.from_table || name.end - name.begin < 2) continue;
    const NameHit* known = nullptr;  // the longest name of the tables that it begins with
    bool whole = false;
    for (const NameHit& hit : HitsWithin(hits, name.begin, name.begin + 1)) {
      whole |= hit.layer == name.layer && !hit.ambiguous && hit.token_end >= name.end;
      if (hit.layer != name.layer || hit.ambiguous || hit.token_end >= name.end) continue;
      if (known == nullptr || hit.token_end > known->token_end) known = &hit;
    }
    if (whole) continue;
    if (known != nullptr && CutBehind(document, views, hits, *known, &name, &behind)) continue;
    if (name.layer == Layer::kOrg) {
      CutBefore(document, views, hits, &name);
    } else {
      CutKind(document, views, hits, &name);
    }
  }
  if (behind.empty()) return;
  found->insert(found->end(), behind.begin(), behind.end());
  Sort(found);
}

// "Iran the base", "the Islamic bank the project", "Egypt Sudan": the name ends where a name of the
// tables does.
bool NameMender::CutBehind(const AnnotatedText& document, const std::vector<WordView>& views,
                           const std::vector<NameHit>& hits, const NameHit& known, FoundName* name,
                           std::vector<FoundName>* behind) const {
  const uint32_t end = known.token_end;
  if (known.source == NameSource::kCountry) {
    for (const NameHit& next : HitsWithin(hits, end, end + 1)) {
      if (next.source != NameSource::kCountry || next.token_end != name->end) continue;
      behind->push_back({end, name->end, next.proclitics, Layer::kPlace, false, false});
      name->end = end;
      return true;
    }
  }
  for (const NameHit& next : HitsWithin(hits, end, end + 1)) {  // "of Marib Sultan al-Arada"
    if (next.source != NameSource::kPerson || next.ambiguous || next.token_end != name->end)
      continue;
    behind->push_back({end, name->end, next.proclitics, Layer::kPerson, false, false});
    name->end = end;
    return true;
  }
  const bool sure = name->layer == Layer::kPlace || end - name->begin >= 2;
  if (!sure || end + 1 != name->end || !HasArticle(views[end])) return false;
  if (!IsPlainNoun(document, end) && !HasBareEntry(document, end, facility_adjective_lexicon_)) {
    return false;
  }
  name->end = end;
  return true;
}

bool NameMender::IsKnownActor(const std::vector<NameHit>& hits, uint32_t begin, uint32_t end) {
  const std::span<const NameHit> here = HitsWithin(hits, begin, begin + 1);
  return std::any_of(here.begin(), here.end(), [&](const NameHit& hit) {
    return hit.token_end == end && hit.source == NameSource::kActor && !hit.ambiguous &&
           hit.proclitics == kNoProclitic;
  });
}

// "The Revolutionary Guard bringing down": a known name goes on with words that have its article;
// what follows without one is the sentence, or the name of a person.
void NameMender::CutOrganisation(const AnnotatedText& document, const std::vector<WordView>& views,
                                 const std::vector<NameHit>& hits, FoundName* name) const {
  uint32_t known_end = 0;
  for (const NameHit& hit : HitsWithin(hits, name->begin, name->begin + 1)) {
    if (hit.token_end >= name->end) return;
    if (hit.source == NameSource::kActor) known_end = std::max(known_end, hit.token_end);
  }
  if (known_end >= name->begin + 2 && !HasArticle(views[known_end])) {
    name->end = known_end;
    return;
  }
  for (uint32_t t = name->begin + 1; t < name->end; ++t) {
    if (HasArticle(views[t - 1]) && !HasArticle(views[t]) &&
        (HasBareEntry(document, t, first_name_lexicon_) || IsKnownActor(hits, t, name->end))) {
      name->end = t;
      return;
    }
  }
}

// "The government Boko Haram": what was accused is named, not who accused it.
void NameMender::CutBefore(const AnnotatedText& document, const std::vector<WordView>& views,
                           const std::vector<NameHit>& hits, FoundName* name) const {
  for (const NameHit& hit : HitsWithin(hits, name->begin + 1, name->begin + 2)) {
    const bool ends = hit.source == NameSource::kActor && hit.token_end == name->end &&
                      hit.token_end - hit.token_begin >= 2 && !hit.ambiguous &&
                      hit.proclitics == kNoProclitic;
    if (!ends || !HasArticle(views[name->begin]) || HasArticle(views[hit.token_begin])) continue;
    if (!IsPlainNoun(document, name->begin)) continue;
    name->begin = hit.token_begin;
    name->proclitics = kNoProclitic;
    return;
  }
}

void NameMender::CutKind(const AnnotatedText& document, const std::vector<WordView>& views,
                         const std::vector<NameHit>& hits, FoundName* name) const {
  for (uint32_t t = name->begin + 1; t < name->end; ++t) {  // "the airport with mortars"
    if ((views[t].proclitics & kBi) == 0) continue;
    const bool head =
        t == name->begin + 1 && (HasBareEntry(document, name->begin, facility_lexicon_) ||
                                 HasBareEntry(document, name->begin, type_lexicon_));
    if (head) {  // "a prison in Marib"
      *name = {t, name->end, views[t].proclitics, Layer::kPlace, false, true};
    } else {
      name->end = t;
    }
    break;
  }
  for (uint32_t m = document.lex_match_begin[name->begin];
       m < document.lex_match_begin[name->begin + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const bool composed = static_cast<int>(match.entry.lexicon) == facility_lexicon_ &&
                          !names_->Cell(match.entry, "composed").empty();
    if (!composed || match.token_end >= name->end || (match.proclitics & kAl) != 0) continue;
    for (const NameHit& hit : HitsWithin(hits, match.token_end, match.token_end + 1)) {
      if (hit.layer != Layer::kPlace || hit.ambiguous || hit.token_end > name->end) continue;
      if (hit.proclitics != kNoProclitic) continue;
      *name = {hit.token_begin, hit.token_end, kNoProclitic, Layer::kPlace, false, true};
      return;
    }
  }
  const auto kind = evidence_->KindSaidAt(document, name->begin);
  const bool bare = name->end - name->begin >= 2 && kind == NameKind::kSettlement &&
                    !IsPlainNoun(document, name->begin + 1);
  if (bare) *name = {name->begin + 1, name->end, kNoProclitic, Layer::kPlace, false, true};
}

void NameMender::CloseMarks(const AnnotatedText& document, FoundName* name) const {
  const auto is_mark = [&](uint32_t token) {
    return document.Folded(document.tokens[token]) == kMark;
  };
  uint32_t marks = 0;
  for (uint32_t t = name->begin; t < name->end; ++t) marks += is_mark(t) ? 1u : 0u;
  if (marks % 2 == 1 && SameSentence(document, name->begin, name->end) && is_mark(name->end)) {
    ++name->end;
  }
}

void NameMender::MendEnds(const AnnotatedText& document, const std::vector<WordView>& views,
                          std::vector<FoundName>* found) const {
  std::erase_if(*found, [&](const FoundName& name) {
    // "That", spelt as it is, is no Ban.
    const bool particle = name.layer == Layer::kPerson && name.end - name.begin == 1 &&
                          !name.from_table && IsSpelt(document, name.begin, particle_lexicon_) &&
                          !IsSpeltGivenName(document, name.begin);
    return particle || IsAdjectiveHere(document, views, name) || IsTime(document, name);
  });
  for (FoundName& name : *found) {
    if (name.layer == Layer::kPerson) CutTail(document, views, &name);
  }
  JoinKin(document, views, found);
  for (size_t i = 0; i < found->size(); ++i) {
    FoundName& name = (*found)[i];
    if (name.layer != Layer::kPerson) {
      if (i + 1 == found->size() || (*found)[i + 1].begin > name.end) CloseMarks(document, &name);
      continue;
    }
    const auto kind = evidence_->SaysKind(document, name.begin);
    if (name.end - name.begin == 1 && kind && kind != NameKind::kCountry) {
      name.layer = Layer::kPlace;  // "the area of Sarraj"
      name.told = true;
      continue;
    }
    CutParticles(document, &name);
    AddGivenName(document, i == 0 ? 0 : (*found)[i - 1].end, &name);
    for (uint32_t t = name.begin + 1; t < name.end; ++t) {
      if (HasBareEntry(document, t, alias_lexicon_)) name.end = t;
    }
    const uint32_t limit = i + 1 < found->size() ? (*found)[i + 1].begin
                                                 : static_cast<uint32_t>(document.tokens.size());
    while (!name.from_table && name.end - name.begin >= 2 &&
           name.end - name.begin < kMostNameWords && name.end < limit &&
           SameSentence(document, name.begin, name.end) &&
           NameLikeness(document, views, name.end) == Likeness::kName) {
      ++name.end;
    }
  }
}

bool NameMender::HasKind(const AnnotatedText& document, uint32_t token, int lexicon,
                         std::string_view kind) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) == lexicon && match.token_end == token + 1 &&
        !match.has_enclitic && names_->Cell(match.entry, "kind") == kind) {
      return true;
    }
  }
  return false;
}

bool NameMender::IsKinWord(const AnnotatedText& document, uint32_t token,
                           std::string_view kind) const {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != kin_lexicon_ || match.has_enclitic) continue;
    if (match.proclitics != kNoProclitic || match.token_end != token + 1) continue;
    if (kind.empty() || names_->Cell(match.entry, "kind") == kind) return true;
  }
  return false;
}

bool NameMender::IsSentenceWord(const AnnotatedText& document, const std::vector<WordView>& views,
                                uint32_t token) const {
  if (document.tokens[token].kind != TokenKind::kWord || HasArticle(views[token])) return false;
  bool known = false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.entry.features.pos == Pos::kNone || match.token_end != token + 1) return false;
    known = true;
  }
  return known && !names_->look().IsLikeName(views[token].core);
}

void NameMender::CutTail(const AnnotatedText& document, const std::vector<WordView>& views,
                         FoundName* name) const {
  if (name->from_table) return;
  for (uint32_t t = name->begin + 1; t < name->end; ++t) {
    // "Nur al-Din": a common word with its article behind it is a name again.
    const bool goes_on = t + 1 < name->end && HasArticle(views[t + 1]);
    if (goes_on || IsKinWord(document, t - 1, "") || !IsSentenceWord(document, views, t)) continue;
    name->end = t;
  }
}

void NameMender::JoinKin(const AnnotatedText& document, const std::vector<WordView>& views,
                         std::vector<FoundName>* found) const {
  for (size_t i = 0; i < found->size(); ++i) {
    FoundName& name = (*found)[i];
    if (name.layer != Layer::kPerson) continue;
    const uint32_t from = i == 0 ? 0 : (*found)[i - 1].end;
    if (name.begin > from && IsKinWord(document, name.begin, "kin") &&
        SameSentence(document, name.begin - 1, name.begin) &&
        IsGivenName(document, name.begin - 1)) {
      --name.begin;
      name.proclitics = kNoProclitic;
    }
    while (SameSentence(document, name.begin, name.end + 1) &&
           IsKinWord(document, name.end, "kin")) {
      const FoundName* next = i + 1 < found->size() ? &(*found)[i + 1] : nullptr;
      const bool person = next != nullptr && next->layer == Layer::kPerson &&
                          next->proclitics == kNoProclitic &&
                          (next->begin == name.end + 1 || next->begin == name.end);
      if (person) {
        name.end = next->end;
        found->erase(found->begin() + static_cast<std::ptrdiff_t>(i) + 1);
      } else if ((next == nullptr || next->begin > name.end + 1) &&
                 NameLikeness(document, views, name.end + 1) == Likeness::kName) {
        name.end += 2;
      } else {
        break;
      }
    }
  }
}

// Whether an entry of the lexicon is written as the word is, letter by letter: folding makes one of
// the name Ali and the word for "on", of Ban and "that".
bool NameMender::IsSpelt(const AnnotatedText& document, uint32_t token, int lexicon) const {
  const std::string_view word = document.Raw(document.tokens[token].span);
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != lexicon || match.token_end != token + 1) continue;
    std::string_view surfaces = names_->Cell(match.entry, "surface");
    while (!surfaces.empty()) {
      const size_t bar = surfaces.find('|');
      if (surfaces.substr(0, bar) == word) return true;
      surfaces.remove_prefix(bar == std::string_view::npos ? surfaces.size() : bar + 1);
    }
  }
  return false;
}

bool NameMender::IsSpeltGivenName(const AnnotatedText& document, uint32_t token) const {
  return IsGivenName(document, token) && (IsSpelt(document, token, first_name_lexicon_) ||
                                          IsSpelt(document, token, name_word_lexicon_));
}

// "That Pompeo": the name begins behind the particle.
void NameMender::CutParticles(const AnnotatedText& document, FoundName* name) const {
  // "The spokesman in the name of Olmert", not of Basim Olmert.
  if (name->begin > 0 && name->end - name->begin >= 2 &&
      HasKind(document, name->begin, spokes_lexicon_, "for") &&
      HasKind(document, name->begin - 1, spokes_lexicon_, "speaker")) {
    ++name->begin;
    name->proclitics = kNoProclitic;
  }
  while (!name->from_table && name->end - name->begin >= 2 &&
         IsSpelt(document, name->begin, particle_lexicon_) &&
         !IsSpeltGivenName(document, name->begin)) {
    ++name->begin;
    name->proclitics = kNoProclitic;
  }
}

// "Ali al-Saadoun": the given name belongs to the name though folding makes a particle of it, where
// the writer tells the two last letters apart.
void NameMender::AddGivenName(const AnnotatedText& document, uint32_t from, FoundName* name) const {
  if (name->from_table || name->begin == from || name->proclitics != kNoProclitic) return;
  const uint32_t before = name->begin - 1;
  if (!SameSentence(document, before, name->begin)) return;
  if (!HasBareEntry(document, before, particle_lexicon_) ||
      IsSpelt(document, before, particle_lexicon_) || !IsSpeltGivenName(document, before)) {
    return;
  }
  const bool tells_apart = std::any_of(
      document.tokens.begin(), document.tokens.end(),
      [&](const Token& token) { return document.Raw(token.span).ends_with(kAlefMaksura); });
  if (tells_apart) name->begin = before;
}

uint32_t NameMender::TitleEnd(const AnnotatedText& document, uint32_t token) const {
  uint32_t end = token;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != title_lexicon_ || match.has_enclitic) continue;
    const std::string_view kind = names_->Cell(match.entry, "kind");
    if (kind == "office" || kind == "rank") end = std::max(end, match.token_end);
  }
  return end;
}

void NameMender::AddOfficeHolders(const AnnotatedText& document, const std::vector<WordView>& views,
                                  std::vector<FoundName>* found) const {
  std::vector<FoundName> added;
  const auto at = [&](uint32_t token) -> const FoundName* {
    const auto next = std::partition_point(found->begin(), found->end(),
                                           [&](const FoundName& n) { return n.end <= token; });
    return next == found->end() || next->begin > token ? nullptr : &*next;
  };
  for (uint32_t token = 0; token < document.tokens.size(); ++token) {
    uint32_t next = TitleEnd(document, token);
    if (next == token) continue;
    bool of_something = false;
    while (SameSentence(document, token, next)) {
      const FoundName* name = at(next);
      if (name != nullptr && name->begin == next && name->layer != Layer::kPerson) {
        next = name->end;
        of_something = true;
      } else if (name == nullptr && HasBareEntry(document, next, type_lexicon_)) {
        ++next;
      } else {
        break;
      }
    }
    if (!of_something || !SameSentence(document, token, next)) continue;
    if (at(next) != nullptr || !IsGivenName(document, next)) continue;
    uint32_t end = next + 1;
    while (SameSentence(document, token, end) && end - next < kMostNameWords - 1 &&
           at(end) == nullptr && NameLikeness(document, views, end) != Likeness::kNone) {
      ++end;
    }
    if (end - next < 2) continue;
    added.push_back({next, end, kNoProclitic, Layer::kPerson, false, false});
    token = end - 1;
  }
  if (added.empty()) return;
  found->insert(found->end(), added.begin(), added.end());
  Sort(found);
}

void NameMender::RepeatPlaces(const AnnotatedText& document, const std::vector<WordView>& views,
                              std::vector<FoundName>* found) const {
  thread_local std::vector<std::string_view> told;
  told.clear();
  for (const FoundName& name : *found) {
    if (name.layer == Layer::kPlace && name.end - name.begin == 1 && name.told) {
      told.push_back(views[name.begin].core);
    }
  }
  if (told.empty()) return;
  std::sort(told.begin(), told.end());
  told.erase(std::unique(told.begin(), told.end()), told.end());
  const auto is_told = [](std::string_view core) {
    return std::binary_search(told.begin(), told.end(), core);
  };
  for (const FoundName& name : *found) {  // a person of that name is another matter
    if (name.layer != Layer::kPerson || name.end - name.begin < 2) continue;
    for (uint32_t t = name.begin; t < name.end; ++t) std::erase(told, views[t].core);
  }
  for (FoundName& name : *found) {
    if (name.layer == Layer::kPlace || name.end - name.begin != 1) continue;
    if (is_told(views[name.begin].core)) name.layer = Layer::kPlace;
  }
  size_t at = 0;
  std::vector<FoundName> added;
  for (uint32_t token = 0; token < document.tokens.size(); ++token) {
    while (at < found->size() && (*found)[at].end <= token) ++at;
    if (at < found->size() && (*found)[at].begin <= token) continue;
    if (!is_told(views[token].core) || !evidence_->SaysPlace(document, views, token)) continue;
    added.push_back({token, token + 1, views[token].proclitics, Layer::kPlace, false, true});
  }
  if (added.empty()) return;
  found->insert(found->end(), added.begin(), added.end());
  Sort(found);
}

}  // namespace tadwin::annotate
