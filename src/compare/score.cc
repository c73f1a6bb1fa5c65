#include "compare/score.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <tuple>
#include <utility>

#include "compare/words.h"

namespace tadwin::compare {
namespace {

constexpr double kNearDegrees = 0.25;
constexpr uint32_t kNearDenial = 40;  // code points between a denying verb and what is denied
constexpr std::array<const char*, 4> kKinds = {"event", "tally", "level", "commitment"};

std::string IsoOf(const std::optional<Date>& date) { return date ? ToIso(*date) : ""; }

bool SameDate(const std::string& gold, const std::string& coded) {
  return !gold.empty() && !coded.empty() && coded.starts_with(gold);
}

bool Overlaps(const Span& span, const std::vector<Span>& places) {
  return std::any_of(places.begin(), places.end(), [&](const Span& place) {
    return span.begin < place.end && span.end > place.begin;
  });
}

std::string DueOf(const Fact& fact) {
  return IsoOf(fact.due.stop ? fact.due.stop : fact.due.start);
}

// 0 when the two cannot match, else how well they do.
int Affinity(const GoldFact& gold, const Fact& coded) {
  if (gold.kind != coded.kind || !Overlaps(coded.span, gold.spans)) return 0;
  switch (gold.kind) {
    case FactKind::kEvent:
      if (gold.plover != coded.plover) return 0;
      return 1 + 2 * (gold.subtype == coded.subtype) +
             2 * static_cast<int>(SameWords(gold.trigger, coded.text)) +
             static_cast<int>(SameDate(gold.start, IsoOf(coded.time.start)));
    case FactKind::kTally:
    case FactKind::kLevel:
      if (!coded.n || std::fabs(*coded.n - *gold.n) > 1e-9) return 0;
      return 1 + static_cast<int>(SameDate(gold.at.empty() ? gold.period_start : gold.at,
                                           IsoOf(coded.time.start)));
    case FactKind::kCommitment: break;
  }
  return 1 + static_cast<int>(SameDate(gold.due, DueOf(coded)));
}

using Pairs = std::vector<std::pair<size_t, size_t>>;  // gold, coded

Pairs Match(const std::vector<GoldFact>& gold, const std::vector<Fact>& coded) {
  std::vector<std::tuple<int, size_t, size_t>> candidates;
  for (size_t i = 0; i < gold.size(); ++i) {
    for (size_t j = 0; j < coded.size(); ++j) {
      if (const int affinity = Affinity(gold[i], coded[j]); affinity > 0) {
        candidates.emplace_back(-affinity, i, j);
      }
    }
  }
  std::sort(candidates.begin(), candidates.end());
  Pairs pairs;
  std::set<size_t> used_gold, used_coded;
  for (const auto& [affinity, i, j] : candidates) {
    if (used_gold.count(i) != 0 || used_coded.count(j) != 0) continue;
    used_gold.insert(i);
    used_coded.insert(j);
    pairs.emplace_back(i, j);
  }
  return pairs;
}

class FieldJudge {
 public:
  explicit FieldJudge(std::map<std::string, Counts>* fields) : fields_(*fields) {}

  void Judge(const GoldFact& gold, const Fact& coded) {
    switch (gold.kind) {
      case FactKind::kEvent: Event(gold, coded); return;
      case FactKind::kTally:
        Field("tally.period", !gold.period_start.empty() && !gold.period_end.empty(),
              SameDate(gold.period_start, IsoOf(coded.time.start)) &&
                  SameDate(gold.period_end, IsoOf(coded.time.stop)));
        Speaker("tally.speaker", gold, coded);
        return;
      case FactKind::kLevel:
        Field("level.at", !gold.at.empty(), SameDate(gold.at, IsoOf(coded.time.start)));
        Speaker("level.speaker", gold, coded);
        return;
      case FactKind::kCommitment:
        Field("commitment.due", !gold.due.empty(), SameDate(gold.due, DueOf(coded)));
        Field("commitment.who", !gold.who.empty(), SameWords(gold.who, Joined(coded.who)));
        Field("commitment.to_whom", !gold.to_whom.empty(),
              SameWords(gold.to_whom, Joined(coded.to_whom)));
        Speaker("commitment.speaker", gold, coded);
        return;
    }
  }

 private:
  void Field(const char* name, bool told, bool right) {
    if (!told) return;
    Counts& counts = fields_[name];
    (right ? counts.right : counts.missed) += 1;
  }

  static std::string Joined(const std::vector<NamedRef>& names) {
    std::string words;
    for (const NamedRef& ref : names) {
      if (!words.empty() && !ref.text.empty()) words += ", ";
      words += ref.text;
    }
    return words;
  }

  void Speaker(const char* name, const GoldFact& gold, const Fact& coded) {
    Field(name, !gold.speaker.empty(),
          SameWords(gold.speaker, coded.speaker ? coded.speaker->text : std::string()));
  }

  static bool AnySame(const std::vector<std::string>& gold, const std::vector<NamedRef>& coded) {
    for (const std::string& one : gold) {
      for (const NamedRef& ref : coded) {
        if (SameWords(one, ref.text)) return true;
      }
    }
    return false;
  }

  static bool SamePlace(const GoldFact& gold, const std::optional<NamedRef>& coded) {
    if (!coded) return false;
    if (gold.lat && gold.lon && coded->name.lat && coded->name.lon) {
      return std::fabs(*coded->name.lat - *gold.lat) < kNearDegrees &&
             std::fabs(*coded->name.lon - *gold.lon) < kNearDegrees;
    }
    return SameWords(gold.place, coded->text);
  }

  void Toll(const std::string& name, const std::optional<GoldCount>& gold,
            const std::optional<Quantity>& coded) {
    const bool range = gold && gold->is_range;
    Field(("event." + name).c_str(), gold && !range, coded && gold && coded->best == gold->number);
    Field(("event." + name + " range").c_str(), range,
          coded && gold && coded->low == gold->low && coded->high == gold->high);
    Field(("event.no " + name + " invented").c_str(), !gold, !coded);
  }

  void Event(const GoldFact& gold, const Fact& coded) {
    Field("event.subtype", gold.subtype != "other", coded.subtype == gold.subtype);
    Field("event.mode", !gold.mode.empty(), coded.mode == gold.mode);
    Field("event.status", !gold.status.empty(), FactStatusName(coded.status) == gold.status);
    Field("event.outcome", !gold.outcome.empty(), OutcomeName(coded.outcome) == gold.outcome);
    const std::string start = IsoOf(coded.time.start);
    Field("event.start", !gold.start.empty(), SameDate(gold.start, start));
    Field("event.start, told beside it", !gold.start.empty() && !gold.date_text.empty(),
          SameDate(gold.start, start));
    Field("event.stop", !gold.stop.empty(), SameDate(gold.stop, IsoOf(coded.time.stop)));
    Field("event.no start invented", gold.start.empty(), start.empty());
    Field("event.place", !gold.place.empty(), SamePlace(gold, coded.place));
    Field("event.country", !gold.place.empty() && !gold.country.empty(),
          coded.place && coded.place->name.country == gold.country);
    Field("event.actor", !gold.actors.empty(), AnySame(gold.actors, coded.actors));
    Field("event.no actor invented", gold.actors.empty(), coded.actors.empty());
    Field("event.target", !gold.targets.empty(), AnySame(gold.targets, coded.targets));
    Field("event.no target invented", gold.targets.empty(), coded.targets.empty());
    Toll("killed", gold.killed, coded.killed);
    Toll("injured", gold.injured, coded.injured);
    Field("event.weapon", !gold.weapon.empty(), SameWords(gold.weapon, coded.weapon));
    Field("event.count", gold.count.has_value(), coded.count == gold.count);
    Speaker("event.speaker", gold, coded);
  }

  std::map<std::string, Counts>& fields_;
};

// Bytes that take in `count` code points before `begin`.
uint32_t Before(std::string_view text, uint32_t begin, uint32_t count) {
  while (count > 0 && begin > 0) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) --count;
  }
  return begin;
}

bool IsNeutral(const GoldArticle& gold, const Fact& coded) {
  if (coded.kind != FactKind::kEvent || coded.plover != "REJECT") return false;
  for (const GoldFact& fact : gold.facts) {
    if (fact.kind != FactKind::kEvent || fact.status != "denied") continue;
    for (const Span& span : fact.spans) {
      if (coded.span.begin >= Before(gold.text, span.begin, kNearDenial) &&
          coded.span.begin < span.end) {
        return true;
      }
    }
  }
  return false;
}

double F1(const Counts& counts) {
  const uint64_t sum = 2 * counts.right + counts.wrong + counts.missed;
  return sum == 0 ? 0 : 2.0 * static_cast<double>(counts.right) / static_cast<double>(sum);
}

double Ratio(uint64_t part, uint64_t rest) {
  return part + rest == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

// The figure and its interval; `of` finds an article's counts of it.
template <typename Find>
Figure FigureOf(const std::string& name, bool is_field, const std::vector<ArticleScore>& articles,
                const std::vector<uint32_t>& draws, Find find) {
  Figure figure;
  figure.name = name;
  std::vector<Counts> each;
  for (const ArticleScore& article : articles) {
    const std::map<std::string, Counts>& all = find(article);
    const auto found = all.find(name);
    each.push_back(found == all.end() ? Counts() : found->second);
    figure.counts += each.back();
  }
  const auto value = [is_field](const Counts& counts) {
    return is_field ? Ratio(counts.right, counts.missed) : F1(counts);
  };
  figure.value = value(figure.counts);
  figure.precision = Ratio(figure.counts.right, figure.counts.wrong);
  figure.recall = Ratio(figure.counts.right, figure.counts.missed);
  std::vector<double> values;
  for (size_t draw = 0; draw < draws.size(); draw += each.size()) {
    Counts sum;
    for (size_t i = 0; i < each.size(); ++i) sum += each[draws[draw + i]];
    // A draw without any such fact says nothing.
    if (sum.right + sum.wrong + sum.missed > 0) values.push_back(value(sum));
  }
  std::sort(values.begin(), values.end());
  figure.low = figure.high = figure.value;
  if (!values.empty()) {
    const auto last = static_cast<double>(values.size() - 1);
    figure.low = values[static_cast<size_t>(std::floor(0.025 * last))];
    figure.high = values[static_cast<size_t>(std::ceil(0.975 * last))];
  }
  return figure;
}

}  // namespace

ArticleScore ScoreArticle(const GoldArticle& gold, const std::vector<Fact>& facts) {
  ArticleScore score;
  score.name = gold.name;
  const Pairs pairs = Match(gold.facts, facts);
  std::set<size_t> found, used;
  FieldJudge judge(&score.fields);
  for (const auto& [i, j] : pairs) {
    found.insert(i);
    used.insert(j);
    const GoldFact& fact = gold.facts[i];
    score.kinds[FactKindName(fact.kind)].right += 1;
    if (fact.kind == FactKind::kEvent) score.kinds["type " + fact.plover].right += 1;
    judge.Judge(fact, facts[j]);
  }
  for (size_t i = 0; i < gold.facts.size(); ++i) {
    if (found.count(i) != 0) continue;
    const GoldFact& fact = gold.facts[i];
    score.kinds[FactKindName(fact.kind)].missed += 1;
    if (fact.kind == FactKind::kEvent) score.kinds["type " + fact.plover].missed += 1;
    score.missed.push_back(fact.words);
  }
  for (size_t j = 0; j < facts.size(); ++j) {
    if (used.count(j) != 0 || IsNeutral(gold, facts[j])) continue;
    score.kinds[FactKindName(facts[j].kind)].wrong += 1;
    if (facts[j].kind == FactKind::kEvent) score.kinds["type " + facts[j].plover].wrong += 1;
    score.wrong.push_back(facts[j].text);
  }
  for (const char* kind : kKinds) {
    if (const auto counts = score.kinds.find(kind); counts != score.kinds.end()) {
      score.total += counts->second;
    }
  }
  return score;
}

Evaluation Evaluate(std::vector<ArticleScore> articles) {
  Evaluation out;
  out.articles = articles.size();
  std::set<std::string> kinds, fields;
  for (const ArticleScore& article : articles) {
    for (const auto& entry : article.kinds) kinds.insert(entry.first);
    for (const auto& entry : article.fields) fields.insert(entry.first);
    out.gold += article.total.right + article.total.missed;
    out.coded += article.total.right + article.total.wrong;
  }
  std::vector<uint32_t> draws;
  if (!articles.empty()) {
    std::mt19937_64 random(kSeed);
    draws.reserve(articles.size() * kDraws);
    for (size_t i = 0; i < articles.size() * kDraws; ++i) {
      draws.push_back(static_cast<uint32_t>(random() % articles.size()));
    }
  }
  for (const char* kind : kKinds) {
    if (kinds.erase(kind) == 0) continue;
    out.kinds.push_back(FigureOf(kind, false, articles, draws,
                                 [](const ArticleScore& a) -> const auto& { return a.kinds; }));
  }
  for (const std::string& kind : kinds) {
    out.kinds.push_back(FigureOf(kind, false, articles, draws,
                                 [](const ArticleScore& a) -> const auto& { return a.kinds; }));
  }
  for (const std::string& field : fields) {
    out.fields.push_back(FigureOf(field, true, articles, draws,
                                  [](const ArticleScore& a) -> const auto& { return a.fields; }));
  }
  std::sort(articles.begin(), articles.end(), [](const ArticleScore& a, const ArticleScore& b) {
    return std::forward_as_tuple(b.total.wrong + b.total.missed, a.name) <
           std::forward_as_tuple(a.total.wrong + a.total.missed, b.name);
  });
  out.worst_first = std::move(articles);
  return out;
}

}  // namespace tadwin::compare
