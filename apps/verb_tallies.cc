// `tadwin tallies LEDGER`: every tally beside what the ledger itemises, and beside the other
// tallies.
//
// JSON: {"tallies": [...], "conflicts": [...]}; src/reconcile/reconcile_json.cc has the keys.

#include <string>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "reconcile/tallies.h"

namespace tadwin::apps {
namespace {

using reconcile::TallyItem;
using reconcile::TallyRecord;
using reconcile::TallyReport;

std::string ToJson(const TallyReport& report) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("tallies");
  json.BeginArray();
  for (const TallyRecord& tally : report.tallies) reconcile::WriteTally(tally, &json);
  json.EndArray();
  json.Key("conflicts");
  json.BeginArray();
  for (const auto& conflict : report.conflicts) reconcile::WriteTallyConflict(conflict, &json);
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

// "3 of 25 itemised here, 2 more may be"
std::string Account(const TallyRecord& tally) {
  if (!tally.why_not.empty()) return "not itemised: " + tally.why_not;
  std::string out = fmt::format("{} of {} {}itemised here", reconcile::NumberText(tally.itemised),
                                reconcile::NumberText(tally.n),
                                tally.counts == reconcile::Counted::kIncidents
                                    ? std::string()
                                    : std::string(reconcile::CountedName(tally.counts)) + " ");
  if (tally.possible > 0) out += ", " + reconcile::NumberText(tally.possible) + " more may be";
  return out;
}

std::string Block(const TallyRecord& tally) {
  std::string out = fmt::format("\n{} {}, {}{}\n", reconcile::NumberText(tally.n), tally.what,
                                tally.period ? reconcile::IntervalText(*tally.period) : "no period",
                                tally.place.empty() ? "" : ", " + InOneLine(tally.place));
  out += "  " + Account(tally);
  if (!tally.country_told && !tally.country.empty() && tally.why_not.empty()) {
    out += "; no place is told: looked in " + tally.country + " as its document's events are";
  }
  out += "\n";
  for (const TallyItem& item : tally.items) {
    out += fmt::format("    {} {:<12} {}{}\n", item.certain ? "+" : "?", item.when,
                       item.counts_for == 1 ? "" : reconcile::NumberText(item.counts_for) + "  ",
                       InOneLine(item.title) + "; incident " + item.incident +
                           (item.open.empty() ? "" : "; " + item.open + " not told"));
  }
  return out + TellingLines(tally.tellings, "  ") + "  incident " + tally.incident + "\n";
}

std::string ToText(const ReconcileLedger& ledger, const TallyReport& report) {
  std::string out;
  size_t itemised = 0;
  for (const TallyRecord& tally : report.tallies) {
    itemised += tally.items.empty() ? 0 : 1;
    out += Block(tally);
  }
  if (!report.conflicts.empty()) out += "\nconflicts between tallies\n";
  for (const auto& conflict : report.conflicts) {
    out += fmt::format("  {}: {}\n    {}; incident {}\n    {}; incident {}\n", conflict.kind,
                       conflict.reason, ledger.TitleOf(conflict.first), conflict.first,
                       ledger.TitleOf(conflict.second), conflict.second);
  }
  return fmt::format("{} tall{}, {} with itemised incidents, {} conflict{}\n",
                     report.tallies.size(), report.tallies.size() == 1 ? "y" : "ies", itemised,
                     report.conflicts.size(), report.conflicts.size() == 1 ? "" : "s") +
         out;
}

}  // namespace

ExitCode RunTallies(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, false, &exit_code);
  if (ledger == nullptr) return exit_code;
  std::vector<Error> errors;
  const link::LinkRules& link_rules = ledger->link_rules();
  const auto rules = reconcile::TallyRules::Load(
      ledger->rules(), [&](std::string_view text) { return link_rules.Words(text); }, &errors);
  if (!errors.empty()) return Fail(errors.front());
  const TallyReport report = reconcile::ReconcileTallies(ledger->view(), rules);
  const Status printed = Print(arguments.json ? ToJson(report) : ToText(*ledger, report));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
