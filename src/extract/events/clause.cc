#include "extract/events/clause.h"

#include <algorithm>
#include <bit>

namespace tadwin::extract {
namespace {

constexpr std::string_view kTheyDid = "\xD9\x88\xD8\xA7";  // U+0648 U+0627

constexpr std::string_view kAmong = "among";  // key of "among them"
constexpr std::string_view kArabicComma = "\xD8\x8C";
constexpr std::string_view kArabicSemicolon = "\xD8\x9B";
constexpr uint16_t kConjunctionClitics = kWa | kFa;
constexpr uint32_t kLongCoreBytes = 8;  // four letters

bool IsParticipant(Layer layer) {
  return layer == Layer::kPerson || layer == Layer::kOrg || layer == Layer::kPlace ||
         layer == Layer::kGroup;
}

bool IsComma(std::string_view text) {
  return text == kArabicComma || text == "," || text == kArabicSemicolon || text == ";" ||
         text == ":" || text == "-" || text == "." || text == "..";
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
    bool adjective = false;
    bool nationality = false;
    bool own = false;
    bool and_verb = false;
    int verb_cost = 100;
    int noun_cost = 100;
    for (uint32_t m = document_->lex_match_begin[i]; m < document_->lex_match_begin[i + 1]; ++m) {
      const LexMatch& match = document_->lex_matches[m];
      if (match.token_end > end_) continue;
      if (const uint32_t classes = frames_->ClassOf(match)) {
        // Longest first; an equally long one adds its classes, unless it cuts "as" off a whole
        // word.
        const bool fits =
            (match.proclitics & (kBi | kKa | kAl | kSa)) == 0 || (classes & ~kPreposition) != 0;
        // A preposition with a pronoun on it governs no noun.
        constexpr uint32_t kGovern = kPreposition | kTime | kCause | kAgent;
        const bool governs_pronoun = match.has_enclitic && (classes & kGovern) != 0;
        const bool adds = match.token_end == word.class_end && (match.proclitics & kKa) == 0;
        if (fits && (word.classes == 0 || adds)) {
          word.classes |= governs_pronoun ? kAdverb : classes;
          word.class_end = match.token_end;
          if (word.key.empty()) word.key = frames_->KeyOf(match);
          word.locative |= frames_->IsLocative(match);
        }
      }
      if (match.token_end != i + 1) continue;
      own |= (frames_->ThingOf(match) & kNeedOwn) != 0;
      nationality |= frames_->IsNationality(match) && !match.has_enclitic;
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
          and_verb |= match.proclitics == kWa && cost == 1;
          word.verb_known = true;
          word.imperfect |= features.form == Form::kImperfect;
          word.perfect |= features.form == Form::kPerfect;
          word.plural_verb |= features.number == GrammaticalNumber::kPlural &&
                              features.person == 3 && features.gender == Gender::kMasculine;
        }
      } else if (frames_->IsNoun(match) || frames_->IsVerb(match)) {
        word.noun_known = true;
        word.masdar |= features.form == Form::kMasdar;
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
        adjective = true;
      }
      word.has_enclitic |= match.has_enclitic && cost == best_cost;
    }
    if (best_cost == 100) {
      best = CutUnknown(token);
    }
    word.proclitics = best;
    word.own = own;
    word.has_enclitic |= own;
    word.definite = (best & kAl) != 0;
    word.only_noun = only_noun && listed;
    word.describes = nationality || (adjective && !listed);
    word.listed_noun = listed && !adjective && !nationality;
    // A noun that is whole is not cut into a conjunction and a verb.
    if (noun_cost < verb_cost) word.verb_known = false;
    if (and_verb && ShowsAnd(token)) {
      word.verb_known = true;
      word.proclitics = kWa;
      if (word.class_end == i + 1) word.classes = 0;
    }
  }
}

// A finite verb stands before in the same stretch of words.
// Where the words of a time that end right before `token` begin; `token` where there are none.
uint32_t SentenceView::BeforeTime(uint32_t token) const {
  uint32_t i = token;
  while (i > begin_ + 1 && this->word(i - 1).time >= 0) --i;
  return i;
}

// "X lifted, on Saturday, (the curfew)": a day set off by commas changes nothing.
uint32_t SentenceView::BeforeAside(uint32_t token) const {
  if (token < begin_ + 4 || !this->word(token - 1).comma) return token;
  const uint32_t time = BeforeTime(token - 1);
  const bool aside = time < token - 1 && time > begin_ + 1 && this->word(time - 1).comma;
  return aside ? time - 1 : token;
}

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

// "Left (nine) dead", "left the attack (nine) dead": a verb that brings an effect, the effect
// behind it. The spelling may be that of a preposition, and it may stand behind a place without a
// mark.
bool SentenceView::BringsDeaths(uint32_t token) const {
  if (!this->word(token).perfect) return false;
  const auto tells = [&](uint32_t at, auto&& fits) {
    std::vector<Frames::Hit> hits;
    if (at >= end_) return false;
    for (uint32_t m = document_->lex_match_begin[at]; m < document_->lex_match_begin[at + 1]; ++m) {
      const LexMatch& match = document_->lex_matches[m];
      if (match.token_end == at + 1) frames_->Find(match, &hits);
    }
    return std::any_of(hits.begin(), hits.end(), [&](const Frames::Hit& hit) {
      return fits(frames_->all()[hit.frame], (hit.shape & (kActiveVerb | kPassiveVerb)) != 0);
    });
  };
  const auto brings = [](const Frame& f, bool verb) {
    return verb && f.kind == FrameKind::kResult;
  };
  const auto effect = [](const Frame& f, bool verb) { return !verb && !f.effect.empty(); };
  const auto attack = [](const Frame& f, bool verb) {
    return !verb && f.effect.empty() && f.plover == "ASSAULT";
  };
  if (!tells(token, brings)) return false;
  uint32_t next = token + 1;
  if (next < end_ && this->word(next).definite && tells(next, attack)) ++next;
  return next < end_ && !this->word(next).definite && tells(next, effect);
}

// Waw before an alif with hamza: no word but a verb or noun behind "and" is spelt so.
bool SentenceView::ShowsAnd(const Token& token) const {
  constexpr std::string_view kAndHamza = "\u0648\u0623";
  return std::string_view(document_->article->text).substr(token.span.begin).starts_with(kAndHamza);
}

// "Turkish bombardment kills ...": a verbal noun with a nationality opens a headline.
bool SentenceView::OpensWithAct(uint32_t token) const {
  if (!this->word(token).masdar || token + 1 >= end_) return false;
  const Word& next = this->word(token + 1);
  if (!next.describes || next.definite || next.proclitics != kNoProclitic) return false;
  std::vector<Frames::Hit> hits;
  for (uint32_t m = document_->lex_match_begin[token]; m < document_->lex_match_begin[token + 1];
       ++m) {
    frames_->Find(document_->lex_matches[m], &hits);
  }
  return !hits.empty() && std::all_of(hits.begin(), hits.end(), [&](const Frames::Hit& hit) {
    return frames_->all()[hit.frame].effect.empty();
  });
}

// "to the closing of the embassy, and (the withdrawal) of all diplomats": a verbal noun behind
// "and" that goes on from one behind a preposition; the noun behind it is no subject.
bool SentenceView::ListsActs(uint32_t token) const {
  const Word& word = this->word(token);
  if (!word.masdar || (word.proclitics & kWa) == 0 || token + 1 >= end_) return false;
  if (!this->word(token - 1).comma) return false;
  const Word& next = this->word(token + 1);
  const bool object = (next.has_enclitic && !next.verb) || (next.classes & kDemonstrative) != 0;
  // Whoever asks or refuses does so with a verb: "and asked that they be shown to a doctor".
  std::vector<Frames::Hit> hits;
  for (uint32_t m = document_->lex_match_begin[token]; m < document_->lex_match_begin[token + 1];
       ++m) {
    frames_->Find(document_->lex_matches[m], &hits);
  }
  const bool deed = std::all_of(hits.begin(), hits.end(), [&](const Frames::Hit& hit) {
    const std::string& plover = frames_->all()[hit.frame].plover;
    return plover == "RETREAT" || plover == "COERCE" || plover == "MOBILIZE" ||
           plover == "SANCTION";
  });
  if (!object || !deed) return false;
  for (uint32_t i = token - 1; i > begin_;) {
    --i;
    if (this->word(i).verb) return false;
    if (!this->word(i).masdar || i == begin_) continue;
    const bool governed = (this->word(i).proclitics & (kBi | kLi)) != 0 ||
                          (this->word(i - 1).classes & kPreposition) != 0;
    if (governed) return true;
  }
  return false;
}

bool SentenceView::IsLightVerb(uint32_t token) const {
  std::vector<Frames::Hit> hits;
  for (uint32_t m = document_->lex_match_begin[token]; m < document_->lex_match_begin[token + 1];
       ++m) {
    const LexMatch& match = document_->lex_matches[m];
    if (match.token_end != token + 1 || !match.has_enclitic) continue;
    if (match.entry.features.form == Form::kPerfect) frames_->Find(match, &hits);
  }
  return std::any_of(hits.begin(), hits.end(), [&](const Frames::Hit& hit) {
    const Frame& frame = frames_->all()[hit.frame];
    return frame.kind == FrameKind::kLight || (frame.need & kNeedWeapon) != 0;
  });
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
    // "Marib and Taiz,", "Taiz: ...": a name beside a name or before a mark.
    const bool beside = token > begin_ && this->word(token - 1).mention >= 0 &&
                        MentionAt(this->word(token - 1).mention).layer == Layer::kPlace;
    if (beside || token + 1 >= end_ || this->word(token + 1).punctuation) return false;
  }
  const bool opens = token == begin_ && word.classes == kStopNoun;
  if (BringsDeaths(token)) return true;
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
  // "new officers": an adjective behind an indefinite noun, "renewed" elsewhere.
  if (word.describes && token > begin_ && word.proclitics == kNoProclitic && !word.has_enclitic &&
      this->word(token - 1).noun_known && !this->word(token - 1).definite &&
      !this->word(token - 1).verb) {
    return false;
  }
  // "among them women": those who are named stand there.
  if (token > begin_ && this->word(token - 1).key == kAmong) return false;
  if (!word.noun_known) return true;
  // "they killed" is no other word.
  if (word.plural_verb && document_->Folded(document_->tokens[token]).ends_with(kTheyDid)) {
    return true;
  }
  if (token == begin_) return !OpensWithAct(token);
  const uint32_t before = BeforeAside(token);
  const Word& previous = this->word(before - 1);
  if (previous.punctuation) return !ListsActs(token);
  // Right behind a verb stands its subject or object.
  if (previous.verb && (previous.classes & kAuxiliary) == 0 && !word.imperfect &&
      (word.proclitics & kConjunctionClitics) == 0) {
    return false;
  }
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
  // Behind a place a word with a pronoun takes up what happened there: "in the sea, carried out
  // by".
  const bool behind_place =
      previous.mention >= 0 && MentionAt(previous.mention).layer == Layer::kPlace;
  // The last word of somebody's name is as definite as its first.
  const bool named = previous.mention >= 0 && MentionAt(previous.mention).layer == Layer::kPerson &&
                     MentionAt(previous.mention).token_end == before;
  if ((previous.definite || named) && word.noun_known && !(behind_place && word.has_enclitic) &&
      FollowsVerb(before)) {
    return false;
  }
  // The same with a day between: "imposed today (a curfew)".
  const uint32_t untimed = BeforeTime(token);
  if (untimed < token && this->word(untimed - 1).definite && FollowsVerb(untimed)) return false;
  if (previous.time >= 0 || previous.definite || named) return true;
  // "an attack that X carried out", "a mine that X planted": a verb with a pronoun for it.
  if (word.has_enclitic && (IsLightVerb(token) || NamesDoer(token))) return true;
  return !previous.noun_known && previous.mention < 0 && !previous.number;
}

// "an ambush that (gunmen) set": a verb with a pronoun for the act before it, and who did it
// behind.
bool SentenceView::NamesDoer(uint32_t token) const {
  if (token == begin_ || token + 1 >= end_) return false;
  const Word& previous = this->word(token - 1);
  const Word& next = this->word(token + 1);
  if (next.mention < 0 || (next.proclitics & (kBi | kLi | kKa | kWa | kFa)) != 0) return false;
  const Layer layer = MentionAt(next.mention).layer;
  return !previous.definite && previous.noun_known && previous.mention < 0 &&
         (layer == Layer::kGroup || layer == Layer::kOrg);
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

}  // namespace tadwin::extract
