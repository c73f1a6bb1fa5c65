// `tadwin levels LEDGER`: soldiers, sites, prisoners, ... as steps through time.
//
// JSON Lines, one series a line; src/reconcile/reconcile_json.cc has the keys.

#include <cmath>
#include <string>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "reconcile/levels.h"

namespace tadwin::apps {
namespace {

using reconcile::LevelSeries;
using reconcile::LevelValue;

std::string ToJson(const std::vector<LevelSeries>& all) {
  std::string out;
  for (const LevelSeries& series : all) {
    JsonWriter json(&out);
    reconcile::WriteLevelSeries(series, &json);
    out.push_back('\n');
  }
  return out;
}

std::string ValueLines(const std::string& at, const std::vector<LevelValue>& values,
                       const std::string& change, bool contested) {
  std::string out;
  std::string date = at;
  for (const LevelValue& value : values) {
    out += fmt::format("  {:<12} {:>10}{}{}{}\n", date, reconcile::NumberText(value.n), change,
                       value.ahead ? "  (ahead: planned or supposed)" : "",
                       contested ? "  contested" : "");
    out += TellingLines(value.tellings, "    ");
    date.clear();
  }
  return out;
}

std::string Block(const LevelSeries& series) {
  std::string out =
      fmt::format("\n{}{}\n", series.what, series.key.empty() ? "" : "  [" + series.key + "]");
  for (const auto& step : series.steps) {
    std::string change;
    if (step.change && *step.change != 0) {
      change = fmt::format("  ({}{})", *step.change > 0 ? "+" : "-",
                           reconcile::NumberText(std::fabs(*step.change)));
    }
    out += ValueLines(reconcile::IntervalText(step.when), step.values, change, step.contested);
  }
  out += ValueLines("no date", series.undated, "", false);
  for (const auto& conflict : series.conflicts) {
    out += fmt::format("  {}: {} at {} against {} at {}\n", conflict.rule,
                       reconcile::NumberText(conflict.first.n), conflict.first_date,
                       reconcile::NumberText(conflict.second.n), conflict.second_date);
  }
  return out;
}

std::string ToText(const std::vector<LevelSeries>& all) {
  std::string out;
  size_t conflicts = 0;
  for (const LevelSeries& series : all) {
    conflicts += series.conflicts.size();
    out += Block(series);
  }
  return fmt::format("{} series, {} conflict{}\n", all.size(), conflicts,
                     conflicts == 1 ? "" : "s") +
         out;
}

}  // namespace

ExitCode RunLevels(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, false, &exit_code);
  if (ledger == nullptr) return exit_code;
  const std::vector<LevelSeries> all = reconcile::ReadLevels(ledger->view());
  const Status printed = Print(arguments.json ? ToJson(all) : ToText(all));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
