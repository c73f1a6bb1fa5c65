#include "apps/review_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/json_fields.h"
#include "pipeline/fact_standing.h"

namespace tadwin::apps {
namespace {

using json_fields::Number;
using json_fields::Text;

std::string Coefficient(const std::optional<double>& number) {
  return number ? fmt::format("{:.3f}", *number) : std::string("-");
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string StandingJson(const pipeline::FactStanding& told) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  pipeline::WriteStandingKeys(told, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string StandingPlain(const pipeline::FactStanding& told) {
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
  for (const review::FieldChange& one : told.differences) {
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
    std::optional<double> kappa;
    if (one.kappa) kappa = one.kappa->coefficient;
    if (!json) {
      out +=
          fmt::format("{:<16} {:<8} {:>6} {:>6.0f}% {:>7} {:>7}  {}\n", one.field,
                      pipeline::ScaleName(one.scale), one.alpha.units, 100 * one.alpha.agreed,
                      Coefficient(one.alpha.coefficient), Coefficient(kappa), Joined(one.coders));
      continue;
    }
    JsonWriter writer(&out);
    pipeline::WriteAgreement(one, &writer);
    out.push_back('\n');
  }
  if (!json && fields.empty()) out += "no field has values of two coders yet\n";
  return out;
}

Result<std::string> StandingText(store::Store* ledger, const std::string& fact, bool json) {
  const Result<pipeline::FactStanding> told = pipeline::ReadStanding(ledger, fact);
  if (!told) return told.error();
  return json ? StandingJson(*told) : StandingPlain(*told);
}

}  // namespace tadwin::apps
