#include "report/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "report/columns.h"

namespace tadwin::report {
namespace {

constexpr char kAssault[] = "ASSAULT";

bool IsCounted(const IncidentRow& incident, const TallyRow& tally) {
  if (!incident.happened || !incident.when || !tally.when) return false;
  if (incident.when->start < tally.when->start || incident.when->stop > tally.when->stop) {
    return false;
  }
  if (!tally.subtype.empty() && tally.subtype != "other") return incident.subtype == tally.subtype;
  return incident.type == kAssault;
}

// Material conflict first, then verbal conflict, then cooperation. Source: PLOVER quad classes.
int QuadOf(const std::string& label) {
  static const std::vector<std::vector<std::string>> kQuads = {
      {"ASSAULT"},
      {"COERCE", "PROTEST", "MOBILIZE", "SANCTION"},
      {"THREATEN", "REJECT", "ACCUSE", "REQUEST"}};
  const std::string type = label.substr(0, label.find(' '));
  for (size_t quad = 0; quad < kQuads.size(); ++quad) {
    if (std::find(kQuads[quad].begin(), kQuads[quad].end(), type) != kQuads[quad].end()) {
      return static_cast<int>(quad);
    }
  }
  return static_cast<int>(kQuads.size());
}

std::string LabelOf(const IncidentRow& incident) {
  if (incident.subtype.empty() || incident.subtype == "other") return incident.type;
  return incident.type + " " + incident.subtype;
}

}  // namespace

std::string IntervalLabel(const DateInterval& when) {
  const CivilDate a = ToCivil(when.start);
  const CivilDate b = ToCivil(when.stop);
  const std::string from = ToIso(when.start);
  if (when.start == when.stop) return from;
  if (a.year == b.year && a.day == 1 && b.day == DaysInMonth(b.year, b.month)) {
    if (a.month == b.month) return from.substr(0, 7);
    if (a.month == 1 && b.month == 12) return from.substr(0, 4);
    if (a.month % 3 == 1 && b.month == a.month + 2) {
      return from.substr(0, 4) + "-Q" + std::to_string((a.month + 2) / 3);
    }
  }
  return from + "/" + ToIso(when.stop);
}

std::string PeriodOf(const DateInterval& when, By by) {
  const CivilDate a = ToCivil(when.start);
  const CivilDate b = ToCivil(when.stop);
  if (a.year != b.year) return {};
  const std::string year = ToIso(when.start).substr(0, 4);
  switch (by) {
    case By::kYear: return year;
    case By::kQuarter: {
      const int quarter = (a.month + 2) / 3;
      return quarter == (b.month + 2) / 3 ? year + "-Q" + std::to_string(quarter) : "";
    }
    case By::kMonth: return a.month == b.month ? ToIso(when.start).substr(0, 7) : "";
  }
  return {};
}

SeriesTable MakeSeries(const std::vector<IncidentRow>& incidents, std::vector<TallyRow>* tallies,
                       By by) {
  SeriesTable table;
  std::map<std::string, std::map<std::string, uint32_t>> counts;  // label, period
  std::set<std::string> periods;
  for (const IncidentRow& incident : incidents) {
    if (!incident.happened) continue;
    if (!incident.when) {
      ++table.undated;
      continue;
    }
    const std::string period = PeriodOf(*incident.when, by);
    if (period.empty()) {
      ++table.too_wide;
      continue;
    }
    periods.insert(period);
    ++counts[LabelOf(incident)][period];
  }
  for (TallyRow& tally : *tallies) {
    if (!tally.when) continue;
    tally.itemised = static_cast<uint32_t>(
        std::count_if(incidents.begin(), incidents.end(),
                      [&](const IncidentRow& row) { return IsCounted(row, tally); }));
    // A tally is set beside a period only when it counts exactly that period.
    const std::string period = PeriodOf(*tally.when, by);
    if (!period.empty() && IntervalLabel(*tally.when) == period) periods.insert(period);
  }
  table.periods.assign(periods.begin(), periods.end());
  for (const auto& [label, by_period] : counts) {
    SeriesTable::Row row;
    row.label = label;
    for (const std::string& period : table.periods) {
      const auto found = by_period.find(period);
      row.counts.push_back(found == by_period.end() ? 0 : found->second);
      row.total += row.counts.back();
    }
    table.rows.push_back(std::move(row));
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::pair(QuadOf(a.label), b.total) < std::pair(QuadOf(b.label), a.total);
  });

  // One document that counts two things under one name keeps them apart by sentence.
  std::map<std::string, std::set<double>> told;  // by series, period, document
  std::set<std::string> ambiguous;
  for (const TallyRow& tally : *tallies) {
    for (const Source& source : tally.sources) {
      auto& numbers = told[tally.series + "\x1f" + tally.period + "\x1f" + source.doc];
      numbers.insert(tally.n);
      if (numbers.size() > 1) ambiguous.insert(tally.series);
    }
  }
  std::map<std::pair<std::string, std::string>, SeriesTable::TallySeries> series;
  for (const TallyRow& tally : *tallies) {
    if (!tally.when) continue;
    const std::string period = PeriodOf(*tally.when, by);
    if (period.empty() || IntervalLabel(*tally.when) != period) continue;
    const auto at =
        static_cast<size_t>(std::lower_bound(table.periods.begin(), table.periods.end(), period) -
                            table.periods.begin());
    std::string part;
    if (ambiguous.count(tally.series) > 0 && !tally.sources.empty()) {
      part = tally.sources.front().doc + ":" + std::to_string(tally.sources.front().sentence);
    }
    auto& one = series[{tally.series, part}];
    if (one.values.empty()) {
      one.what = tally.series_label;
      one.what_key = tally.series;
      one.values.resize(table.periods.size());
      one.itemised.resize(table.periods.size());
    }
    one.values[at] += (one.values[at].empty() ? "" : "/") + Grouped(tally.n);
    one.itemised[at] = std::to_string(tally.itemised.value_or(0));
    one.sources.insert(one.sources.end(), tally.sources.begin(), tally.sources.end());
  }
  for (auto& [key, one] : series) table.tallies.push_back(std::move(one));
  return table;
}

}  // namespace tadwin::report
