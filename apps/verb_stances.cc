// `tadwin stances LEDGER`: who claims an incident, blames whom for it, denies or condemns it.
//
// JSON Lines, one stance a line; src/reconcile/reconcile_json.cc has the keys.

#include <string>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "reconcile/stances.h"

namespace tadwin::apps {
namespace {

using reconcile::Stance;

std::string ToJson(const std::vector<Stance>& stances) {
  std::string out;
  for (const Stance& stance : stances) {
    JsonWriter json(&out);
    reconcile::WriteStance(stance, &json);
    out.push_back('\n');
  }
  return out;
}

std::string Line(const Stance& stance) {
  std::string on;
  for (const reconcile::Party& party : stance.on) {
    on += (on.empty() ? " on " : ", ") + InOneLine(reconcile::PartyLabel(party));
  }
  const char* by = stance.kind == reconcile::StanceKind::kBlamed ? on.c_str() : "";
  return fmt::format("  {}{} by {}{}; {}{}\n", reconcile::StanceKindName(stance.kind), by,
                     InOneLine(reconcile::PartyLabel(stance.by)),
                     stance.by_type.empty() ? "" : " (" + stance.by_type + ")", stance.rule,
                     stance.certain ? "" : "; not certain") +
         TellingLines(stance.tellings, "    ");
}

std::string ToText(const ReconcileLedger& ledger, const std::vector<Stance>& stances) {
  std::string out;
  std::string before;
  size_t incidents = 0;
  for (const Stance& stance : stances) {
    if (stance.incident != before) {
      out += "\n" + InOneLine(ledger.TitleOf(stance.incident)) + "; incident " + stance.incident +
             "\n";
      ++incidents;
    }
    before = stance.incident;
    out += Line(stance);
  }
  return fmt::format("{} stance{} on {} incident{}\n", stances.size(),
                     stances.size() == 1 ? "" : "s", incidents, incidents == 1 ? "" : "s") +
         out;
}

}  // namespace

ExitCode RunStances(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, false, &exit_code);
  if (ledger == nullptr) return exit_code;
  std::vector<Error> errors;
  const auto rules = reconcile::StanceRules::Load(ledger->rules(), &errors);
  if (!errors.empty()) return Fail(errors.front());
  std::vector<Stance> stances = reconcile::ReadStances(ledger->view(), rules);
  std::erase_if(stances, [&](const Stance& stance) {
    return (!arguments.kind.empty() && arguments.kind != reconcile::StanceKindName(stance.kind)) ||
           (!arguments.incident.empty() && arguments.incident != stance.incident);
  });
  const Status printed = Print(arguments.json ? ToJson(stances) : ToText(*ledger, stances));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
