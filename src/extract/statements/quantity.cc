#include "extract/statements/quantity.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "extract/statements/quantity_scan.h"

namespace tadwin::extract {
namespace {

// How far before a number the verb that decides may stand, and how far behind it.
constexpr uint32_t kCueReach = 14;
constexpr uint32_t kCueReachBehind = 6;
// More numbers in one sentence than this are decided in pieces: the work stays linear.
constexpr size_t kMaxNeighbours = 64;
// A count of one is a singular told, not a series.
constexpr double kMinTally = 2;

bool IsPeopleHarmed(const Mention* toll) {
  return toll != nullptr &&
         (toll->toll.kind == TollKind::kKilled || toll->toll.kind == TollKind::kInjured);
}

}  // namespace

// What decides about a stock number, and in which tense.
struct QuantityScan::LevelCue {
  enum class Verdict : uint8_t { kNone, kLevel, kChange } verdict = Verdict::kNone;
  std::string_view tense;
  uint32_t token = 0;
};

Fact& QuantityScan::Emit(FactKind kind, const Candidate& candidate, std::string_view rule) {
  const Mention& number = *candidate.number;
  uint32_t end = number.token_end;
  if (!candidate.ordinal && !candidate.counted.inherited &&
      candidate.counted.token >= number.token_end) {
    end = candidate.counted.unit->token_end;
  }
  Fact fact = StartFact(document_, attributions_, kind, number.token_begin, end, rule);
  fact.n = number.quantity.best;
  fact.quantity = number.quantity;
  fact.what = Describe(candidate, kind == FactKind::kLevel, &fact);
  fact.subtype = kind == FactKind::kTally ? SubtypeOf(candidate) : "";
  AddEvidence(&fact, "n", number.span, number.rule);
  AddEvidence(&fact, "what",
              document_.SpanOf(candidate.counted.token, candidate.counted.unit->token_end), rule);
  facts_.push_back(std::move(fact));
  return facts_.back();
}

bool QuantityScan::DecideTally(const Sentence& sentence, Candidate* candidate,
                               std::vector<Candidate>* all) {
  const Mention& number = *candidate->number;
  if (*number.quantity.best < kMinTally) return false;
  const Mention* toll = TollOver(number);
  const UnitKind kind = candidate->counted.kind;
  const Period period = PeriodOf(sentence, *candidate, *all);
  bool counts = false;  // a verb of counting stands before it
  const uint32_t first = number.token_begin > sentence.token_begin + kCueReach
                             ? number.token_begin - kCueReach
                             : sentence.token_begin;
  for (uint32_t t = first; t < number.token_begin; ++t) {
    counts |= Cue(t, CueClass::kCount) != nullptr;
  }
  const bool harmed = IsHarmed(sentence, *candidate);
  const bool beside_tally =
      std::any_of(all->begin(), all->end(), [](const Candidate& c) { return c.is_tally; });
  // "9,000 refugees arrived in a week".
  const LexMatch* move = !candidate->ordinal && !harmed && period.found() && period.durative
                             ? MoveOf(sentence, *candidate)
                             : nullptr;
  const bool travelled = move != nullptr;
  bool is_tally = false;
  switch (kind) {
    case UnitKind::kFlow: is_tally = period.found() || (counts && !candidate->ordinal); break;
    case UnitKind::kMunition:
      is_tally = !candidate->ordinal && period.found() && period.durative;
      break;
    case UnitKind::kVictim:
    case UnitKind::kPerson:
      // "44 people arrested since the protests began": whenever that was.
      if (harmed && !period.found() && IsSince(sentence, *candidate)) {
        is_tally = !candidate->ordinal;
        break;
      }
      if (kind == UnitKind::kPerson && toll == nullptr && !harmed && !travelled &&
          (!counts ||
           FindLevelCue(sentence, *candidate, *all).verdict == LevelCue::Verdict::kLevel)) {
        break;
      }
      is_tally = !candidate->ordinal && ((period.found() && (period.durative || counts)) ||
                                         (beside_tally && period.found()));
      break;
    case UnitKind::kStock:
    case UnitKind::kEither: {
      const LevelCue cue = FindLevelCue(sentence, *candidate, *all);
      const bool moved = cue.verdict == LevelCue::Verdict::kChange || toll != nullptr || harmed;
      const bool people = kind == UnitKind::kEither || harmed || IsPeopleHarmed(toll) ||
                          (toll != nullptr && toll->toll.kind != TollKind::kDisplaced);
      is_tally = !candidate->ordinal && period.found() && moved && people &&
                 cue.verdict != LevelCue::Verdict::kLevel;
      is_tally |= travelled;
      if (kind == UnitKind::kEither && period.found() && period.durative) is_tally = true;
      break;
    }
    case UnitKind::kSpan: break;
  }
  if (!is_tally) return false;
  candidate->is_tally = true;
  Fact& fact = Emit(FactKind::kTally, *candidate,
                    candidate->ordinal ? "quantity/ordinal_tally" : "quantity/tally");
  if (period.found()) {
    fact.time = period.time;
    fact.date_text = std::string(document_.Raw(period.words->span));
    AddEvidence(&fact, "period_start", period.words->span, period.words->rule);
    AddEvidence(&fact, "period_end", period.words->span, period.words->rule);
  }
  if (travelled) {
    const std::string did(lexicon_.Cell(move->entry, "en"));
    fact.what += " " + did;
    fact.what_key += ":" + did;
    return true;
  }
  if (toll != nullptr && fact.what.find("killed") == std::string::npos &&
      fact.what.find("injured") == std::string::npos) {
    static constexpr const char* kHarm[] = {"killed",  "injured",   "detained",
                                            "missing", "displaced", "abducted"};
    fact.what += std::string(" ") + kHarm[static_cast<int>(toll->toll.kind)];
    fact.what_key += std::string(":") + kHarm[static_cast<int>(toll->toll.kind)];
  }
  return true;
}

// What people did who came or went: the verb before the number, or right behind what is counted.
// "Arrived at the number of" is another sense.
const LexMatch* QuantityScan::MoveOf(const Sentence& sentence, const Candidate& candidate) const {
  if (candidate.counted.unit == nullptr || lexicons_.move < 0) return nullptr;
  const auto move = [this](uint32_t t) {
    const LexMatch* match = words_.Longest(t, lexicons_.move);
    return match == nullptr || IsChanceMatch(document_, *match) ? nullptr : match;
  };
  const uint32_t begin = candidate.number->token_begin;
  const uint32_t first =
      begin > sentence.token_begin + kCueReach ? begin - kCueReach : sentence.token_begin;
  for (uint32_t t = begin; t-- > first && t + 2 >= begin;) {
    if (Cue(t, CueClass::kTo) != nullptr) return nullptr;  // "rose to 230,000"
  }
  for (uint32_t t = begin; t-- > first;) {
    if (words_.IsPunctuation(t) || Cue(t, CueClass::kCount) != nullptr ||
        Cue(t, CueClass::kChangeTo) != nullptr) {
      break;
    }
    if (const LexMatch* verb = move(t)) return verb;
  }
  const uint32_t after = std::max(candidate.number->token_end, candidate.counted.unit->token_end);
  for (uint32_t t = after; t < sentence.token_end && t < after + 3; ++t) {
    if (words_.IsPunctuation(t)) break;
    if (const LexMatch* verb = move(t)) return verb;
  }
  return nullptr;
}

// The word of falling or rising before a token, or -1.
int64_t QuantityScan::ChangeBefore(const Sentence& sentence, uint32_t token) const {
  const uint32_t first =
      token > sentence.token_begin + kCueReach ? token - kCueReach : sentence.token_begin;
  for (uint32_t t = token; t-- > first;) {
    if (words_.IsPunctuation(t)) return -1;
    if (Cue(t, CueClass::kChangeTo) != nullptr) return t;
  }
  return -1;
}

// Told with "since" right behind what is counted.
bool QuantityScan::IsSince(const Sentence& sentence, const Candidate& candidate) const {
  const uint32_t after = std::max(candidate.number->token_end, candidate.counted.unit->token_end);
  for (uint32_t t = after; t < sentence.token_end && t < after + 3; ++t) {
    if (words_.IsPunctuation(t)) return false;
    if (Cue(t, CueClass::kSince) != nullptr) return true;
  }
  return false;
}

// Walks back from the number to the nearest word that decides, then looks behind it.
QuantityScan::LevelCue QuantityScan::FindLevelCue(const Sentence& sentence,
                                                  const Candidate& candidate,
                                                  const std::vector<Candidate>& all) const {
  using Verdict = LevelCue::Verdict;
  LevelCue result;
  const uint32_t begin = candidate.number->token_begin;
  const uint32_t first =
      begin > sentence.token_begin + kCueReach ? begin - kCueReach : sentence.token_begin;
  const auto is_number = [&](uint32_t token) {
    return std::any_of(all.begin(), all.end(), [&](const Candidate& other) {
      return other.number->token_begin <= token && token < other.number->token_end;
    });
  };
  bool directed = false;  // from or to stands right before the number
  bool from = false;
  for (uint32_t t = begin; t-- > first && t + 3 >= begin;) {
    from |= Cue(t, CueClass::kFrom) != nullptr;
    directed |= Cue(t, CueClass::kTo) != nullptr || Cue(t, CueClass::kFrom) != nullptr;
  }
  for (uint32_t t = begin; t-- > first;) {
    if (is_number(t)) break;
    if (directed && Cue(t, CueClass::kChangeTo) == nullptr && ChangeBefore(sentence, t) >= 0) {
      continue;  // "cut the number of ... from A to B"
    }
    if (const LexMatch* cue = Cue(t, CueClass::kLevel)) {
      if (cue->token_end > begin) continue;
      const bool future = (cue->proclitics & (kSa | kLi)) != 0;
      return {Verdict::kLevel, future ? "future" : lexicon_.Cell(cue->entry, "tense"), t};
    }
    // "France had 1,500 soldiers": was, with "to" on the owner right behind.
    if (Cue(t, CueClass::kHad) != nullptr && t + 1 < begin && words_.MayBegin(t + 1, kLi)) {
      return {Verdict::kLevel, "past", t};
    }
    if (Cue(t, CueClass::kChangeTo) != nullptr) {
      if (!directed) return {Verdict::kChange, "", t};
      // "has cut from A to B": B is so now; "will cut", "the cutting of": A still is.
      const bool done = IsPerfect(t);
      return {Verdict::kLevel, from != done ? "present" : "", t};
    }
    if (Cue(t, CueClass::kLeave) != nullptr) {
      for (uint32_t back = 1; back <= 3 && t >= sentence.token_begin + back; ++back) {
        if (Cue(t - back, CueClass::kDemand) != nullptr) return {Verdict::kLevel, "", t - back};
      }
      return {Verdict::kChange, "", t};
    }
    if (Cue(t, CueClass::kChange) != nullptr) return {Verdict::kChange, "", t};
  }
  const uint32_t after = std::max(candidate.number->token_end, candidate.counted.unit->token_end);
  for (uint32_t t = after; t < sentence.token_end && t < after + kCueReachBehind; ++t) {
    if (words_.IsPunctuation(t) || is_number(t)) break;
    if (const LexMatch* cue = Cue(t, CueClass::kLevel)) {
      return {Verdict::kLevel, lexicon_.Cell(cue->entry, "tense"), t};
    }
    if (Cue(t, CueClass::kChange) != nullptr) return {Verdict::kChange, "", t};
  }
  return result;
}

// "9,300 prisoners in the jails of ...": nothing is said of them but where they are.
bool QuantityScan::IsHeadOfSentence(const Sentence& sentence, const Candidate& candidate) const {
  if (candidate.counted.kind != UnitKind::kStock || candidate.counted.inherited) return false;
  if (candidate.counted.token < candidate.number->token_end) return false;
  for (uint32_t t = sentence.token_begin; t < candidate.number->token_begin; ++t) {
    if (!words_.IsPunctuation(t)) return false;
  }
  uint32_t after = candidate.counted.unit->token_end;
  for (const uint32_t limit = after + 2; after < limit && after < sentence.token_end; ++after) {
    if (Cue(after, CueClass::kInside) != nullptr) return true;
    if (words_.Longest(after, lexicons_.nationality) == nullptr) return false;
  }
  return false;
}

// "1,840 prisoners in one jail, and in another 975 prisoners": a series, no other verb between.
bool QuantityScan::GoesOn(const Sentence& sentence, const Candidate& before,
                          const Candidate& candidate) const {
  if (lexicon_.Cell(before.counted.unit->entry, "key") !=
      lexicon_.Cell(candidate.counted.unit->entry, "key")) {
    return false;
  }
  const uint32_t from = std::max(before.number->token_end, before.counted.unit->token_end);
  const uint32_t first = std::max(from, sentence.token_begin);
  for (uint32_t t = first; t < candidate.number->token_begin; ++t) {
    if (Cue(t, CueClass::kChange) != nullptr || Cue(t, CueClass::kHarm) != nullptr) return false;
  }
  return candidate.number->token_begin < first + kCueReachBehind;
}

// "4,850 prisoners, 40 women among them".
bool QuantityScan::IsAmong(const Sentence& sentence, const Candidate& candidate) const {
  const uint32_t begin = candidate.number->token_begin;
  for (uint32_t back = 1; back <= 3 && begin >= sentence.token_begin + back; ++back) {
    const LexMatch* among = Cue(begin - back, CueClass::kAmong);
    if (among != nullptr && among->token_end + 1 >= begin) return true;
  }
  return false;
}

bool QuantityScan::DecideLevel(const Sentence& sentence, Candidate* candidate,
                               std::vector<Candidate>* all) {
  const UnitKind kind = candidate->counted.kind;
  if ((kind != UnitKind::kStock && kind != UnitKind::kEither && kind != UnitKind::kPerson) ||
      candidate->ordinal || IsHarmed(sentence, *candidate)) {
    return false;
  }
  if (IsPeopleHarmed(TollOver(*candidate->number))) return false;
  LevelCue cue = FindLevelCue(sentence, *candidate, *all);
  const uint32_t begin = candidate->number->token_begin;
  bool compared = false;  // "six sites instead of fourteen"
  for (uint32_t back = 1; back <= 3 && begin >= sentence.token_begin + back; ++back) {
    const LexMatch* instead = Cue(begin - back, CueClass::kInstead);
    compared |= instead != nullptr && instead->token_end + 1 >= begin;
  }
  bool reached = false;  // "from 2,900 to 2,300"
  for (uint32_t back = 1; back <= 3 && begin >= sentence.token_begin + back; ++back) {
    reached |= Cue(begin - back, CueClass::kTo) != nullptr;
  }
  if (compared && candidate != &all->front() && (candidate - 1)->is_level) {
    cue.verdict = LevelCue::Verdict::kLevel;
    cue.tense = "past";
  } else if (reached && candidate != &all->front() && (candidate - 1)->is_level &&
             lexicon_.Cell((candidate - 1)->counted.unit->entry, "key") ==
                 lexicon_.Cell(candidate->counted.unit->entry, "key")) {
    cue.verdict = LevelCue::Verdict::kLevel;
    const int64_t change = ChangeBefore(sentence, begin);
    cue.tense = change >= 0 && IsPerfect(static_cast<uint32_t>(change)) ? "present" : "";
  } else if (IsAmong(sentence, *candidate) && candidate != &all->front() &&
             (candidate - 1)->is_level && cue.verdict != LevelCue::Verdict::kChange) {
    cue.verdict = LevelCue::Verdict::kLevel;
    cue.tense = "present";
  } else if (cue.verdict == LevelCue::Verdict::kNone && candidate != &all->front() &&
             (candidate - 1)->is_level && GoesOn(sentence, *(candidate - 1), *candidate)) {
    cue.verdict = LevelCue::Verdict::kLevel;
    cue.tense = "present";
  } else if (cue.verdict == LevelCue::Verdict::kNone && IsHeadOfSentence(sentence, *candidate)) {
    cue.verdict = LevelCue::Verdict::kLevel;
    cue.tense = "present";
  } else if (candidate->counted.inherited && cue.verdict == LevelCue::Verdict::kNone) {
    return false;
  }
  if (cue.verdict != LevelCue::Verdict::kLevel) return false;
  candidate->is_level = true;
  Fact& fact = Emit(FactKind::kLevel, *candidate, "quantity/level");
  const Mention* words = nullptr;
  fact.time = compared ? TimeValue() : LevelTime(sentence, *candidate, cue.tense, *all, &words);
  if (cue.tense == "future" && fact.status == FactStatus::kAsserted) {
    fact.status = FactStatus::kPlanned;
  }
  if (words != nullptr) {
    fact.date_text = std::string(document_.Raw(words->span));
    AddEvidence(&fact, "at", words->span, words->rule);
  }
  return true;
}

void QuantityScan::Decide(const Sentence& sentence, Candidate* candidate,
                          std::vector<Candidate>* all) {
  if (!DecideTally(sentence, candidate, all)) DecideLevel(sentence, candidate, all);
}

// "only 42 days separate us from the date".
void QuantityScan::ReadTimeLeft(const Sentence& sentence) {
  for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
    const Mention* time = words_.MentionAt(t, LayerBit(Layer::kTime));
    if (time == nullptr || !time->time.is_duration || !time->time.length_days) continue;
    bool left = false;
    const uint32_t first =
        t > sentence.token_begin + kCueReach ? t - kCueReach : sentence.token_begin;
    for (uint32_t b = first; b < t; ++b) left |= Cue(b, CueClass::kLeft) != nullptr;
    if (!left) continue;
    Fact fact = StartFact(document_, attributions_, FactKind::kLevel, time->token_begin,
                          time->token_end, "quantity/time_left");
    fact.n = *time->time.length_days;
    fact.quantity = Quantity{fact.n, fact.n, fact.n};
    fact.what = "days left";
    fact.what_key = "days_left";
    AddEvidence(&fact, "n", time->span, time->rule);
    fact.time = PublishedTime(document_);
    // The day counted towards, when the document names exactly one that fits its own date.
    if (fact.time.start && fact.time.start != fact.time.stop) {
      std::set<Date> days;
      for (const Mention& other : document_.mentions) {
        if (other.layer != Layer::kTime || !other.time.stop) continue;
        const Date day = AddDays(*other.time.stop, -static_cast<int>(std::lround(*fact.n)));
        if (day >= *fact.time.start && day <= *fact.time.stop) days.insert(day);
      }
      if (days.size() == 1) {
        fact.time.start = fact.time.stop = *days.begin();
        fact.time.precision = Precision::kDay;
      }
    }
    facts_.push_back(std::move(fact));
    t = time->token_end - 1;
  }
}

// "the attacks of this quarter caused no casualties": a tally of nought.
void QuantityScan::ReadNoCasualties(const Sentence& sentence) {
  bool attacks = false;
  const LexMatch* cause = nullptr;
  uint32_t negation = sentence.token_end;
  for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
    attacks |= Cue(t, CueClass::kAttacks) != nullptr;
    if (Cue(t, CueClass::kNegation) != nullptr) {
      negation = t;
      cause = nullptr;
      continue;
    }
    if (negation == sentence.token_end) continue;
    if (const LexMatch* found = Cue(t, CueClass::kCause)) cause = found;
    const LexMatch* harmed = Cue(t, CueClass::kCasualties);
    if (harmed == nullptr || cause == nullptr || !attacks || t > negation + kCueReach) continue;
    Candidate candidate;
    Mention zero;
    zero.layer = Layer::kNumber;
    zero.token_begin = t;
    zero.token_end = harmed->token_end;
    candidate.number = &zero;
    const Period period = PeriodOf(sentence, candidate, {});
    if (!period.found()) return;
    Fact fact = StartFact(document_, attributions_, FactKind::kTally, t, harmed->token_end,
                          "quantity/no_casualties");
    fact.n = 0;
    fact.quantity = Quantity{0, 0, 0};
    fact.what = "casualties of attacks";
    fact.what_key = "casualties";
    fact.subtype = "other";
    fact.time = period.time;
    fact.date_text = std::string(document_.Raw(period.words->span));
    AddEvidence(&fact, "n", fact.span, "quantity/no_casualties");
    AddEvidence(&fact, "period_start", period.words->span, period.words->rule);
    AddEvidence(&fact, "period_end", period.words->span, period.words->rule);
    facts_.push_back(std::move(fact));
    return;
  }
}

std::vector<Fact> QuantityScan::Run() {
  for (const Sentence& sentence : document_.sentences) {
    const std::vector<Candidate> found = Collect(sentence);
    // Neighbours decide together; a sentence without end is taken in pieces.
    for (size_t first = 0; first < found.size(); first += kMaxNeighbours) {
      const size_t last = std::min(found.size(), first + kMaxNeighbours);
      std::vector<Candidate> all(found.begin() + static_cast<std::ptrdiff_t>(first),
                                 found.begin() + static_cast<std::ptrdiff_t>(last));
      for (Candidate& candidate : all) Decide(sentence, &candidate, &all);
    }
    ReadTimeLeft(sentence);
    ReadNoCasualties(sentence);
  }
  std::stable_sort(facts_.begin(), facts_.end(),
                   [](const Fact& a, const Fact& b) { return a.span < b.span; });
  return std::move(facts_);
}

struct QuantityReader::Impl {
  const rules::Lexicon* lexicon = nullptr;
  QuantityLexicons lexicons;
};

QuantityReader QuantityReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  auto impl = std::make_shared<Impl>();
  impl->lexicon = grammar.lexicon;
  impl->lexicons = QuantityLexicons::Create(grammar, errors);
  QuantityReader reader;
  reader.impl_ = std::move(impl);
  return reader;
}

std::vector<Fact> QuantityReader::Read(const AnnotatedText& document,
                                       const std::vector<Attribution>& attributions) const {
  if (document.tokens.empty() || document.lex_match_begin.size() <= document.tokens.size()) {
    return {};
  }
  return QuantityScan(document, *impl_->lexicon, impl_->lexicons, attributions).Run();
}

}  // namespace tadwin::extract
