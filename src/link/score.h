// Whether two facts tell the same incident: points with reasons, and hard constraints.
//
// Symmetric: Score(a, b) and Score(b, a) are equal. Threads: safe.

#ifndef TADWIN_LINK_SCORE_H_
#define TADWIN_LINK_SCORE_H_

#include <string>
#include <utility>
#include <vector>

#include "link/item.h"
#include "link/link_rules.h"

namespace tadwin::link {

// Points for one agreement or disagreement.
using Reason = std::pair<const char*, double>;

struct Verdict {
  double points = 0;
  bool forbidden = false;    // never one incident
  bool in_document = false;  // forbidden by what one document says of both
  bool shared = false;       // a common participant or spot
  bool shared_area = false;  // a common town or area
  bool same_victim = false;  // a person killed in both: dates and places may differ
  bool same_name = false;    // a person of one name, or one office's holder, killed in both
  bool keeps_reasons = false;
  std::vector<Reason> reasons;  // filled when asked for
};

class Scorer {
 public:
  // `rules` and `items` outlive the scorer; `facts` and `items` run in parallel.
  Scorer(const LinkRules& rules, const std::vector<const Fact*>& facts,
         const std::vector<Item>& items);

  Verdict Score(uint32_t first, uint32_t second, bool with_reasons = false) const;
  // Compatibility of the subtypes of two facts, see LinkRules.
  double Degree(uint32_t first, uint32_t second) const;
  // True when both are dated and further apart than the slack allows.
  bool DatesApart(const Item& first, const Item& second) const;

 private:
  void ScoreType(const Item& a, const Item& b, uint32_t i, uint32_t j, Verdict* verdict) const;
  void ScoreTime(const Item& a, const Item& b, Verdict* verdict) const;
  void ScorePlace(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreNames(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreNumbers(const Item& a, const Item& b, Verdict* verdict) const;
  void ScoreDocument(const Item& a, const Item& b, Verdict* verdict) const;
  Verdict ScoreCommitments(const Item& a, const Item& b, bool with_reasons) const;
  void Add(const char* name, double points, Verdict* verdict) const;

  const Weights& weights_;
  const std::vector<Item>& items_;
  std::vector<uint32_t> subtype_;  // by fact: a number per distinct subtype
  uint32_t subtype_count_ = 0;
  std::vector<double> degrees_;  // of two subtype numbers
};

}  // namespace tadwin::link

#endif  // TADWIN_LINK_SCORE_H_
