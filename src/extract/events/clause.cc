#include "extract/events/clause.h"

#include <algorithm>
#include <bit>

namespace tadwin::extract {
namespace {

constexpr std::string_view kArabicComma = "\xD8\x8C";
constexpr std::string_view kArabicSemicolon = "\xD8\x9B";
constexpr uint16_t kPrepositionClitics = kBi | kLi | kKa;
constexpr uint16_t kConjunctionClitics = kWa | kFa;
constexpr std::string_view kDirectionRule = "place/direction";      // "north of X", "near X"
constexpr std::string_view kFrom = "\xD9\x85\xD9\x86";              // key of "from, of"
constexpr std::string_view kPluralNominative = "\xD9\x88\xD9\x86";  // U+0648 U+0646
constexpr std::string_view kPluralOblique = "\xD9\x8A\xD9\x86";     // U+064A U+0646
constexpr uint32_t kLongCoreBytes = 8;                              // four letters
constexpr uint32_t kQuotedName = 5;  // words a name in quotation marks has at most

bool IsParticipant(Layer layer) {
  return layer == Layer::kPerson || layer == Layer::kOrg || layer == Layer::kPlace ||
         layer == Layer::kGroup;
}

bool IsComma(std::string_view text) {
  return text == kArabicComma || text == "," || text == kArabicSemicolon || text == ";" ||
         text == ":" || text == "-" || text == "." || text == "..";
}

std::string_view CliticPreposition(uint16_t proclitics) {
  if ((proclitics & kBi) != 0) return "b";
  if ((proclitics & kLi) != 0) return "l";
  return "k";
}

}  // namespace

SentenceView::SentenceView(const AnnotatedText& document, const Frames& frames, uint32_t sentence)
    : document_(&document),
      frames_(&frames),
      sentence_(sentence),
      begin_(document.sentences[sentence].token_begin),
      end_(document.sentences[sentence].token_end) {
  words_.resize(end_ - begin_);
  ReadWords();
  ReadMentions();
  for (Word& word : words_) {
    // "some fifty men": before a number the word for "towards" tells how many.
    if (word.number && (word.classes & kDirection) != 0) word.classes = 0;
  }
  DecideVerbs();
  CutClauses();
}

bool SentenceView::HasArticle(uint32_t token) const {
  const Token& word = document_->tokens[token];
  for (uint8_t r = 0; r < word.reading_count; ++r) {
    if (document_->readings[word.first_reading + r].proclitics == kAl) return true;
  }
  return false;
}

void SentenceView::ReadMentions() {
  const Span span = document_->sentences[sentence_].span;
  auto first = std::lower_bound(
      document_->mentions.begin(), document_->mentions.end(), span.begin,
      [](const Mention& mention, uint32_t begin) { return mention.span.begin < begin; });
  for (auto it = first; it != document_->mentions.end() && it->span.begin < span.end; ++it) {
    const auto index = static_cast<int32_t>(it - document_->mentions.begin());
    const uint32_t stop = std::min(it->token_end, end_);
    for (uint32_t i = std::max(it->token_begin, begin_); i < stop; ++i) {
      Word& word = MutableWord(i);
      if (it->layer == Layer::kTime && word.time < 0) word.time = index;
      if (it->layer == Layer::kNumber) word.number = true;
      // Mentions come longest first at one place, so the first to cover a word is the widest.
      if (!IsParticipant(it->layer)) continue;
      // A name inside words of an office stands for itself.
      const bool name = it->layer == Layer::kPerson || it->layer == Layer::kPlace;
      const bool office = word.mention >= 0 && MentionAt(word.mention).layer == Layer::kGroup;
      if (word.mention < 0 || (name && office)) word.mention = index;
    }
    if (IsParticipant(it->layer) && it->token_begin >= begin_ && it->token_begin < end_) {
      Word& word = MutableWord(it->token_begin);
      const Token& token = document_->tokens[it->token_begin];
      // The particle before an article is written into it: no span can leave it out.
      const bool joined = (word.proclitics & (kLi | kAl)) == (kLi | kAl);
      if (it->span.begin == token.span.begin && !joined) word.proclitics = kNoProclitic;
      if (it->layer == Layer::kPerson || it->layer == Layer::kPlace) word.definite = true;
      // Lists name groups with the article on: no proclitic is cut, definite all the same.
      for (uint32_t i = it->token_begin; i < stop; ++i) {
        if (HasArticle(i)) MutableWord(i).definite = true;
      }
    }
  }
}

// The clitics of a word no lexicon knows: a cut that shows the article is sure; a preposition is
// likely before a long enough rest.
uint16_t SentenceView::CutUnknown(const Token& token) const {
  uint16_t best = kNoProclitic;
  for (uint8_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document_->readings[token.first_reading + r];
    if ((reading.proclitics & kAl) != 0) return reading.proclitics;
    const bool preposition =
        reading.proclitics == kBi || reading.proclitics == kLi || reading.proclitics == kKa;
    if (preposition && reading.core_end - reading.core_begin >= kLongCoreBytes) {
      best = reading.proclitics;
    }
  }
  return best;
}

void SentenceView::ReadWords() {
  for (uint32_t i = begin_; i < end_; ++i) {
    Word& word = MutableWord(i);
    const Token& token = document_->tokens[i];
    word.punctuation = token.kind == TokenKind::kPunctuation;
    word.comma = word.punctuation && IsComma(document_->Folded(token));
    if (token.kind == TokenKind::kNumber) word.number = true;
    word.class_end = i + 1;
    uint16_t best = 0;
    int best_cost = 100;
    bool cut_by_words = false;
    bool only_noun = true;
    bool listed = false;
    int verb_cost = 100;
    int noun_cost = 100;
    for (uint32_t m = document_->lex_match_begin[i]; m < document_->lex_match_begin[i + 1]; ++m) {
      const LexMatch& match = document_->lex_matches[m];
      if (match.token_end > end_) continue;
      if (const uint32_t classes = frames_->ClassOf(match)) {
        // Longest first; an equally long one adds its classes.
        const bool fits =
            (match.proclitics & (kBi | kKa | kAl | kSa)) == 0 || (classes & ~kPreposition) != 0;
        // A preposition with a pronoun on it governs no noun.
        constexpr uint32_t kGovern = kPreposition | kTime | kCause | kAgent;
        const bool governs_pronoun = match.has_enclitic && (classes & kGovern) != 0;
        if (fits && (word.classes == 0 || match.token_end == word.class_end)) {
          word.classes |= governs_pronoun ? kAdverb : classes;
          word.class_end = match.token_end;
          if (word.key.empty()) word.key = frames_->KeyOf(match);
          word.locative |= frames_->IsLocative(match);
        }
      }
      if (match.token_end != i + 1) continue;
      const int cost = std::popcount(match.proclitics) + (match.has_enclitic ? 1 : 0);
      // Lists of expressions spell words with their particle; the word lexicons decide the cut.
      const bool lexical = frames_->IsLexical(match);
      if (lexical && !cut_by_words) best_cost = 100;
      cut_by_words |= lexical;
      if (cost < best_cost && (lexical || !cut_by_words)) {
        best_cost = cost;
        best = match.proclitics;
      }
      const Features& features = match.entry.features;
      const bool finite = features.form == Form::kPerfect || features.form == Form::kImperfect;
      if (frames_->IsVerb(match) && finite) {
        const uint16_t refused = features.form == Form::kImperfect
                                     ? static_cast<uint16_t>(kAl | kBi | kKa)
                                     : static_cast<uint16_t>(kAl | kBi | kKa | kLi | kSa);
        if ((match.proclitics & refused) == 0) {
          verb_cost = std::min(verb_cost, cost);
          word.verb_known = true;
          word.imperfect |= features.form == Form::kImperfect;
          word.plural_verb |= features.number == GrammaticalNumber::kPlural &&
                              features.person == 3 && features.gender == Gender::kMasculine;
        }
      } else if (frames_->IsNoun(match) || frames_->IsVerb(match)) {
        word.noun_known = true;
        // A rare dual or participle is no reason against "and" with a verb: "and condemned".
        const bool rare =
            features.form == Form::kDual || features.number == GrammaticalNumber::kDual ||
            features.form == Form::kActiveParticiple || features.form == Form::kPassiveParticiple;
        if (!rare) noun_cost = std::min(noun_cost, cost);
        // Participles and adjectives describe; a listed noun does not.
        only_noun &= frames_->IsNoun(match);
        listed |= frames_->IsNoun(match);
      } else if (frames_->IsLexical(match)) {
        only_noun = false;
      }
      word.has_enclitic |= match.has_enclitic && cost == best_cost;
    }
    if (best_cost == 100) {
      best = CutUnknown(token);
    }
    word.proclitics = best;
    word.definite = (best & kAl) != 0;
    word.only_noun = only_noun && listed;
    // A noun that is whole is not cut into a conjunction and a verb.
    if (noun_cost < verb_cost) word.verb_known = false;
  }
}

// A finite verb stands before in the same stretch of words.
bool SentenceView::FollowsVerb(uint32_t token) const {
  for (uint32_t i = token; i > begin_;) {
    --i;
    const Word& word = this->word(i);
    if (word.punctuation || word.time >= 0 ||
        (word.classes &
         (kRelative | kComplementiser | kSubordinator | kConjunction | kConditionWord)) != 0) {
      return false;
    }
    if (word.verb) return (word.classes & kAuxiliary) == 0;
  }
  return false;
}

bool SentenceView::IsVerbHere(uint32_t token) const {
  const Word& word = this->word(token);
  if (!word.verb_known || word.time >= 0) return false;
  if (word.mention >= 0 && MentionAt(word.mention).layer != Layer::kGroup) {
    // A village of the spelling of a verb, without a preposition before it, is the verb.
    const Mention& mention = MentionAt(word.mention);
    const bool opens = token == begin_ || this->word(token - 1).punctuation;
    const bool lone = mention.layer == Layer::kPlace &&
                      mention.token_end - mention.token_begin == 1 &&
                      mention.name.kind != NameKind::kCountry && (!word.noun_known || opens);
    const bool locative = token > begin_ && (this->word(token - 1).classes & kPreposition) != 0;
    if (!lone || locative) return false;
  }
  const bool opens = token == begin_ && word.classes == kStopNoun;
  if (word.classes != 0 && !opens &&
      (word.classes & (kAuxiliary | kAllege | kThreat | kDeny | kPlan | kPrevent | kWish |
                       kPossible | kAttempt | kFoil)) == 0) {
    return false;
  }
  if (token > begin_ && (word.proclitics & kConjunctionClitics) != 0 && word.has_enclitic) {
    // Behind a preposition no conjunction can begin: the word is an unknown noun.
    const Word& opener = this->word(token - 1);
    if ((opener.classes & kPreposition) != 0 && opener.class_end == token) return false;
  }
  if (!word.noun_known) return true;
  if (token == begin_) return true;
  const Word& previous = this->word(token - 1);
  if (previous.punctuation) return true;
  // A function word of several tokens that ends right before.
  uint32_t classes = previous.classes;
  for (uint32_t back = 1; back < 4 && token >= begin_ + back; ++back) {
    const Word& opener = this->word(token - back);
    if (opener.classes != 0 && opener.class_end == token) classes |= opener.classes;
  }
  if ((classes & (kPreposition | kAgent | kDemonstrative | kNounNegation | kCause | kTime)) != 0) {
    return false;
  }
  if ((classes & (kNegation | kFutureWord | kMayWord | kComplementiser | kRelative | kSubordinator |
                  kAuxiliary | kConditionWord)) != 0) {
    return true;
  }
  if ((word.proclitics & kConjunctionClitics) != 0) {
    // And + masdar goes on with a list of nouns; and + perfect opens a clause.
    return previous.noun_known ? previous.definite : true;
  }
  // Behind a verb and its definite subject stands an object, not a second verb.
  if (previous.definite && word.noun_known && FollowsVerb(token)) return false;
  if (previous.time >= 0 || previous.definite) return true;
  return !previous.noun_known && previous.mention < 0 && !previous.number;
}

void SentenceView::DecideVerbs() {
  for (uint32_t i = begin_; i < end_; ++i) MutableWord(i).verb = IsVerbHere(i);
}

bool SentenceView::IsBoundary(uint32_t token, ClauseKind* kind) const {
  const Word& word = this->word(token);
  if ((word.classes & kRelative) != 0) {
    *kind = ClauseKind::kRelative;
    return true;
  }
  if ((word.classes & kConditionWord) != 0) {
    *kind = ClauseKind::kCondition;
    return true;
  }
  if ((word.classes & kSubordinator) != 0) {
    *kind = ClauseKind::kSubordinate;
    return true;
  }
  if ((word.classes & kComplementiser) != 0) {
    *kind = ClauseKind::kComplement;
    return true;
  }
  if (word.verb && (word.proclitics & kConjunctionClitics) != 0 && token > begin_) {
    *kind = ClauseKind::kCoordinate;
    return true;
  }
  if (token > begin_ && this->word(token - 1).comma) {
    *kind = ClauseKind::kMain;
    return true;
  }
  return false;
}

void SentenceView::CutClauses() {
  Clause current{begin_, begin_, ClauseKind::kMain};
  if (begin_ < end_) IsBoundary(begin_, &current.kind);
  bool has_verb = false;
  for (uint32_t i = begin_; i < end_; ++i) {
    ClauseKind kind = ClauseKind::kMain;
    if (i > begin_ && IsBoundary(i, &kind)) {
      // A stretch without a verb is an adverbial of what follows (first) or of what precedes.
      const bool comma_only = kind == ClauseKind::kMain;
      bool verb_ahead = false;
      for (uint32_t j = i; j < end_ && !this->word(j).comma; ++j) verb_ahead |= this->word(j).verb;
      if (has_verb && (!comma_only || verb_ahead)) {
        current.end = i;
        clauses_.push_back(current);
        current = Clause{i, i, kind};
        has_verb = false;
      } else if (!comma_only && !has_verb && current.begin == i) {
        current.kind = kind;
      } else if (!comma_only && !has_verb) {
        current.end = i;
        clauses_.push_back(current);
        current = Clause{i, i, kind};
      }
    }
    has_verb |= this->word(i).verb;
  }
  current.end = end_;
  if (current.end > current.begin || clauses_.empty()) clauses_.push_back(current);
  for (uint32_t c = 0; c < clauses_.size(); ++c) {
    for (uint32_t i = clauses_[c].begin; i < clauses_[c].end; ++i) MutableWord(i).clause = c;
  }
}

bool SentenceView::IsAccusative(uint32_t token) const {
  return frames_->HasAccusativeEnding(document_->Folded(document_->tokens[token]));
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
  const bool nun = before.size() >= kLongCoreBytes && !previous.number &&
                   (before.ends_with(kPluralNominative) || before.ends_with(kPluralOblique));
  const bool group = word.mention >= 0 && MentionAt(word.mention).layer == Layer::kGroup &&
                     MentionAt(word.mention).token_begin == token && word.noun_known;
  if (nun && !previous.definite && (word.only_noun || group || word.definite)) return true;
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
    const bool after_name =
        previous.mention >= 0 && (MentionAt(previous.mention).layer == Layer::kPerson ||
                                  MentionAt(previous.mention).layer == Layer::kPlace);
    // An accusative behind a noun without one is the object.
    const bool object = layer == Layer::kGroup && !word.definite && !word.number &&
                        IsAccusative(token) && !IsAccusative(phrase_begin) &&
                        !this->word(phrase_begin).number;
    return previous.definite || previous.has_enclitic || after_name || object;
  }
  if (word.mention >= 0) return false;
  const std::string_view folded = document_->Folded(document_->tokens[token]);
  if (word.number && !previous.number && word.time < 0) {
    // A count opens a phrase of its own; the number of a unit ends one.
    uint32_t next = token + 1;
    while (next < end_ && this->word(next).number) ++next;
    return next < end_ && !this->word(next).punctuation && this->word(next).classes == 0;
  }
  if (previous.definite && word.definite && word.only_noun) return true;
  if (previous.definite && !word.definite) {
    return word.noun_known || word.number || frames_->HasAccusativeEnding(folded);
  }
  if (!word.definite && !previous.definite && frames_->HasAccusativeEnding(folded)) {
    const Word& head = this->word(phrase_begin);
    const std::string_view head_text = document_->Folded(document_->tokens[phrase_begin]);
    return !head.number && !frames_->HasAccusativeEnding(head_text);
  }
  return false;
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

uint32_t SentenceView::NounPhraseEnd(uint32_t from, uint32_t to) const {
  uint32_t i = from;
  // Demonstratives and counting words open a phrase.
  while (i < to && (this->word(i).classes & kDemonstrative) != 0) ++i;
  const int32_t first = i < to ? this->word(i).mention : -1;
  if (first >= 0) {
    while (i < to && this->word(i).mention == first) ++i;
  } else if (i < to) {
    ++i;
  }
  while (i < to) {
    const Word& word = this->word(i);
    if (word.punctuation && i > from) {
      i = QuotedNameEnd(i, to);
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
      if (i < to && !this->word(i).punctuation && this->word(i).time < 0) {
        i = NounPhraseEnd(i, to);
      }
      continue;
    }
    const uint32_t breaking = kPreposition | kAgent | kRelative | kSubordinator | kNegation |
                              kComplementiser | kConjunction | kConditionWord | kAdverb | kCause |
                              kFutureWord | kMayWord | kDemonstrative | kTime;
    if ((word.classes & breaking) != 0) break;
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
    if ((word.classes & (kPreposition | kAgent | kCause | kTime)) != 0 &&
        (word.mention < 0 || relation)) {
      phrase.kind = PhraseKind::kPrepositional;
      phrase.preposition = word.key;
      phrase.agent = (word.classes & kAgent) != 0;
      phrase.locative = word.locative;
      i = word.class_end;
      // "in (time)": the time phrase speaks for itself.
      if (i < to && this->word(i).time >= 0) continue;
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
    if ((word.classes & (kAdverb | kNegation | kFutureWord | kMayWord | kConditionWord)) != 0) {
      i = word.class_end;
      continue;
    }
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

Span SentenceView::SpanOf(const Phrase& phrase) const {
  Span span = document_->SpanOf(phrase.begin, phrase.end);
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
