// What the form of a verb or noun says of the one it agrees with, and which pronouns stand for it.

#include <algorithm>
#include <string_view>

#include "extract/events/subjects.h"

namespace tadwin::extract {
namespace {

constexpr std::string_view kTaMarbuta = "\xD9\x87";               // U+0647: folded ta marbuta
constexpr std::string_view kFemininePlural = "\xD8\xA7\xD8\xAA";  // U+0627 U+062A

}  // namespace

Agreement SubjectReader::OfVerb(uint32_t token) const {
  Agreement agreement;
  const AnnotatedText& document = view_.document();
  bool any = false;
  bool all_feminine = true;
  bool all_masculine = true;
  bool all_dual = true;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const Features& features = match.entry.features;
    const bool finite = features.form == Form::kPerfect || features.form == Form::kImperfect;
    if (!view_.frames().IsVerb(match) || !finite || match.token_end != token + 1) continue;
    // "I" hardly occurs in news, and folded it looks like the perfect of other forms.
    const bool singular = features.number == GrammaticalNumber::kSingular;
    if (features.person == 2 || (features.person == 1 && singular)) continue;
    if (features.person == 1) {
      agreement.first_person = true;
      continue;
    }
    any = true;
    all_feminine &= features.gender == Gender::kFeminine;
    all_masculine &= features.gender == Gender::kMasculine;
    agreement.plural |= features.person == 3 && features.number == GrammaticalNumber::kPlural &&
                        features.gender == Gender::kMasculine;
    all_dual &= features.number == GrammaticalNumber::kDual;
  }
  agreement.feminine = any && all_feminine;
  agreement.masculine = any && all_masculine;
  agreement.dual = any && all_dual;
  agreement.first_person &= !any;
  return agreement;
}

Agreement SubjectReader::OfNoun(const Phrase& phrase) const {
  Agreement agreement;
  const AnnotatedText& document = view_.document();
  uint32_t head = phrase.begin;
  while (head + 1 < phrase.end &&
         (view_.word(head).number || (view_.word(head).classes & kDemonstrative) != 0)) {
    ++head;
  }
  const int32_t mention = view_.word(head).mention;
  const bool lone = mention >= 0 && view_.MentionAt(mention).token_begin == head;
  if (lone && view_.MentionAt(mention).layer == Layer::kPlace) {
    agreement.feminine = true;
    return agreement;
  }
  if (lone && view_.MentionAt(mention).layer == Layer::kPerson) return agreement;
  bool feminine = false;
  bool masculine = false;
  for (uint32_t m = document.lex_match_begin[head]; m < document.lex_match_begin[head + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (!view_.frames().IsNoun(match) || match.token_end != head + 1) continue;
    const Features& features = match.entry.features;
    const bool plural =
        features.form == Form::kPlural || features.number == GrammaticalNumber::kPlural;
    if (plural) {
      // A sound feminine plural and one with a feminine adjective are feminine; others may take
      // either.
      const bool sound = document.Folded(document.tokens[head]).ends_with(kFemininePlural);
      feminine |= sound || HasFeminineAdjective(head, phrase.end);
      // "five (f.) young men": a number has the gender that what it counts has not.
      masculine |= head > phrase.begin && view_.word(head - 1).number &&
                   document.Folded(document.tokens[head - 1]).ends_with(kTaMarbuta);
      continue;
    }
    feminine |= features.gender == Gender::kFeminine;
    masculine |= features.gender == Gender::kMasculine;
  }
  agreement.feminine = feminine && !masculine;
  agreement.masculine = masculine && !feminine;
  if (!feminine && !masculine) {
    agreement.feminine = document.Folded(document.tokens[head]).ends_with(kTaMarbuta);
    const bool office = lone && view_.MentionAt(mention).name.kind == NameKind::kOffice;
    agreement.masculine = office && !agreement.feminine;
  }
  return agreement;
}

uint8_t SubjectReader::PronounsOf(const Phrase& phrase) const {
  const AnnotatedText& document = view_.document();
  uint32_t head = phrase.begin;
  bool counted = false;
  while (head + 1 < phrase.end &&
         (view_.word(head).number || (view_.word(head).classes & kDemonstrative) != 0)) {
    counted |= view_.word(head).number;
    head = std::max(head + 1, std::min(phrase.end - 1, view_.word(head).class_end));
  }
  if (counted) return kForThey | kForShe;
  uint8_t pronouns = kNoPronoun;
  for (uint32_t m = document.lex_match_begin[head]; m < document.lex_match_begin[head + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    const Features& features = match.entry.features;
    if (!view_.frames().IsNoun(match) || match.token_end != head + 1) continue;
    if (features.form == Form::kDual || features.number == GrammaticalNumber::kDual) {
      pronouns |= kForTwo;
    } else if (features.form == Form::kPlural || features.number == GrammaticalNumber::kPlural) {
      pronouns |= kForThey | kForShe;
    } else {
      pronouns |= features.gender == Gender::kFeminine ? kForShe : kForHe;
    }
  }
  if (pronouns != kNoPronoun) return pronouns;
  const Agreement agreement = OfNoun(phrase);
  if (agreement.feminine) return kForShe;
  return agreement.masculine ? kForHe : kForHe | kForShe;
}

// "the United (Nations)": behind a definite plural.
bool SubjectReader::HasFeminineAdjective(uint32_t head, uint32_t stop) const {
  if (head + 1 >= stop || !view_.word(head).definite || !view_.word(head + 1).definite)
    return false;
  const AnnotatedText& document = view_.document();
  return document.Folded(document.tokens[head + 1]).ends_with(kTaMarbuta);
}

}  // namespace tadwin::extract
