#include "apps/review_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "review/fields.h"
#include "store/sql_connection.h"

namespace tadwin::apps {
namespace {

void Text(const char* key, const std::string& text, JsonWriter* json) {
  json->Key(key);
  if (text.empty()) {
    json->Null();
  } else {
    json->String(text);
  }
}

void Texts(const char* key, const std::vector<std::string>& texts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& text : texts) json->String(text);
  json->EndArray();
}

void Number(const char* key, const std::optional<double>& number, JsonWriter* json) {
  json->Key(key);
  if (number) {
    json->Double(*number);
  } else {
    json->Null();
  }
}

std::string Coefficient(const std::optional<double>& number) {
  return number ? fmt::format("{:.3f}", *number) : std::string("-");
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

// What is told of one fact.
struct Told {
  std::optional<Fact> fact;     // that holds
  std::optional<Fact> machine;  // when it says otherwise
  store::Review review;
  std::vector<review::Action> actions;
};

Result<Told> ReadTold(store::Store* ledger, const std::string& id) {
  Told told;
  Result<std::optional<Fact>> fact = ledger->FindFact(id);
  if (!fact) return fact.error();
  told.fact = *std::move(fact);
  Result<std::vector<review::Action>> actions = ledger->Actions(id);
  if (!actions) return actions.error();
  told.actions = *std::move(actions);
  if (!told.fact && told.actions.empty()) return Error{ErrorCode::kNotFound, "no such fact", id};
  told.review.fact = id;
  told.review.document = told.fact ? told.fact->doc_sha256 : told.actions.back().document;
  const Result<std::vector<store::Review>> reviews = ledger->Reviews();
  if (!reviews) return reviews.error();
  for (const store::Review& one : *reviews) {
    if (one.fact == id) told.review = one;
  }
  const Result<std::vector<Fact>> machine = ledger->MachineFactsOf(told.review.document);
  if (!machine) return told;  // withdrawn
  for (const Fact& one : *machine) {
    if (one.id == id) told.machine = one;
  }
  return told;
}

std::vector<review::FieldChange> Differences(const Told& told) {
  if (!told.fact || !told.machine) return {};
  return review::CompareFacts(*told.machine, *told.fact);
}

std::string StandingJson(const Told& told) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  const store::Review& review = told.review;
  Text("fact", review.fact, &json);
  Text("document", told.fact ? told.fact->doc : review.document, &json);
  Text("kind", told.fact ? FactKindName(told.fact->kind) : "", &json);
  Text("words", told.fact ? told.fact->text : "", &json);
  Text("state", review::StateName(review.state), &json);
  Text("assignee", review.assignee, &json);
  Text("first_reader", review.first_reader, &json);
  Text("second_reader", review.second_reader, &json);
  Texts("corrected", review.corrected, &json);
  Texts("agreed", review.agreed, &json);
  Text("duplicate_of", review.duplicate_of, &json);
  Text("closed_as", review.closed_as, &json);
  Text("closed_by", review.closed_by, &json);
  json.Key("added");
  json.Bool(review.added);
  json.Key("rules_find_it");
  json.Bool(told.machine.has_value());
  json.Key("rules_differ");
  json.BeginArray();
  for (const review::FieldChange& one : Differences(told)) {
    json.BeginObject();
    Text("field", one.field, &json);
    Text("rules", one.before, &json);
    Text("holds", one.after, &json);
    json.EndObject();
  }
  json.EndArray();
  json.Key("actions");
  json.BeginArray();
  for (const review::Action& action : told.actions) {
    json.BeginObject();
    json.Key("revision");
    json.Int(static_cast<int64_t>(action.seq));
    Text("time", action.time, &json);
    Text("author", action.author, &json);
    Text("verb", review::VerbName(action.verb), &json);
    Text("because", action.reason, &json);
    Text("note", action.note, &json);
    json.Key("fields");
    json.BeginObject();
    for (const auto& [field, value] : action.fields) Text(field.c_str(), value, &json);
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string StandingPlain(const Told& told) {
  const store::Review& review = told.review;
  std::string out = fmt::format("fact       {}", review.fact);
  if (told.fact) {
    out += fmt::format("  {} \"{}\", {}", FactKindName(told.fact->kind), told.fact->text,
                       told.fact->doc);
  }
  out += fmt::format("\nstate      {}", review::StateName(review.state));
  if (!review.first_reader.empty()) out += " (" + review.first_reader;
  if (!review.second_reader.empty()) out += ", " + review.second_reader;
  if (!review.first_reader.empty()) out += ")";
  out += '\n';
  if (!review.assignee.empty()) out += "assigned   " + review.assignee + "\n";
  if (!review.duplicate_of.empty()) out += "duplicate  of " + review.duplicate_of + "\n";
  if (!review.closed_as.empty()) {
    out += "closed     as " + review.closed_as + " by " + review.closed_by + "\n";
  }
  if (!review.agreed.empty()) {
    out += "agreed     the rules now say the same: " + Joined(review.agreed) + "\n";
  }
  if (!told.machine) out += "rules      do not find it\n";
  for (const review::FieldChange& one : Differences(told)) {
    out += fmt::format("  {:<14} {} (rules: {})\n", one.field,
                       one.after.empty() ? "not known" : one.after,
                       one.before.empty() ? "not known" : one.before);
  }
  for (const review::Action& action : told.actions) {
    out += fmt::format("  {}  {}  {}", action.time.empty() ? "-" : action.time, action.author,
                       review::VerbName(action.verb));
    for (const auto& [field, value] : action.fields) {
      out += " " + field + (action.verb == review::Verb::kCorrect ? "=" + value : "");
    }
    if (!action.note.empty()) out += ": " + action.note;
    if (!action.reason.empty()) out += " (" + action.reason + ")";
    out += '\n';
  }
  return out;
}

}  // namespace

std::string QueueText(const pipeline::ReviewQueue& queue, uint64_t limit, bool json) {
  std::string out;
  const size_t count =
      limit == 0 ? queue.items.size() : std::min<size_t>(limit, queue.items.size());
  for (size_t i = 0; i < count; ++i) {
    const review::QueueItem& item = queue.items[i];
    if (!json) {
      out += fmt::format("{:5.1f}  {}  {:<10} \"{}\", {}\n       {}{}{}\n", item.usefulness,
                         item.fact->id, FactKindName(item.fact->kind), item.fact->text,
                         item.fact->doc, item.why.empty() ? "nothing speaks for it" : item.why,
                         item.state == review::State::kMachine
                             ? ""
                             : "; " + std::string(review::StateName(item.state)),
                         item.assignee.empty() ? "" : ", assigned to " + item.assignee);
      continue;
    }
    JsonWriter writer(&out);
    writer.BeginObject();
    Text("fact", item.fact->id, &writer);
    Text("document", item.fact->doc, &writer);
    Text("kind", FactKindName(item.fact->kind), &writer);
    Text("words", item.fact->text, &writer);
    Text("state", review::StateName(item.state), &writer);
    Text("assignee", item.assignee, &writer);
    Number("usefulness", item.usefulness, &writer);
    Text("why", item.why, &writer);
    writer.EndObject();
    out.push_back('\n');
  }
  if (!json) out += fmt::format("{} of {} facts to read\n", count, queue.items.size());
  return out;
}

std::string AgreementText(const std::vector<review::FieldAgreement>& fields, bool json) {
  std::string out;
  if (!json) {
    out = fmt::format("{:<16} {:<8} {:>6} {:>7} {:>7} {:>7}  {}\n", "field", "scale", "facts",
                      "agreed", "alpha", "kappa", "coders");
  }
  for (const review::FieldAgreement& one : fields) {
    const char* scale = one.scale == review::Scale::kNominal ? "nominal" : "interval";
    std::optional<double> kappa;
    if (one.kappa) kappa = one.kappa->coefficient;
    if (!json) {
      out +=
          fmt::format("{:<16} {:<8} {:>6} {:>6.0f}% {:>7} {:>7}  {}\n", one.field, scale,
                      one.alpha.units, 100 * one.alpha.agreed, Coefficient(one.alpha.coefficient),
                      Coefficient(kappa), Joined(one.coders));
      continue;
    }
    JsonWriter writer(&out);
    writer.BeginObject();
    Text("field", one.field, &writer);
    Text("scale", scale, &writer);
    writer.Key("units");
    writer.Int(static_cast<int64_t>(one.alpha.units));
    Number("agreed", one.alpha.agreed, &writer);
    Number("alpha", one.alpha.coefficient, &writer);
    Number("kappa", kappa, &writer);
    Texts("coders", one.coders, &writer);
    writer.EndObject();
    out.push_back('\n');
  }
  if (!json && fields.empty()) out += "no field has values of two coders yet\n";
  return out;
}

Result<std::string> StandingText(store::Store* ledger, const std::string& fact, bool json) {
  store::ReadSnapshot snapshot(&ledger->connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<Told> told = ReadTold(ledger, fact);
  if (!told) return told.error();
  return json ? StandingJson(*told) : StandingPlain(*told);
}

}  // namespace tadwin::apps
