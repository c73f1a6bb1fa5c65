#include <algorithm>

#include "extract/events/clause.h"

// The constituents of a sentence: noun phrases, prepositional phrases, times.

namespace tadwin::extract {
namespace {

constexpr uint16_t kPrepositionClitics = kBi | kLi | kKa;
constexpr uint16_t kConjunctionClitics = kWa | kFa;
constexpr std::string_view kDirectionRule = "place/direction";      // "north of X", "near X"
constexpr std::string_view kManner = "manner";                      // key of "in a ... way"
constexpr std::string_view kAbout = "\xD9\x86\xD8\xAD\xD9\x88";     // U+0646 U+062D U+0648
constexpr std::string_view kOther = "\xD8\xA7\xD8\xAE\xD8\xB1";     // U+0627 U+062E U+0631
constexpr std::string_view kAmong = "among";                        // key of "among them"
constexpr std::string_view kDualConstruct = "\xD8\xA7";             // U+0627
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";              // key of "from, of"
constexpr std::string_view kPluralNominative = "\xD9\x88\xD9\x86";  // U+0648 U+0646
constexpr std::string_view kPluralOblique = "\xD9\x8A\xD9\x86";     // U+064A U+0646
constexpr std::string_view kTaMarbuta = "\xD9\x87";                 // U+0647, folded
constexpr std::string_view kFemininePlural = "\xD8\xA7\xD8\xAA";    // U+0627 U+062A
constexpr std::string_view kRelationEnding = "\xD9\x8A\xD9\x87";    // U+064A U+0647
constexpr uint32_t kLongCoreBytes = 8;                              // four letters
constexpr uint32_t kLongestAdverb = 3;                              // words
constexpr uint32_t kQuotedName = 5;  // words a name in quotation marks has at most

std::string_view CliticPreposition(uint16_t proclitics) {
  if ((proclitics & kBi) != 0) return "b";
  if ((proclitics & kLi) != 0) return "l";
  return "k";
}

}  // namespace

bool SentenceView::IsAccusative(uint32_t token) const {
  return frames_->HasAccusativeEnding(document_->Folded(document_->tokens[token]));
}

bool SentenceView::IsInConstruct(uint32_t token, uint32_t to) const {
  const Word& head = this->word(token);
  if (token + 1 >= to || head.definite || head.number) return false;
  if (!document_->Folded(document_->tokens[token]).ends_with(kDualConstruct)) return false;
  const Word& next = this->word(token + 1);
  const bool complement = next.definite && (next.proclitics & (kWa | kFa | kBi | kLi | kKa)) == 0;
  return complement && head.mention >= 0 && head.mention == next.mention;
}

// Behind "among them" and those it names: they are part of the people named before.
uint32_t SentenceView::AmongEnd(uint32_t from, uint32_t to) const {
  uint32_t i = this->word(from).class_end;
  if (i >= to || this->word(i).punctuation || this->word(i).verb || this->word(i).time >= 0) {
    return i;
  }
  i = std::max(i + 1, NounPhraseEnd(i, to));
  while (i < to && (this->word(i).proclitics & kWa) != 0 && !this->word(i).verb &&
         !this->word(i).masdar && this->word(i).classes == 0) {
    i = std::max(i + 1, NounPhraseEnd(i, to));
  }
  return i;
}

// Whether the ending of a word can be that of the sound plural or the dual: not in "law".
bool SentenceView::IsPluralOrDual(uint32_t token) const {
  bool listed = false;
  for (uint32_t m = document_->lex_match_begin[token]; m < document_->lex_match_begin[token + 1];
       ++m) {
    const LexMatch& match = document_->lex_matches[m];
    if (match.token_end != token + 1 || !frames_->IsLexical(match)) continue;
    const Features& features = match.entry.features;
    if (features.form == Form::kPlural || features.form == Form::kDual ||
        features.number == GrammaticalNumber::kPlural ||
        features.number == GrammaticalNumber::kDual) {
      return true;
    }
    listed = true;
  }
  return !listed;
}

bool SentenceView::BeginsNewPhrase(uint32_t phrase_begin, uint32_t token) const {
  const Word& word = this->word(token);
  const Word& previous = this->word(token - 1);
  if (word.mention >= 0 && MentionAt(word.mention).rule == kDirectionRule &&
      MentionAt(word.mention).token_begin == token) {
    return true;
  }
  // The nun of a plural or dual shows that nothing is in construct with it.
  const std::string_view before = document_->Folded(document_->tokens[token - 1]);
  const bool nominative = before.ends_with(kPluralNominative);
  const bool nun = before.size() >= kLongCoreBytes && !previous.number &&
                   (nominative || before.ends_with(kPluralOblique)) && IsPluralOrDual(token - 1);
  const std::string_view now = document_->Folded(document_->tokens[token]);
  const bool agrees = now.ends_with(nominative ? kPluralNominative : kPluralOblique);
  if (nun && !previous.definite && !agrees && (word.noun_known || word.definite)) return true;
  // Nothing is in construct with an adjective: "of unknown names (attacks)".
  // Except behind a definite noun: "the compound, strong (of fortification)".
  const bool annexed = token > phrase_begin + 1 && word.definite && this->word(token - 2).definite;
  if (token > phrase_begin + 1 && previous.describes && !previous.definite && !annexed &&
      (word.only_noun || word.masdar || word.definite ||
       (IsAccusative(token) && !IsAccusative(phrase_begin))) &&
      !this->word(phrase_begin).number && word.time < 0) {
    return true;
  }
  // Behind a preposition the same ending is the genitive: "by bullets of unknown men".
  const Word& opener = this->word(phrase_begin);
  const bool governed =
      (opener.proclitics & kPrepositionClitics) != 0 ||
      (phrase_begin > begin_ && (this->word(phrase_begin - 1).classes & kPreposition) != 0);
  const bool genitive = governed && now.ends_with(kPluralOblique);
  if (word.mention >= 0 && MentionAt(word.mention).token_begin == token) {
    const Layer layer = MentionAt(word.mention).layer;
    if (layer == Layer::kPerson) {
      // A title and the name after it are one; two names are two.
      for (uint32_t i = phrase_begin; i < token; ++i) {
        const int32_t earlier = this->word(i).mention;
        if (earlier >= 0 && MentionAt(earlier).layer == Layer::kPerson) return true;
      }
      return false;
    }
    if (layer == Layer::kPlace && previous.mention < 0) {
      // "the capital Sanaa": one place.
      for (uint32_t m = document_->lex_match_begin[token - 1];
           m < document_->lex_match_begin[token]; ++m) {
        if (frames_->IsTypeWord(document_->lex_matches[m])) return false;
      }
    }
    // "the Saudi defences": the name of the country looks like its adjective.
    if (layer == Layer::kPlace && previous.definite && previous.mention < 0 &&
        document_->Folded(document_->tokens[token]).ends_with(kRelationEnding)) {
      const std::string_view head = document_->Folded(document_->tokens[token - 1]);
      if (head.ends_with(kTaMarbuta) || head.ends_with(kFemininePlural)) return false;
    }
    const bool after_name =
        previous.mention >= 0 && (MentionAt(previous.mention).layer == Layer::kPerson ||
                                  MentionAt(previous.mention).layer == Layer::kPlace);
    // An accusative behind a noun without one is the object.
    // A noun with a complement has no nunation, whatever its last letter.
    const bool construct =
        token + 1 < end_ && this->word(token + 1).definite && !this->word(token + 1).describes;
    const bool object = layer == Layer::kGroup && !construct && !word.definite && !word.number &&
                        !genitive && IsAccusative(token) && !IsAccusative(phrase_begin) &&
                        !this->word(phrase_begin).number && !previous.number;
    return previous.definite || previous.has_enclitic || after_name || object;
  }
  if (word.mention >= 0) return false;
  const std::string_view folded = document_->Folded(document_->tokens[token]);
  if (word.number && !previous.number && word.time < 0) {
    // A count opens a phrase of its own; the number of a unit ends one.
    uint32_t next = token + 1;
    while (next < end_ && this->word(next).number) ++next;
    return next < end_ && !this->word(next).punctuation &&
           (this->word(next).classes == 0 || this->word(next).key == kFrom);
  }
  if (previous.definite && word.definite && (word.only_noun || word.listed_noun)) return true;
  // No noun is in construct with the name of a place: "assassinated (America) a man of Iraq".
  const bool placed = previous.mention >= 0 && MentionAt(previous.mention).layer == Layer::kPlace &&
                      MentionAt(previous.mention).token_end == token;
  const bool indefinite = !word.definite && !word.has_enclitic && word.time < 0;
  if (placed && !word.number &&
      (indefinite || ((word.only_noun || word.listed_noun) && !word.describes))) {
    return true;
  }
  if (previous.definite && !word.definite) {
    return word.noun_known || word.number || frames_->HasAccusativeEnding(folded);
  }
  if (previous.number) return false;  // what is counted
  // "attacked (thirty gunmen) the village": a noun with nunation has no complement.
  if (token >= phrase_begin + 2 && this->word(token - 2).number && word.definite &&
      !previous.definite && IsAccusative(token - 1)) {
    return true;
  }
  if (!word.definite && !previous.definite && !genitive && frames_->HasAccusativeEnding(folded)) {
    const Word& head = this->word(phrase_begin);
    const std::string_view head_text = document_->Folded(document_->tokens[phrase_begin]);
    return !head.number && !frames_->HasAccusativeEnding(head_text);
  }
  return false;
}

// "some (thirty)": the word for "towards" before a count.
bool SentenceView::IsAbout(uint32_t token) const {
  return token + 1 < end_ && this->word(token + 1).number &&
         document_->Folded(document_->tokens[token]) == kAbout;
}

// Behind the name in quotation marks that opens at `mark` and belongs to the noun before it, or
// `mark`.
uint32_t SentenceView::QuotedNameEnd(uint32_t mark, uint32_t to) const {
  for (const Quotation& quotation : document_->quotations) {
    if (quotation.token_begin > mark + 1) break;
    if (quotation.token_begin != mark + 1 || quotation.token_end >= to) continue;
    if (quotation.token_end > quotation.token_begin + kQuotedName) return mark;
    for (uint32_t i = quotation.token_begin; i < quotation.token_end; ++i) {
      if (this->word(i).verb) return mark;
    }
    return quotation.token_end + 1;
  }
  return mark;
}

uint32_t SentenceView::BeforeAdverb(uint32_t token) const {
  for (uint32_t back = 2; back <= kLongestAdverb && token >= begin_ + back; ++back) {
    const Word& word = this->word(token - back);
    if ((word.classes & kAdverb) != 0 && word.class_end == token) return token - back;
  }
  return token;
}

uint32_t SentenceView::NounPhraseEnd(uint32_t from, uint32_t to) const {
  uint32_t i = from;
  // Demonstratives and counting words open a phrase.
  while (i < to && (this->word(i).classes & kDemonstrative) != 0) {
    i = std::max(i + 1, std::min(to, this->word(i).class_end));
  }
  // "the other" before a preposition or a comma, "some of them,": the word stands for itself.
  if (i > from && i < to &&
      (this->word(i).punctuation || this->word(i).verb ||
       (this->word(i).classes & (kPreposition | kRelative | kAdverb)) != 0)) {
    return i;
  }
  // "the dozens": how many stands for who.
  if (i > from && i < to && this->word(i - 1).definite && !this->word(i).definite) return i;
  const int32_t first = i < to ? this->word(i).mention : -1;
  if (first >= 0) {
    while (i < to && this->word(i).mention == first) ++i;
  } else if (i < to) {
    ++i;
  }
  while (i < to) {
    const Word& word = this->word(i);
    if (word.punctuation && i > from) {
      const uint32_t mark = i;
      i = QuotedNameEnd(i, to);
      // "the (Youth) Movement of Somalia": adjectives behind the quoted part.
      const bool goes_on = i > mark && i < to && this->word(i).definite &&
                           !this->word(i).listed_noun && !this->word(i).verb &&
                           this->word(i).classes == 0 && !this->word(i).punctuation &&
                           this->word(i).proclitics == kAl;
      if (!goes_on) break;
      ++i;
      while (i < to && this->word(i).proclitics == kAl && !this->word(i).listed_noun &&
             this->word(i).mention < 0 && this->word(i).classes == 0) {
        ++i;
      }
      break;
    }
    if (word.punctuation || word.verb || word.time >= 0) break;
    if (i > from && this->word(i - 1).number && this->word(from).number && word.key == kFrom) {
      // "three of their colleagues": what is counted stands behind the preposition.
      const uint32_t counted = word.class_end;
      if (counted >= to || this->word(counted).punctuation || this->word(counted).time >= 0 ||
          this->word(counted).verb || this->word(counted).number) {
        break;
      }
      i = NounPhraseEnd(counted, to);
      break;
    }
    if ((word.classes & kAdjoin) != 0) {
      // Loyal to X, supported by X: the complement belongs to the phrase.
      i = word.class_end;
      if (i < to && (this->word(i).classes & kPreposition) != 0) i = this->word(i).class_end;
      if (i < to && !this->word(i).punctuation && this->word(i).time < 0) {
        i = NounPhraseEnd(i, to);
      }
      continue;
    }
    const uint32_t breaking = kPreposition | kAgent | kRelative | kSubordinator | kNegation |
                              kComplementiser | kConjunction | kConditionWord | kAdverb | kCause |
                              kFutureWord | kMayWord | kDemonstrative | kTime;
    // "another terrorist": behind its noun the word describes.
    const bool other = i > from && !this->word(i - 1).definite && word.class_end == i + 1 &&
                       document_->Folded(document_->tokens[i]) == kOther;
    if ((word.classes & breaking) != 0 && !other) break;
    if (word.classes != 0 && word.class_end > i + 1 && word.mention < 0) break;  // "so as to"
    if ((word.proclitics & (kPrepositionClitics | kConjunctionClitics)) != 0) break;
    if (BeginsNewPhrase(from, i)) break;
    if (word.mention >= 0 && MentionAt(word.mention).token_begin == i) {
      i = std::min(to, MentionAt(word.mention).token_end);
    } else {
      ++i;
    }
  }
  return i;
}

std::vector<Phrase> SentenceView::Constituents(uint32_t from, uint32_t to) const {
  std::vector<Phrase> phrases;
  bool after_comma = false;
  bool conjoined = false;
  uint32_t i = from;
  while (i < to) {
    const Word& word = this->word(i);
    if (word.punctuation) {
      after_comma |= word.comma;
      conjoined = false;
      ++i;
      continue;
    }
    if (word.verb || (word.classes & (kRelative | kSubordinator | kComplementiser)) != 0) break;
    Phrase phrase;
    phrase.after_comma = after_comma;
    phrase.coordinated = conjoined || (word.proclitics & kWa) != 0;
    const bool counts_time = word.mention < 0 && word.classes == 0 && i + 1 < to &&
                             this->word(i + 1).time >= 0 && !word.definite && word.noun_known;
    if (counts_time && phrases.size() > 0) {
      ++i;  // "the year" before the year
      continue;
    }
    if (word.time >= 0) {
      phrase.kind = PhraseKind::kTimePhrase;
      phrase.begin = i;
      phrase.end = std::min(to, MentionAt(word.time).token_end);
      phrases.push_back(phrase);
      i = std::max(phrase.end, i + 1);
      conjoined = false;
      continue;
    }
    // "near X" may be one place; the relation word opens the phrase all the same.
    const bool relation = word.mention >= 0 && MentionAt(word.mention).layer == Layer::kPlace &&
                          MentionAt(word.mention).token_begin == i && word.locative;
    uint32_t counted = i + 1;
    while (counted < to && this->word(counted).number) ++counted;
    const bool about =
        IsAbout(i) && (counted == to || (this->word(counted).classes & kStopNoun) == 0);
    if ((word.classes & (kPreposition | kAgent | kCause | kTime)) != 0 &&
        (word.mention < 0 || relation) && !about) {
      phrase.kind = PhraseKind::kPrepositional;
      phrase.preposition = word.key;
      phrase.agent = (word.classes & kAgent) != 0;
      phrase.locative = word.locative;
      i = word.class_end;
      // "in (time)": the time phrase speaks for itself.
      if (i < to && this->word(i).time >= 0) continue;
      // "with" before a quotation: the words quoted are its complement.
      if (i + 1 < to && this->word(i).punctuation && QuotedNameEnd(i, to) > i) ++i;
      if (i >= to || this->word(i).punctuation || this->word(i).verb) continue;
      phrase.begin = i;
      phrase.end = NounPhraseEnd(i, to);
      phrases.push_back(phrase);
      i = phrase.end;
      conjoined = false;
      continue;
    }
    if ((word.classes & kConjunction) != 0) {
      conjoined = true;
      i = word.class_end;
      continue;
    }
    constexpr uint32_t kOpens = kDemonstrative | kStopNoun | kAdjoin | kAuxiliary;
    if (word.classes != 0 && word.class_end > i + 1 && word.mention < 0 &&
        (word.classes & (kOpens | kAdverb | kNegation)) == 0) {
      i = word.class_end;  // "in order to"
      continue;
    }
    if (word.key == kAmong) {
      i = AmongEnd(i, to);
      continue;
    }
    if ((word.classes & (kAdverb | kNegation | kFutureWord | kMayWord | kConditionWord)) != 0) {
      i = word.key == kManner ? word.class_end + 1 : word.class_end;
      continue;
    }
    if (about) ++i;
    phrase.begin = i;
    phrase.end = std::max(i + 1, NounPhraseEnd(i, to));
    if (word.mention >= 0 && MentionAt(word.mention).rule == kDirectionRule) {
      phrase.kind = PhraseKind::kPrepositional;
      phrase.locative = true;
      phrases.push_back(phrase);
      i = phrase.end;
      conjoined = false;
      continue;
    }
    if ((word.proclitics & kPrepositionClitics) != 0) {
      phrase.kind = PhraseKind::kPrepositional;
      phrase.preposition = CliticPreposition(word.proclitics);
      phrase.locative = (word.proclitics & kBi) != 0;
    } else if (phrase.coordinated && !phrases.empty() &&
               phrases.back().kind == PhraseKind::kPrepositional) {
      phrase.kind = PhraseKind::kPrepositional;
      phrase.preposition = phrases.back().preposition;
      phrase.agent = phrases.back().agent;
    }
    phrases.push_back(phrase);
    i = phrase.end;
    conjoined = false;
    after_comma = false;
  }
  return phrases;
}

Phrase SentenceView::PhraseBefore(uint32_t token) const {
  Phrase best;
  // The latest phrase of the clause that ends right before the word and has no preposition.
  const uint32_t start = token > begin_ ? ClauseOf(token - 1).begin : begin_;
  uint32_t i = start;
  while (i < token) {
    const std::vector<Phrase> phrases = Constituents(i, token);
    for (const Phrase& phrase : phrases) {
      if (phrase.end == token) best = phrase;
    }
    // Constituents stops at a verb or relative pronoun: go on behind it.
    uint32_t next = phrases.empty() ? i : phrases.back().end;
    while (next < token && !this->word(next).verb &&
           (this->word(next).classes & (kRelative | kSubordinator | kComplementiser)) == 0) {
      ++next;
    }
    i = std::max(next + 1, i + 1);
  }
  return best;
}

Phrase SentenceView::TopicBefore(uint32_t token) const {
  const Phrase last = PhraseBefore(token);
  if (last.begin >= last.end || !last.coordinated) return last;
  const std::vector<Phrase> phrases = Constituents(ClauseOf(last.begin).begin, token);
  for (size_t p = phrases.size(); p-- > 0;) {
    if (phrases[p].begin > last.begin || phrases[p].coordinated) continue;
    const bool noun = phrases[p].kind == PhraseKind::kNoun;
    return noun && FirstMention(phrases[p].begin, phrases[p].end) >= 0 ? phrases[p] : last;
  }
  return last;
}

Span SentenceView::SpanOf(const Phrase& phrase) const {
  Span span = document_->SpanOf(phrase.begin, phrase.end);
  if (phrase.begin > begin_ && IsAbout(phrase.begin - 1)) {
    span.begin = document_->tokens[phrase.begin - 1].span.begin;
    return span;
  }
  const Word& first = word(phrase.begin);
  const Token& token = document_->tokens[phrase.begin];
  if (first.mention >= 0 && MentionAt(first.mention).token_begin == phrase.begin) {
    span.begin = MentionAt(first.mention).span.begin;
    return span;
  }
  const uint16_t cut = first.proclitics & (kPrepositionClitics | kConjunctionClitics);
  if (cut == 0) return span;
  for (uint8_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document_->readings[token.first_reading + r];
    if (reading.proclitics == cut) {
      span.begin = document_->text.ToRaw(reading.core_begin, token.fold_end).begin;
      break;
    }
  }
  return span;
}

int32_t SentenceView::FirstMention(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    const int32_t mention = word(i).mention;
    if (mention >= 0 && MentionAt(mention).token_begin == i) return mention;
  }
  return -1;
}

uint32_t SentenceView::ClassesIn(uint32_t begin, uint32_t end) const {
  uint32_t classes = 0;
  for (uint32_t i = std::max(begin, begin_); i < std::min(end, end_); ++i) {
    classes |= word(i).classes;
  }
  return classes;
}

}  // namespace tadwin::extract
