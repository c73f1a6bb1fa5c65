// Incidents, facts, documents and rejects.

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "base/check.h"
#include "model/fact_json.h"
#include "normalise/fold.h"
#include "report/fact_values.h"
#include "reuse/reuse.h"
#include "reuse/words.h"
#include "rules/rule_place.h"
#include "serve/api/fact_row.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/query_routes.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

void WriteFieldValue(const Snapshot& snapshot, const FieldValue& value, JsonWriter* out) {
  std::optional<Date> first;
  std::optional<Date> last;
  for (const std::string& id : value.facts) {
    const Fact* fact = snapshot.FindFact(id);
    if (fact == nullptr || !fact->told) continue;
    first = std::min(first.value_or(fact->told->start), fact->told->start);
    last = std::max(last.value_or(fact->told->stop), fact->told->stop);
  }
  out->BeginObject();
  Field("value", value.value, out);
  Field("label", value.label, out);
  Texts("facts", value.facts, out);
  Texts("speakers", value.speakers, out);
  Texts("origins", value.origins, out);
  Field("documents", value.documents, out);
  Flag("preferred", value.preferred, out);
  DateOrNull("first_told", first, out);
  DateOrNull("last_told", last, out);
  out->EndObject();
}

// Where its facts stand that somebody acted on.
void WriteReviews(const Snapshot& snapshot, const IncidentRow& row, JsonWriter* out) {
  out->Key("reviews");
  out->BeginArray();
  for (const Fact* fact : row.facts) {
    const store::Review* review = snapshot.FindReview(fact->id);
    if (review == nullptr) continue;
    out->BeginObject();
    Field("fact", review->fact, out);
    Field("state", review::StateName(review->state), out);
    FieldOrNull("assignee", review->assignee, out);
    FieldOrNull("first_reader", review->first_reader, out);
    FieldOrNull("second_reader", review->second_reader, out);
    Texts("corrected", review->corrected, out);
    FieldOrNull("closed_as", review->closed_as, out);
    Field("comments", uint64_t{review->comments}, out);
    out->EndObject();
  }
  out->EndArray();
}

// `listed`: the row as lists give it; empty when the ledger changed since the snapshot.
void WriteIncident(const Snapshot& snapshot, const IncidentRow& row, const std::string& listed,
                   JsonWriter* out) {
  out->BeginObject();
  out->Key("row");
  if (listed.empty()) {
    WriteIncidentRow(row, out);
  } else {
    out->Raw(listed);
  }
  out->Key("fields");
  out->BeginArray();
  for (const IncidentField& field : row.incident->fields) {
    out->BeginObject();
    Field("field", field.field, out);
    Flag("contested", field.contested, out);
    Field("rule", field.rule, out);
    out->Key("values");
    out->BeginArray();
    for (const FieldValue& value : field.values) WriteFieldValue(snapshot, value, out);
    out->EndArray();
    out->EndObject();
  }
  out->EndArray();
  std::vector<const Fact*> facts = row.facts;
  std::stable_sort(facts.begin(), facts.end(), [](const Fact* a, const Fact* b) {
    const auto key = [](const Fact* f) { return f->told ? f->told->start.days : INT32_MAX; };
    return key(a) < key(b);
  });
  out->Key("facts");
  out->BeginArray();
  for (const Fact* fact : facts) WriteFactRow(snapshot, *fact, out);
  out->EndArray();
  out->Key("why");
  out->BeginArray();
  for (const auto& [fact, reason] : row.incident->why) {
    out->BeginObject();
    Field("fact", fact, out);
    Field("reason", reason, out);
    out->EndObject();
  }
  out->EndArray();
  WriteReviews(snapshot, row, out);
  DateOrNull("first_told", row.first_told, out);
  DateOrNull("last_told", row.last_told, out);
  out->EndObject();
}

Response GetIncident(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const IncidentRow* row = snapshot.FindIncident(call.taken[0]);
  if (row == nullptr) return NotFound("incident", call.taken[0]);
  std::string json;
  JsonWriter out(&json);
  const auto listed = QueryIncidentRow(services, call.taken[0]);
  if (!listed) return ErrorResponse(listed.error());
  WriteIncident(snapshot, *row, *listed, &out);
  return JsonResponse(std::move(json));
}

Response GetFact(const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const Fact* fact = snapshot.FindFact(call.taken[0]);
  if (fact == nullptr) return NotFound("fact", call.taken[0]);
  std::string json;
  JsonWriter out(&json);
  WriteFactRow(snapshot, *fact, &out);
  return JsonResponse(std::move(json));
}

// Evidence fields that explain another field's value.
std::string_view FieldOf(std::string_view evidence) {
  if (evidence == "stop") return "start";
  if (evidence == "period_end") return "period_start";
  return evidence;
}

class ExplanationWriter {
 public:
  ExplanationWriter(const Services& services, const Snapshot& snapshot, const Fact& fact,
                    JsonWriter* out)
      : rules_(services.rules.Current()),
        snapshot_(snapshot),
        fact_(fact),
        document_(snapshot.FindDocument(fact.doc_sha256)),
        text_(document_ == nullptr ? std::string_view() : std::string_view(document_->text)),
        index_(text_),
        out_(*out) {}

  void Write() {
    out_.BeginObject();
    out_.Key("fact");
    WriteFactRow(snapshot_, fact_, &out_);
    out_.Key("fields");
    out_.BeginArray();
    std::set<std::string, std::less<>> shown;
    for (const auto& [field, value] : report::FactValues(fact_)) {
      WriteField(field, value);
      shown.insert(field);
    }
    for (const Evidence& evidence : fact_.evidence) {
      const std::string field(FieldOf(evidence.field));
      if (shown.insert(field).second) WriteField(field, "");
    }
    out_.EndArray();
    WriteRules();
    Flag("other_rules",
         document_ != nullptr && document_->rules_hash != rules_->coder->rules_hash(), &out_);
    out_.EndObject();
  }

 private:
  void WriteField(const std::string& field, const std::string& value) {
    out_.BeginObject();
    Field("field", field, &out_);
    Field("value", value, &out_);
    out_.Key("evidence");
    out_.BeginArray();
    for (const Evidence& evidence : fact_.evidence) {
      if (FieldOf(evidence.field) != field || evidence.span.empty()) continue;
      if (evidence.span.end > text_.size()) continue;
      out_.BeginObject();
      Field("begin", index_.FromByte(evidence.span.begin), &out_);
      Field("end", index_.FromByte(evidence.span.end), &out_);
      Field("text", text_.substr(evidence.span.begin, evidence.span.size()), &out_);
      FieldOrNull("rule", evidence.rule, &out_);
      out_.EndObject();
    }
    out_.EndArray();
    out_.EndObject();
  }

  void WriteRules() {
    std::vector<std::string> ids = fact_.rules;
    for (const Evidence& evidence : fact_.evidence) ids.push_back(evidence.rule);
    std::set<std::string> shown;
    out_.Key("rules");
    out_.BeginArray();
    for (const std::string& id : ids) {
      if (id.empty() || !shown.insert(id).second) continue;
      const rules::RulePlace place = rules::FindRule(rules_->coder->rules(), id);
      out_.BeginObject();
      Field("id", id, &out_);
      FieldOrNull("where", place.where, &out_);
      FieldOrNull("says", place.says, &out_);
      FieldOrNull("source", place.source, &out_);
      out_.EndObject();
    }
    out_.EndArray();
  }

  const std::shared_ptr<const RuleKit> rules_;
  const Snapshot& snapshot_;
  const Fact& fact_;
  const store::DocumentRecord* document_;
  const std::string_view text_;
  const CodePointIndex index_;
  JsonWriter& out_;
};

Response ExplainFact(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const Fact* fact = snapshot.FindFact(call.taken[0]);
  if (fact == nullptr) return NotFound("fact", call.taken[0]);
  std::string json;
  JsonWriter out(&json);
  ExplanationWriter(services, snapshot, *fact, &out).Write();
  return JsonResponse(std::move(json));
}

Response ListRejects(const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto& rejects = snapshot.rejects;
  return ListResponse(
      call, rejects.size(),
      [&](size_t i) {
        return rejects[i].name + "\n" + rejects[i].sha256 + "\n" +
               ErrorCodeName(rejects[i].error.code);
      },
      [&](size_t i, JsonWriter* out) {
        out->BeginObject();
        Field("name", rejects[i].name, out);
        FieldOrNull("sha256", rejects[i].sha256, out);
        Field("code", ErrorCodeName(rejects[i].error.code), out);
        Field("message", rejects[i].error.message, out);
        out->EndObject();
      });
}

}  // namespace

void AddLedgerRoutes(Services* services, Router* router) {
  AddRead(services, router, "/incidents", [services](const Snapshot&, const Call& call) {
    return QueryIncidents(*services, call);
  });
  AddRead(services, router, "/incidents/{id}",
          [services](const Snapshot& snapshot, const Call& call) {
            return GetIncident(*services, snapshot, call);
          });
  AddRead(services, router, "/facts", [services](const Snapshot& snapshot, const Call& call) {
    return QueryFacts(*services, snapshot, call);
  });
  AddRead(services, router, "/facts/{id}", GetFact);
  AddRead(services, router, "/facts/{id}/explain",
          [services](const Snapshot& snapshot, const Call& call) {
            return ExplainFact(*services, snapshot, call);
          });
  AddRead(services, router, "/rejects", ListRejects);
}

}  // namespace tadwin::serve
