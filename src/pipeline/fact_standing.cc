#include "pipeline/fact_standing.h"

#include <utility>

#include "base/hash.h"
#include "base/json_fields.h"
#include "model/fact_record.h"
#include "store/sql_connection.h"

namespace tadwin::pipeline {
namespace {

using json_fields::Number;
using json_fields::Text;
using json_fields::Texts;

}  // namespace

Result<FactStanding> ReadStanding(store::Store* ledger, const std::string& fact) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  FactStanding told;
  Result<std::optional<Fact>> holds = ledger->FindFact(fact);
  if (!holds) return holds.error();
  told.fact = *std::move(holds);
  Result<std::vector<review::Action>> actions = ledger->Actions(fact);
  if (!actions) return actions.error();
  told.actions = *std::move(actions);
  if (!told.fact && told.actions.empty()) return Error{ErrorCode::kNotFound, "no such fact", fact};
  told.review.fact = fact;
  told.review.document = told.fact ? told.fact->doc_sha256 : told.actions.back().document;
  const Result<std::vector<store::Review>> reviews = ledger->Reviews();
  if (!reviews) return reviews.error();
  for (const store::Review& one : *reviews) {
    if (one.fact == fact) told.review = one;
  }
  const Result<std::vector<Fact>> machine = ledger->MachineFactsOf(told.review.document);
  if (!machine) return told;  // withdrawn
  for (const Fact& one : *machine) {
    if (one.id == fact) told.machine = one;
  }
  if (told.fact && told.machine) {
    told.differences = review::CompareFacts(*told.machine, *told.fact);
  }
  return told;
}

std::string VersionOf(const FactStanding& standing) {
  const uint64_t last = standing.actions.empty() ? 0 : standing.actions.back().seq;
  return Hash64Hex((standing.fact ? FactRecord(*standing.fact) : std::string()) + "\n" +
                   std::to_string(last));
}

void WriteAction(const review::Action& action, JsonWriter* json) {
  json->BeginObject();
  json->Key("revision");
  json->Int(static_cast<int64_t>(action.seq));
  Text("time", action.time, json);
  Text("author", action.author, json);
  Text("verb", review::VerbName(action.verb), json);
  Text("because", action.reason, json);
  Text("note", action.note, json);
  json->Key("fields");
  json->BeginObject();
  for (const auto& [field, value] : action.fields) Text(field.c_str(), value, json);
  json->EndObject();
  json->EndObject();
}

void WriteStandingKeys(const FactStanding& told, JsonWriter* json) {
  const store::Review& review = told.review;
  Text("fact", review.fact, json);
  Text("document", told.fact ? told.fact->doc : review.document, json);
  Text("kind", told.fact ? FactKindName(told.fact->kind) : "", json);
  Text("words", told.fact ? told.fact->text : "", json);
  Text("state", review::StateName(review.state), json);
  Text("assignee", review.assignee, json);
  Text("first_reader", review.first_reader, json);
  Text("second_reader", review.second_reader, json);
  Texts("corrected", review.corrected, json);
  Texts("agreed", review.agreed, json);
  Text("duplicate_of", review.duplicate_of, json);
  Text("closed_as", review.closed_as, json);
  Text("closed_by", review.closed_by, json);
  json->Key("added");
  json->Bool(review.added);
  json->Key("rules_find_it");
  json->Bool(told.machine.has_value());
  json->Key("rules_differ");
  json->BeginArray();
  for (const review::FieldChange& one : told.differences) {
    json->BeginObject();
    Text("field", one.field, json);
    Text("rules", one.before, json);
    Text("holds", one.after, json);
    json->EndObject();
  }
  json->EndArray();
  json->Key("actions");
  json->BeginArray();
  for (const review::Action& action : told.actions) WriteAction(action, json);
  json->EndArray();
}

const char* ScaleName(review::Scale scale) {
  return scale == review::Scale::kNominal ? "nominal" : "interval";
}

void WriteAgreement(const review::FieldAgreement& one, JsonWriter* json) {
  std::optional<double> kappa;
  if (one.kappa) kappa = one.kappa->coefficient;
  json->BeginObject();
  Text("field", one.field, json);
  Text("scale", ScaleName(one.scale), json);
  json->Key("units");
  json->Int(static_cast<int64_t>(one.alpha.units));
  Number("agreed", one.alpha.agreed, json);
  Number("alpha", one.alpha.coefficient, json);
  Number("kappa", kappa, json);
  Texts("coders", one.coders, json);
  json->EndObject();
}

}  // namespace tadwin::pipeline
