// Who the subject of each verb of a sentence is: named before it or behind it, taken over from the
// verb it is coordinated with, the antecedent of its relative clause, or somebody named in an
// earlier sentence.
//
// In: SentenceView; Discourse, the subjects of the sentences before. Out: a Subject for each verb.
// Rules: rules/ar/event/control.tsv. Threads: a reader is for one thread.

#ifndef TADWIN_EXTRACT_EVENTS_SUBJECTS_H_
#define TADWIN_EXTRACT_EVENTS_SUBJECTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/events/clause.h"
#include "extract/events/pronoun.h"
#include "model/fact.h"
#include "rules/grammar.h"

namespace tadwin::extract {

// Whom the act a verb governs belongs to.
enum class Control : uint8_t { kUnknown, kSubject, kObject, kNone };

// What a governing verb makes of the act it governs.
enum class Mood : uint8_t { kNone, kPlanned, kOrdered, kConditional, kCeases };

// A common noun of a place.
enum class Site : uint8_t { kNone, kSite, kWay, kSame };

// What the head of a document says of it.
enum class DocumentKind : uint8_t { kReport, kStatement, kBulletin };

// The verbs of rules/ar/event/control.tsv, the nouns of sites.tsv, the adjectives of nationality.
class Controls {
 public:
  static Controls Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  Control Of(const SentenceView& view, uint32_t token) const;
  Mood MoodOf(const SentenceView& view, uint32_t token) const;
  Site SiteAt(const SentenceView& view, uint32_t token) const;
  bool IsNationality(const SentenceView& view, uint32_t token) const;
  // Read from its first sentences.
  DocumentKind KindOf(const AnnotatedText& document, uint32_t sentences) const;

 private:
  struct Row {
    Control control = Control::kUnknown;
    Mood mood = Mood::kNone;
  };
  const Row* Find(const SentenceView& view, uint32_t token) const;

  int verbs_ = -1;
  int nationality_ = -1;
  int sites_ = -1;
  int documents_ = -1;
  std::vector<Row> by_row_;             // of lexicon/verbs
  std::vector<Site> site_;              // of event/sites
  std::vector<DocumentKind> document_;  // of event/documents
};

// What the form of a verb or noun says of the one it agrees with; both false: unknown.
struct Agreement {
  bool masculine = false;
  bool feminine = false;
  bool plural = false;  // they (men): names its subject before it or not at all
  bool dual = false;
  bool first_person = false;
};

// A subject: words of this sentence, or a name from an earlier one.
struct Subject {
  Phrase phrase;  // empty when taken from an earlier sentence
  NamedRef ref;
  Agreement agreement;
  uint8_t pronouns = kNoPronoun;
  bool found() const { return !ref.text.empty(); }
};

// The latest subjects of the document.
struct Discourse {
  std::vector<Subject> subjects;  // latest last, at most kRemembered
  uint32_t sentence = 0;          // of the latest
  std::vector<Subject> objects;   // whom the verbs of the latest sentence with any did it to
  uint32_t objects_sentence = 0;
  void Remember(const Subject& subject, uint32_t at);
};

struct VerbReading {
  uint32_t token = 0;
  Agreement agreement;
  Subject subject;
  uint32_t after = 0;         // where the words behind verb and subject begin
  bool taken_over = false;    // the subject is not beside the verb
  bool object_first = false;  // the noun right behind it is its object
};

class SubjectReader {
 public:
  SubjectReader(const SentenceView& view, Discourse* discourse);

  const std::vector<VerbReading>& verbs() const { return verbs_; }
  // The reading of the verb at a token, or nullptr.
  const VerbReading* VerbAt(uint32_t token) const;
  // Whether a phrase names somebody who can act: people, a body, a state or its capital.
  bool CanAct(const Phrase& phrase) const;
  // Whether it is a noun for somebody who speaks: the source, the council.
  bool CanSpeak(const Phrase& phrase) const;
  Subject Make(Phrase phrase) const;
  // The bare noun phrases behind a verb's subject, up to the end of its clause.
  std::vector<Phrase> ObjectsOf(const VerbReading& verb) const;
  // Objects of the verbs of the sentence before, latest last.
  const std::vector<Subject>& earlier_objects() const { return earlier_objects_; }

 private:
  void Read(uint32_t token);
  void RememberObjects();
  uint8_t PronounsOf(const Phrase& phrase) const;
  Agreement OfVerb(uint32_t token) const;
  Agreement OfNoun(const Phrase& phrase) const;
  uint32_t ApposedEnd(const Phrase& phrase) const;
  bool LooksAccusative(const Phrase& phrase) const;
  bool LooksNominative(const Phrase& phrase) const;
  template <typename Test>
  bool HasFrame(uint32_t token, Test test) const;
  bool IsTransitive(uint32_t token) const;
  bool Moves(uint32_t token) const;
  bool NeedsObject(uint32_t token) const;
  bool IsAddressed(const Phrase& phrase) const;
  bool IsSite(const Phrase& phrase) const;
  Phrase AsForTopic(uint32_t token, const Agreement& agreement) const;
  bool HasFeminineAdjective(uint32_t head, uint32_t stop) const;
  bool GoesOn(const Phrase& phrase) const;
  uint32_t SkipBack(uint32_t token) const;
  void TakePronoun(uint32_t pronoun, VerbReading* verb) const;
  Phrase ClauseTopic(uint32_t token, const Agreement& agreement) const;
  Phrase QuotedBefore(uint32_t start) const;
  Phrase TopicBefore(uint32_t start, const Agreement& agreement) const;
  Subject Antecedent(uint32_t relative, const Agreement& agreement) const;
  Subject Inherited(const Agreement& agreement, bool same_sentence) const;
  bool TakeBehind(VerbReading* verb, bool coordinate) const;

  const SentenceView& view_;
  Discourse* discourse_;
  std::vector<VerbReading> verbs_;
  std::vector<Subject> earlier_objects_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_SUBJECTS_H_
