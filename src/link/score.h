// Whether two facts tell the same incident: points with reasons, and hard constraints.
//
// Symmetric: Score(a, b) and Score(b, a) are equal. Threads: safe.

#ifndef TADWIN_LINK_SCORE_H_
#define TADWIN_LINK_SCORE_H_

#include <string_view>
#include <utility>
#include <vector>

#include "link/item.h"
#include "link/link_rules.h"

namespace tadwin::link {

// Points for one agreement or disagreement.
struct Reason {
  std::string_view name;  // in reason.tsv or weights.tsv
  const char* label = "";
  double points = 0;
  double times = 1;  // points are so many times the weight
};

struct Verdict {
  double points = 0;
  bool forbidden = false;  // never one incident
  bool one_document = false;
  bool in_document = false;  // forbidden by what one document says of both
  bool shared = false;       // a common participant
  bool shared_spot = false;  // a common facility or point
  bool common_day = false;
  bool same_person = false;  // the common party is a person
  int others = 0;            // actors, targets: told by both, without anything in common
  bool shared_area = false;  // a common town or area
  bool same_victim = false;  // a person killed in both: dates and places may differ
  bool same_name = false;    // a person of one name, or one office's holder, killed in both
  bool keeps_reasons = false;
  std::vector<Reason> reasons;  // filled when asked for; some may weigh nothing
};

struct PartyReasons;

class Scorer {
 public:
  // `rules` outlives the scorer.
  explicit Scorer(const LinkRules& rules) : rules_(rules), weights_(rules.weights) {}

  Verdict Score(const Item& a, const Item& b, bool with_reasons = false) const;
  // Whether the pair alone would make the two one incident.
  bool Links(const Item& a, const Verdict& verdict) const;
  // Compatibility of the subtypes of two facts, see LinkRules.
  double Degree(const Item& a, const Item& b) const;
  // True when both are events told to the day or nearly, and the days meet.
  bool ShareDays(const Item& a, const Item& b) const;
  // True when both are dated and further apart than the slack allows.
  bool DatesApart(const Item& a, const Item& b) const;

 private:
  void ScoreType(const Item& a, const Item& b, Verdict* verdict) const;
  bool ScoreDays(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreTime(const Item& a, const Item& b, Verdict* verdict) const;
  void ScorePlace(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreNames(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreNumbers(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreDocument(const Item& a, const Item& b, Verdict* verdict) const;
  Verdict ScoreCommitments(const Item& a, const Item& b, bool with_reasons) const;
  void ScoreTogether(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreParties(const std::vector<ItemName>& first, const std::vector<ItemName>& second,
                    const PartyReasons& reasons, Verdict* verdict) const;
  // Of events; the weight of one document or of two.
  void Add(ReasonKind kind, Verdict* verdict, double times = 1) const;
  // Of commitments.
  void Add(const char* label, double points, Verdict* verdict) const;

  const LinkRules& rules_;
  const Weights& weights_;
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_SCORE_H_
