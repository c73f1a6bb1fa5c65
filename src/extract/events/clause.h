// What each word of a sentence does: verb or noun, function words, participants, clauses; and the
// constituents (noun phrases, prepositional phrases) that follow a word.
//
// In: AnnotatedText, Frames. Out: SentenceView, valid while both live.
// Threads: a view is used by one thread.

#ifndef TADWIN_EXTRACT_EVENTS_CLAUSE_H_
#define TADWIN_EXTRACT_EVENTS_CLAUSE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/events/frames.h"
#include "model/annotated_text.h"

namespace tadwin::extract {

struct Word {
  uint16_t proclitics = kNoProclitic;  // the likeliest cut
  bool has_enclitic = false;           // of a verb or noun the lexicon knows
  uint32_t classes = 0;                // WordClass bits of the function word that begins here
  uint32_t class_end = 0;              // its token end
  std::string_view key;                // its canonical spelling
  bool locative = false;               // a preposition of place
  int32_t mention = -1;                // the participant mention that covers it
  int32_t time = -1;                   // the time mention that covers it
  bool number = false;                 // a number mention covers it
  bool verb = false;                   // a finite verb here
  bool verb_known = false;             // the lexicon knows a finite verb of this spelling
  bool imperfect = false;              // of that verb
  bool perfect = false;                // it may be the perfect as well
  bool plural_verb = false;
  bool noun_known = false;
  bool only_noun = false;    // a listed noun, and nothing that describes
  bool describes = false;    // a listed adjective and no noun, or a nationality
  bool listed_noun = false;  // a listed noun that is no adjective
  bool masdar = false;       // may be a verbal noun
  bool own = false;          // "our forces": in what somebody says, theirs
  bool punctuation = false;
  bool comma = false;
  bool definite = false;  // carries the article, or is a proper name
  uint32_t clause = 0;
};

enum class ClauseKind : uint8_t {
  kMain,
  kCoordinate,
  kRelative,
  kSubordinate,
  kComplement,
  kResult,
  kCondition
};

struct Clause {
  uint32_t begin = 0;
  uint32_t end = 0;
  ClauseKind kind = ClauseKind::kMain;
};

enum class PhraseKind : uint8_t { kNoun, kPrepositional, kTimePhrase };

// A run of words with one head. Tokens [begin, end) without the preposition.
struct Phrase {
  PhraseKind kind = PhraseKind::kNoun;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string_view preposition;  // canonical; "b", "l", "k" for the one-letter ones
  bool agent = false;            // by, at the hands of
  bool coordinated = false;      // goes on with the phrase before: and ...
  bool after_comma = false;
  bool locative = false;  // in, near, at
  bool act = false;       // tells an act of its own: and the wounding of ...
  bool victim = false;    // who died or was hurt, beside what the act struck
};

class SentenceView {
 public:
  SentenceView(const AnnotatedText& document, const Frames& frames, uint32_t sentence);

  const AnnotatedText& document() const { return *document_; }
  const Frames& frames() const { return *frames_; }
  uint32_t begin() const { return begin_; }
  uint32_t end() const { return end_; }
  uint32_t sentence() const { return sentence_; }
  const Word& word(uint32_t token) const { return words_[token - begin_]; }
  const std::vector<Clause>& clauses() const { return clauses_; }
  const Clause& ClauseOf(uint32_t token) const { return clauses_[word(token).clause]; }
  const Mention& MentionAt(int32_t index) const {
    return document_->mentions[static_cast<size_t>(index)];
  }

  // Constituents from token `from` up to `to`, stopping at a finite verb or relative pronoun.
  std::vector<Phrase> Constituents(uint32_t from, uint32_t to) const;
  // End of the noun phrase that begins at `from`.
  uint32_t NounPhraseEnd(uint32_t from, uint32_t to) const;
  // The bare noun phrase that ends right before `token`, or an empty phrase.
  Phrase PhraseBefore(uint32_t token) const;
  // Whether a word of accusative ending is a dual with its complement behind it ("the two ministers
  // of X"): its case is the nominative.
  bool IsInConstruct(uint32_t token, uint32_t to) const;
  // Whether the word means "some" before a count.
  bool IsAbout(uint32_t token) const;
  // Where the adverb of several words that ends before `token` begins ("at least"), or `token`.
  uint32_t BeforeAdverb(uint32_t token) const;
  // As PhraseBefore; of several phrases joined by "and" the first.
  Phrase TopicBefore(uint32_t token) const;
  // Raw bytes of a phrase without the proclitics of its first word, with "some" before a count.
  Span SpanOf(const Phrase& phrase) const;
  // The first participant mention inside [begin, end), or -1.
  int32_t FirstMention(uint32_t begin, uint32_t end) const;
  // Function classes of any word in [begin, end).
  uint32_t ClassesIn(uint32_t begin, uint32_t end) const;

 private:
  void ReadMentions();
  void ReadWords();
  uint16_t CutUnknown(const Token& token) const;
  bool HasArticle(uint32_t token) const;
  void DecideVerbs();
  bool FollowsVerb(uint32_t token) const;
  uint32_t BeforeTime(uint32_t token) const;
  uint32_t BeforeAside(uint32_t token) const;
  bool OpensWithAct(uint32_t token) const;
  bool ListsActs(uint32_t token) const;
  bool IsLightVerb(uint32_t token) const;
  bool NamesDoer(uint32_t token) const;
  bool BringsDeaths(uint32_t token) const;
  bool ShowsAnd(const Token& token) const;
  bool IsVerbHere(uint32_t token) const;
  void CutClauses();
  bool IsBoundary(uint32_t token, ClauseKind* kind) const;
  uint32_t QuotedNameEnd(uint32_t mark, uint32_t to) const;
  uint32_t AmongEnd(uint32_t from, uint32_t to) const;
  bool IsAccusative(uint32_t token) const;
  bool IsPluralOrDual(uint32_t token) const;
  bool BeginsNewPhrase(uint32_t phrase_begin, uint32_t token) const;
  Word& MutableWord(uint32_t token) { return words_[token - begin_]; }

  const AnnotatedText* document_;
  const Frames* frames_;
  uint32_t sentence_;
  uint32_t begin_;
  uint32_t end_;
  std::vector<Word> words_;
  std::vector<Clause> clauses_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_CLAUSE_H_
