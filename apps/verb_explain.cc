// `tadwin explain LEDGER FACT`: the words behind every field, and the rules that read them. Given
// the id of an incident, every value told of it (explain_incident.h).

#include <unistd.h>

#include <set>
#include <string>

#include <fmt/format.h>

#include "apps/explain_incident.h"
#include "apps/explain_text.h"
#include "apps/verbs.h"
#include "base/utf8.h"
#include "model/fact_json.h"
#include "report/fact_values.h"
#include "rules/rule_place.h"

namespace tadwin::apps {
namespace {

// Evidence fields that explain another field's value.
std::string FieldOf(const std::string& evidence) {
  if (evidence == "stop") return "start";
  if (evidence == "period_end") return "period_start";
  return evidence;
}

class Explanation {
 public:
  Explanation(const Fact& fact, const store::DocumentRecord& document, const rules::RuleSet& rules)
      : fact_(fact), document_(document), rules_(rules), index_(document.text) {}

  std::string Write(Marks marks) {
    Head();
    std::vector<Span> spans;
    for (const Evidence& evidence : fact_.evidence) spans.push_back(evidence.span);
    out_ += "\ntext\n" + MarkSpans(document_.text, fact_.span, spans, marks);
    out_ += "\nfields\n";
    Field("trigger", fact_.text);
    Words(fact_.span, "");
    std::set<std::string> shown;
    for (const auto& [field, value] : report::FactValues(fact_)) {
      Field(field, value);
      for (const Evidence& evidence : fact_.evidence) {
        if (FieldOf(evidence.field) == field) Words(evidence.span, evidence.rule);
      }
      shown.insert(field);
    }
    for (const Evidence& evidence : fact_.evidence) {
      if (shown.count(FieldOf(evidence.field)) != 0) continue;
      Field(evidence.field, "");
      Words(evidence.span, evidence.rule);
    }
    Derivation();
    return std::move(out_);
  }

 private:
  void Head() {
    out_ += fmt::format("fact       {}  {}\n", fact_.id, FactKindName(fact_.kind));
    out_ += fmt::format("document   {}", document_.name);
    if (document_.outlet) out_ += fmt::format(", {}", *document_.outlet);
    if (document_.published) {
      out_ += fmt::format(", published {}{}", IntervalToIso(*document_.published),
                          document_.published_inferred
                              ? " (inferred by " + document_.published_rule + ")"
                              : std::string());
    }
    out_ += '\n';
    if (document_.rules_hash != rules_.hash()) {
      out_ += "note       coded by other rules than those looked up here\n";
    }
  }

  void Field(const std::string& field, const std::string& value) {
    out_ += fmt::format("  {:<12} {}\n", field, value);
  }

  void Words(Span span, const std::string& rule) {
    if (span.empty()) {
      if (rule.rfind("person/", 0) == 0) out_ += fmt::format("  {:<12} by {}\n", "", rule);
      return;
    }
    out_ += fmt::format("  {:<12} [{}, {}] \"{}\"{}\n", "", index_.FromByte(span.begin),
                        index_.FromByte(span.end),
                        std::string_view(document_.text).substr(span.begin, span.size()),
                        rule.empty() ? "" : "  by " + rule);
  }

  void Derivation() {
    std::vector<std::string> ids = fact_.rules;
    for (const Evidence& evidence : fact_.evidence) ids.push_back(evidence.rule);
    std::set<std::string> shown;
    out_ += "\nrules\n";
    for (const std::string& id : ids) {
      if (id.empty() || !shown.insert(id).second) continue;
      if (id.rfind("person/", 0) == 0) {
        out_ += fmt::format("  {}  (see tadwin review LEDGER show {})\n", id, fact_.id);
        continue;
      }
      const rules::RulePlace place = rules::FindRule(rules_, id);
      out_ += fmt::format("  {}  {}\n", id,
                          place.where.empty() ? "(in the program)" : "rules/" + place.where);
      if (!place.says.empty()) out_ += "      " + place.says + "\n";
      if (!place.source.empty()) out_ += "      source: " + place.source + "\n";
    }
  }

  const Fact& fact_;
  const store::DocumentRecord& document_;
  const rules::RuleSet& rules_;
  const CodePointIndex index_;
  std::string out_;
};

ExitCode RunExplainIncident(store::Store* store, const ExplainOptions& options) {
  ExitCode exit_code = kExitOk;
  const auto rules = LoadRules(options.rules, &exit_code);
  if (!rules) return exit_code;
  const auto text = ExplainIncident(store, *rules, options.fact);
  if (!text) return Fail(text.error());
  const Status printed = Print(*text);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace

ExitCode RunExplain(const ExplainOptions& options) {
  ExitCode exit_code = kExitOk;
  const auto store = OpenToRead(options.ledger, options.as_known_on, options.rules, &exit_code);
  if (!store) return exit_code;
  const auto fact = store->FindFact(options.fact);
  if (!fact) return Fail(fact.error());
  if (!*fact) return RunExplainIncident(store.get(), options);
  const auto document = store->FindDocument((*fact)->doc_sha256);
  if (!document) return Fail(document.error());
  if (!*document) {
    return Fail({ErrorCode::kDatabase, "the fact's document is missing",
                 store::ShownLocation(options.ledger)});
  }
  const auto rules = LoadRules(options.rules, &exit_code);
  if (!rules) return exit_code;
  const Marks marks = ::isatty(STDOUT_FILENO) == 1 ? Marks::kColour : Marks::kBrackets;
  const Status printed = Print(Explanation(**fact, **document, *rules).Write(marks));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
