// The event frames and function words of rules/ar/event, indexed by lexicon entry.
//
// In: the tables event/frames*, event/expressions*, event/args, event/words, event/means,
// event/things, event/endings. Out: Frames, read-only. A frame row names a lemma of lexicon/verbs
// or lexicon/nouns, or (tables with a `surface` column) the words themselves. Errors: kBadRule with
// file:line:col for an unknown role, argument template, kind or need. Threads: immutable after
// Create.
//
// Arguments are written "s=actor o=target g=target b=weapon": s subject, o object, g complement
// of the noun, p subject of the passive (as o unless told), any other key a preposition.

#ifndef TADWIN_EXTRACT_EVENTS_FRAMES_H_
#define TADWIN_EXTRACT_EVENTS_FRAMES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::extract {

enum class Role : uint8_t { kNone, kActor, kTarget, kWeapon, kPlace, kBoth };

// Which form of the lemma stands in the text.
enum Shape : uint8_t {
  kNoShape = 0,
  kActiveVerb = 1 << 0,
  kPassiveVerb = 1 << 1,
  kMasdarNoun = 1 << 2,
  kActiveParticipleNoun = 1 << 3,
  kPassiveParticipleNoun = 1 << 4,
  kPlainNoun = 1 << 5,
  kFixed = 1 << 6  // a fixed expression
};

// What a row does.
enum class FrameKind : uint8_t {
  kEvent,   // tells an event
  kLight,   // lends its arguments to an event noun: carried out (an attack)
  kResult,  // what follows is the effect of the event before: led to (the death of)
  kBlock    // the words are no event, whatever they contain: names of institutions, idioms; a verb
            // with a word apart: only with that word behind it (published pictures)
};

// What must stand near for the frame to hold; any one of the bits suffices, unless the flag "all"
// asks for each.
enum Need : uint32_t {
  kNeedNothing = 0,
  kNeedViolence = 1 << 0,  // another violent word, a weapon, a toll or an armed actor
  kNeedWeapon = 1 << 1,
  kNeedToll = 1 << 2,
  kNeedGroup = 1 << 3,  // a person, organisation or group as argument
  kNeedTarget = 1 << 4,
  kNeedActor = 1 << 5,
  kNeedPlace = 1 << 6,
  kNeedFacility = 1 << 7,      // an embassy, base, headquarters, border
  kNeedForces = 1 << 8,        // soldiers, troops, weapons
  kNeedActorTarget = 1 << 9,   // both an actor and a target
  kNeedState = 1 << 10,        // a state, government, office or official
  kNeedPreposition = 1 << 11,  // a phrase with one of the prepositions of the frame
  kNeedMust = 1 << 12,         // "the need to", "the importance of" right behind
  kNeedSeveral = 1 << 13,      // a noun for several things at once
  kNeedPassage = 1 << 14,      // a road, crossing, airport, harbour
  kNeedCrowd = 1 << 15,        // protesters, residents, workers
  kNeedGoods = 1 << 16,        // food, medicine, money: what aid is made of
  kNeedSentence = 1 << 17,     // prison, death, a fine: what a court gives
  kNeedContraband = 1 << 18,   // drugs, smuggled goods
  kNeedJoint = 1 << 19,        // "joint" right behind
  kNeedTies = 1 << 20,         // activities, flights, membership: what is suspended
  kNeedInForce = 1 << 21,      // into force, holding
  kNeedBody = 1 << 22,         // corpses, graves
  kNeedMilitant = 1 << 23,     // gunmen, terrorists
  kNeedService = 1 << 24,      // the internet, electricity, water
  kNeedSlogan = 1 << 25,       // chants, slogans
  kNeedTalks = 1 << 26,        // a summit, negotiations
  kNeedOwn = 1 << 27,          // "our forces": the speaker's
  kNeedUnofficial = 1 << 28,   // who acts is no army, police or state
  kNeedBuilding = 1 << 29,     // houses, shops
  kNeedCache = 1 << 30         // hideouts, home-made bombs, workshops: what is found and destroyed
};

struct PrepositionRole {
  std::string preposition;  // folded
  Role role = Role::kNone;
};

struct Arguments {
  Role subject = Role::kNone;
  Role object = Role::kNone;
  Role passive_subject = Role::kNone;
  Role genitive = Role::kNone;
  std::vector<PrepositionRole> prepositions;
};

struct Frame {
  std::string id;  // "event/frames:assault.bomb"
  FrameKind kind = FrameKind::kEvent;
  std::string plover;
  std::string mode;
  std::string subtype;
  uint8_t shapes = 0;  // forms that trigger
  Arguments arguments;
  bool refine = false;  // weapons and adjectives near it decide mode and subtype
  uint32_t need = kNeedNothing;
  std::string effect;    // "killed", "injured", "detained", "missing": what happens to the target
  std::string outcome;   // "foiled", "intercepted", "failed" or empty
  std::string status;    // status the frame itself gives ("planned", ...), or empty
  bool absorbs = false;  // an event noun as its subject is the same event (the raid hit ...)
  bool circumstance = false;  // its participle tells an event only as a circumstance: "accusing"
  bool holds = false;         // its present, and its past in a relative clause, tell what holds
  bool weak = false;          // gives way to any other trigger of its type in the sentence
  bool needs_all = false;     // all the needs, not one of them
  bool needs_other = false;   // who acts does not meet the need: the army published
  bool needs_object = false;  // a lone noun behind its verb is the object, not the subject
  // One of these words, folded, must stand behind the verb in its clause: opened X (fire).
  std::vector<std::string> apart;
  bool apart_whole = false;    // that word stays part of the phrase it opens: expelled (the envoy)
  bool apart_oblique = false;  // it may stand behind a preposition: took part (in a strike)
};

// Classes of function words; several may hold.
enum WordClass : uint32_t {
  kPreposition = 1 << 0,
  kAgent = 1 << 1,  // by, at the hands of
  kRelative = 1 << 2,
  kSubordinator = 1 << 3,
  kNegation = 1 << 4,
  kNounNegation = 1 << 5,  // lack of, without
  kFutureWord = 1 << 6,
  kMayWord = 1 << 7,  // qad before an imperfect
  kConditionWord = 1 << 8,
  kComplementiser = 1 << 9,
  kConjunction = 1 << 10,
  kDemonstrative = 1 << 11,
  kAuxiliary = 1 << 12,  // kana and sisters
  kPast = 1 << 13,
  kPlan = 1 << 14,
  kAllege = 1 << 15,
  kDeny = 1 << 16,
  kThreat = 1 << 17,
  kPrevent = 1 << 18,  // stop, prevent, deter, investigate: what follows is no new event
  kGeneric = 1 << 19,  // danger of, kind of, fight against
  kAttempt = 1 << 20,
  kFoil = 1 << 21,
  kAdjoin = 1 << 22,  // belonging to, loyal to, supported by: goes on with the noun phrase
  kSport = 1 << 23,
  kTime = 1 << 24,  // after, before, since: what follows is a time, not a place
  kDirection = 1 << 25,
  kCause = 1 << 26,     // as a result of, following
  kPossible = 1 << 27,  // probable, expected
  kLast = 1 << 28,      // previous, former, old: history
  kWish = 1 << 29,      // wants, hopes, must
  kStopNoun = 1 << 30,  // nouns that are no participants
  kAdverb = 1u << 31    // stands between constituents
};

// Particles between a noun and the verb that goes with it: had, may, not, will.
inline constexpr uint32_t kBeforeVerb =
    kAuxiliary | kNegation | kFutureWord | kMayWord | kAdverb | kPast;

// A weapon or manner word that decides subtype and mode.
struct Means {
  std::string subtype;
  std::string mode;
  int rank = 0;  // higher wins
};

class Frames {
 public:
  static Frames Create(const rules::Grammar& grammar, std::vector<Error>* errors);

  const std::vector<Frame>& all() const { return frames_; }
  // Frames of a lexicon match that its form triggers, with the shape it has. Appends.
  struct Hit {
    uint32_t frame = 0;
    uint8_t shape = kNoShape;
  };
  void Find(const LexMatch& match, std::vector<Hit>* hits) const;

  uint32_t ClassOf(const LexMatch& match) const;        // 0 when no function word
  std::string_view KeyOf(const LexMatch& match) const;  // canonical preposition, folded
  bool IsLocative(const LexMatch& match) const;         // in, near, inside
  const Means* MeansOf(const LexMatch& match) const;    // nullptr when none
  bool IsAccident(const LexMatch& match) const {        // a flood, a crash, a fire
    return static_cast<int>(match.entry.lexicon) == accidents_;
  }
  bool IsNature(const LexMatch& match) const {  // winds, floods and those who forecast them
    return static_cast<int>(match.entry.lexicon) == nature_;
  }
  // Crises, dangers, choices: no doers, and nothing one can seize.
  bool IsAbstract(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == abstracts_;
  }
  bool IsDomain(const LexMatch& match) const {  // a word of sport or markets
    return static_cast<int>(match.entry.lexicon) == domains_;
  }
  uint32_t ThingOf(const LexMatch& match) const;  // Need bits a common noun satisfies

  bool IsVerb(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == verbs_;
  }
  bool IsNoun(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == nouns_;
  }

  // The jussive of a hollow verb, its long vowel lost, which looks like other verbs: "did not
  // dismiss" and "carries".
  bool IsShortened(const LexMatch& match, std::string_view folded_word) const;

  // A verb of what a crowd does in the street, or of what is done to it (event/conduct).
  bool IsConduct(const LexMatch& match, bool met) const {
    return IsVerb(match) && match.entry.row < conduct_.size() &&
           conduct_[match.entry.row] == (met ? 2 : 1);
  }

  bool IsNationality(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == nationalities_;
  }

  // "the minister", "the source": who speaks and acts, without a name; no statement, no outlet.
  bool IsSpeakerNoun(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == speakers_ && match.entry.row < speaks_.size() &&
           speaks_[match.entry.row];
  }

  // "the capital", "town" before a name.
  bool IsTypeWord(const LexMatch& match) const {
    return static_cast<int>(match.entry.lexicon) == type_words_;
  }

  // One of the lexicons of words of meaning.
  bool IsLexical(const LexMatch& match) const {
    return IsVerb(match) || IsNoun(match) || static_cast<int>(match.entry.lexicon) == adjectives_;
  }

  // Case endings of indefinite objects and duals, folded (event/endings).
  bool HasAccusativeEnding(std::string_view folded_word) const;
  bool HasNominativeEnding(std::string_view folded_word) const;

  // Lemmas that no lexicon row has: dead rows, for checks.
  const std::vector<std::string>& unresolved() const { return unresolved_; }

 private:
  struct LemmaIndex;
  void LoadSpeakers(const rules::Grammar& grammar);
  void LoadWords(const rules::Grammar& grammar, std::vector<Error>* errors);
  void LoadShortened(const rules::Grammar& grammar, const rules::Table* verbs);
  void LoadConduct(const rules::Grammar& grammar, const LemmaIndex& lemmas);
  void LoadFrames(const rules::Grammar& grammar, const rules::Table& table,
                  const LemmaIndex& lemmas, std::vector<Error>* errors);
  bool ReadFrame(const rules::Grammar& grammar, const rules::Table& table, uint32_t row,
                 Frame* frame, std::vector<Error>* errors) const;
  bool ReadArguments(const rules::Grammar& grammar, std::string_view text, Arguments* arguments,
                     std::string* wrong) const;

  struct WordInfo {
    uint32_t classes = 0;
    std::string key;
    bool locative = false;
  };
  int verbs_ = -1;
  int nouns_ = -1;
  int adjectives_ = -1;
  int accidents_ = -1;
  int domains_ = -1;
  int nature_ = -1;
  int abstracts_ = -1;
  int nationalities_ = -1;
  int speakers_ = -1;
  std::vector<bool> speaks_;  // by row of speaker/noun
  int type_words_ = -1;
  std::vector<Frame> frames_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_entry_;
  std::unordered_map<uint64_t, WordInfo> words_;
  std::unordered_map<uint64_t, Means> means_;
  std::unordered_map<uint64_t, uint32_t> things_;
  std::unordered_map<std::string, std::string> templates_;
  std::vector<std::string> accusative_;
  std::vector<std::string> nominative_;
  std::vector<uint8_t> conduct_;  // by row of lexicon/verbs: 0 none, 1 crowd, 2 met
  // By row of lexicon/verbs: the first and last letter of a hollow root, folded; else empty.
  std::vector<std::string> shortened_;
  std::vector<std::string> unresolved_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_FRAMES_H_
