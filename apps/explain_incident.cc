#include "apps/explain_incident.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "reconcile/contradictions.h"
#include "reconcile/stances.h"
#include "reconcile/support.h"

namespace tadwin::apps {
namespace {

std::string Listed(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + InOneLine(part);
  return out;
}

std::string Told(const reconcile::ValueSupport& value) {
  if (!value.first_told) return "no day told";
  std::string out = "told " + ToIso(*value.first_told) + " in " + value.first_doc;
  if (value.last_doc != value.first_doc) {
    out += ", last " + ToIso(*value.last_told) + " in " + value.last_doc;
  }
  return out;
}

std::string FieldLines(const reconcile::FieldSupport& field) {
  std::string out = fmt::format("\n{}{}  ({})\n", field.field->field,
                                field.field->contested ? "  contested" : "", field.field->rule);
  for (const reconcile::ValueSupport& value : field.values) {
    const FieldValue& told = *value.value;
    out += fmt::format("  {} {}{}\n", told.preferred ? "*" : " ", InOneLine(told.label),
                       told.label == told.value ? "" : "  [" + told.value + "]");
    out += fmt::format("      {} document{}, {} origin{}{}; {}\n", told.documents,
                       told.documents == 1 ? "" : "s", told.origins.size(),
                       told.origins.size() == 1 ? "" : "s",
                       told.origins.empty() ? "" : ": " + Listed(told.origins), Told(value));
    std::vector<std::string> said;
    for (const auto& [speaker, status] : value.statuses) {
      said.push_back((speaker.empty() ? "the article" : speaker) + " (" + status + ")");
    }
    out += "      said by " + Listed(said) + "\n";
    out += "      facts " + Listed(told.facts) + "\n";
  }
  return out;
}

std::string TollLines(const reconcile::TollHistory& history) {
  if (history.steps.size() < 2) return {};
  std::string out = "\n" + history.field + " as told over time\n";
  for (const reconcile::TollStep& step : history.steps) {
    out +=
        fmt::format("  {}  {}{}  {}, {}\n", ToIso(*step.telling.told), step.value,
                    step.rises   ? "  rises"
                    : step.falls ? "  falls: one of them is wrong"
                                 : "",
                    step.telling.speaker.empty() ? "the article" : InOneLine(step.telling.speaker),
                    step.telling.doc);
  }
  return out;
}

std::string StanceLines(const std::vector<reconcile::Stance>& stances) {
  std::string out;
  for (const reconcile::Stance& stance : stances) {
    std::vector<std::string> on;
    for (const reconcile::Party& party : stance.on) on.push_back(reconcile::PartyLabel(party));
    out += fmt::format("  {}{} by {}{}; {}\n", reconcile::StanceKindName(stance.kind),
                       on.empty() ? "" : " on " + Listed(on),
                       InOneLine(reconcile::PartyLabel(stance.by)),
                       stance.certain ? "" : ", not certain", stance.rule) +
           TellingLines(stance.tellings, "    ");
  }
  return out.empty() ? out : "\nstances\n" + out;
}

// What single documents say of it in two ways.
std::string ContradictionLines(const reconcile::LedgerView& ledger, const Incident& incident) {
  std::string out;
  for (const auto& one : reconcile::FindContradictions(ledger)) {
    if (std::find(one.incidents.begin(), one.incidents.end(), incident.id) == one.incidents.end()) {
      continue;
    }
    std::vector<std::string> values;
    for (const auto& value : one.values) values.push_back(value.value);
    out += fmt::format("  {}  {}: {}  ({}{})\n", one.doc, one.field, Listed(values), one.rule,
                       one.certain ? "" : ", only likely");
  }
  return out.empty() ? out : "\ncontradictions inside a document\n" + out;
}

}  // namespace

Result<std::string> ExplainIncident(store::Store* store, const rules::RuleSet& rules,
                                    const std::string& id) {
  const auto incidents = store->Incidents();
  if (!incidents) return incidents.error();
  const auto facts = store->Facts();
  if (!facts) return facts.error();
  const reconcile::LedgerView ledger(*facts, *incidents);
  const Incident* incident = ledger.FindIncident(id);
  if (incident == nullptr) {
    return Error{ErrorCode::kNotFound, "no fact and no incident of this id", id};
  }
  std::vector<Error> errors;
  const auto stance_rules = reconcile::StanceRules::Load(rules, &errors);
  if (!errors.empty()) return errors.front();
  std::string out = fmt::format("incident   {}  {}\n           {}\n", incident->id, incident->kind,
                                InOneLine(incident->title));
  for (const auto& field : reconcile::SupportOf(ledger, *incident)) out += FieldLines(field);
  for (const auto& toll : reconcile::TollsOf(ledger, *incident)) out += TollLines(toll);
  out += StanceLines(reconcile::StancesOn(ledger, *incident, stance_rules));
  out += ContradictionLines(ledger, *incident);
  out += "\nwhy its facts are one\n";
  for (const auto& [fact, why] : incident->why) out += "  " + fact + "  " + why + "\n";
  if (incident->why.empty()) out += "  one fact tells it\n";
  return out;
}

}  // namespace tadwin::apps
