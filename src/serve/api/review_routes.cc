// Reviews: the queue, where a fact stands, what people do to facts and incidents, agreement.
//
// What is done goes the way of `tadwin review` (pipeline/reviewing.h). The author is who is signed
// in; without a login whom the request names, else "local".

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/enum_names.h"
#include "pipeline/fact_standing.h"
#include "pipeline/link_ledger.h"
#include "pipeline/reviewing.h"
#include "query/queue_question.h"
#include "review/fields.h"
#include "serve/api/fact_row.h"
#include "serve/api/jobs.h"
#include "serve/api/json_body.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/parameters.h"
#include "serve/api/query_pool.h"
#include "serve/api/query_routes.h"
#include "serve/api/review_book.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxBody = 65536;
constexpr size_t kMaxAuthorBytes = 100;
constexpr char kNobodyNamed[] = "local";

void WriteQueueItem(const Snapshot& snapshot, const review::QueueItem& item, JsonWriter* out) {
  const store::Review* review = snapshot.FindReview(item.fact->id);
  out->BeginObject();
  out->Key("fact");
  WriteFactRow(snapshot, *item.fact, out);
  Field("state", review::StateName(item.state), out);
  FieldOrNull("assignee", item.assignee, out);
  FieldOrNull("first_reader", review == nullptr ? std::string() : review->first_reader, out);
  Field("comments", review == nullptr ? uint64_t{0} : uint64_t{review->comments}, out);
  Number("usefulness", item.usefulness, out);
  Texts("contested", item.contested, out);
  Number("people", item.people, out);
  out->EndObject();
}

// The filter asks the ledger, the order is that of all facts.
Response ListReviews(const Services& services, const Snapshot& snapshot, const Call& call) {
  const auto question = query::ParseQueueQuestion(FilterPairs(call, {"limit", "cursor"}));
  if (!question) return ErrorResponse(question.error());
  pipeline::QueueFilter filter;
  filter.state = question->state;
  filter.assignee = question->assignee;
  filter.reader = question->reader;
  if (!question->filter.keys.empty()) {
    auto facts = services.queries->With(
        [&](query::Query& query) { return query.FactIds(question->filter); });
    if (!facts) return ErrorResponse(facts.error());
    filter.facts = *std::move(facts);
  }
  const auto ranked = services.reviews->Of(snapshot);
  std::vector<const review::QueueItem*> items;
  for (const review::QueueItem* item : ranked->items) {
    const std::string& fact = item->fact->id;
    if (pipeline::PassesQueue(filter, fact, snapshot.FindReview(fact))) items.push_back(item);
  }
  return ListResponse(
      call, items.size(), [&](size_t i) { return items[i]->fact->id; },
      [&](size_t i, JsonWriter* out) { WriteQueueItem(snapshot, *items[i], out); });
}

// How many facts are in each state, and what each reader did.
void WriteProgress(const Snapshot& snapshot, const std::vector<review::Action>& actions,
                   JsonWriter* out) {
  std::map<std::string, uint64_t> states;
  uint64_t held = 0;  // reviewed facts that hold
  for (const store::Review& review : snapshot.reviews) {
    ++states[review::StateName(review.state)];
    if (snapshot.FindFact(review.fact) != nullptr) ++held;
  }
  states[review::StateName(review::State::kMachine)] += snapshot.facts.size() - held;
  out->Key("states");
  out->BeginArray();
  for (int i = 0; i <= static_cast<int>(review::State::kRejected); ++i) {
    const char* name = review::StateName(static_cast<review::State>(i));
    out->BeginObject();
    Field("key", name, out);
    Field("n", states[name], out);
    out->EndObject();
  }
  out->EndArray();
  std::map<std::string, std::map<std::string, uint64_t>> readers;
  for (const review::Action& action : actions) {
    ++readers[action.author][review::VerbName(action.verb)];
  }
  out->Key("readers");
  out->BeginArray();
  for (const auto& [name, verbs] : readers) {
    out->BeginObject();
    Field("reader", name, out);
    out->Key("did");
    out->BeginObject();
    for (const auto& [verb, count] : verbs) Field(verb.c_str(), count, out);
    out->EndObject();
    out->EndObject();
  }
  out->EndArray();
}

Response TellAgreement(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"people"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const std::string* people = call.Query("people");
  if (people != nullptr && *people != "true" && *people != "false") {
    return ErrorResponse({ErrorCode::kInvalidArgument, "people: true or false", ""});
  }
  const bool people_only = people != nullptr && *people == "true";
  const auto fields = services.queries->WithStore([&](store::Store* ledger) {
    return pipeline::ReadAgreement(
        ledger, people_only ? review::Coders::kPeople : review::Coders::kRulesAndPeople);
  });
  if (!fields) return ErrorResponse(fields.error());
  const auto actions =
      services.queries->WithStore([](store::Store* ledger) { return ledger->Actions(""); });
  if (!actions) return ErrorResponse(actions.error());
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("items");
  out.BeginArray();
  for (const review::FieldAgreement& one : *fields) pipeline::WriteAgreement(one, &out);
  out.EndArray();
  WriteProgress(snapshot, *actions, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

// The fields in which a fact's incident is told in conflict, the fact itself among the tellers.
std::vector<std::string> ContestedOf(const Snapshot& snapshot, const Fact& fact) {
  std::vector<std::string> contested;
  const IncidentRow* row = snapshot.FindIncident(fact.incident);
  if (row == nullptr) return contested;
  for (const IncidentField& field : row->incident->fields) {
    const auto tells = [&fact](const FieldValue& value) {
      return std::binary_search(value.facts.begin(), value.facts.end(), fact.id);
    };
    if (field.contested && std::any_of(field.values.begin(), field.values.end(), tells)) {
      contested.push_back(field.field);
    }
  }
  return contested;
}

Response StandingResponse(const Services& services, const Snapshot& snapshot, const std::string& id,
                          int status) {
  const auto told = services.queries->WithStore(
      [&](store::Store* ledger) { return pipeline::ReadStanding(ledger, id); });
  if (!told && told.error().code == ErrorCode::kNotFound) return NotFound("fact", id);
  if (!told) return ErrorResponse(told.error());
  const std::optional<Fact>& fact = told->fact ? told->fact : told->machine;
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  pipeline::WriteStandingKeys(*told, &out);
  out.Key("row");
  if (fact) {
    WriteFactRow(snapshot, *fact, &out);
  } else {
    out.Null();
  }
  out.Key("values");
  out.BeginArray();
  if (fact) {
    for (const std::string& name : review::FieldNames(fact->kind)) {
      out.BeginObject();
      Field("field", name, &out);
      FieldOrNull("value", review::FieldOf(*fact, name), &out);
      out.EndObject();
    }
  }
  out.EndArray();
  Texts("contested", fact ? ContestedOf(snapshot, *fact) : std::vector<std::string>(), &out);
  Field("version", pipeline::VersionOf(*told), &out);
  Field("ledger", snapshot.version, &out);
  out.EndObject();
  return JsonResponse(std::move(json), status);
}

// Of a request: who does it and why.
struct Doing {
  store::RunStart start;
  std::optional<Response> refusal;
};

Doing DoingOf(const Services& services, const Call& call, JsonBody* body) {
  Doing doing;
  const std::string by = body->MaybeText("by");
  doing.start.kind = "person";
  doing.start.reason = body->MaybeText("because");
  doing.start.program = services.program;
  doing.start.now = services.clock;
  doing.start.author = !call.caller.user.empty() ? call.caller.user : by;
  if (doing.start.author.empty()) doing.start.author = kNobodyNamed;
  if (body->refusal()) {
    doing.refusal = body->refusal();
  } else if (!call.caller.user.empty() && !by.empty() && by != call.caller.user) {
    doing.refusal = ProblemResponse(400, "invalid_argument", "by: the author is who is signed in");
  } else if (by.size() > kMaxAuthorBytes || std::any_of(by.begin(), by.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20;
             })) {
    doing.refusal = ProblemResponse(400, "invalid_argument", "by: a name of one line is needed");
  }
  return doing;
}

Status LinkAnew(const Services& services, store::Store* ledger) {
  const auto rules = services.rules.Current();
  const Result<bool> linked =
      pipeline::LinkLedger(*rules->linker, rules->coder->rules_hash(), services.threads, ledger,
                           [&services] { return services.jobs->stopping(); });
  return linked ? Status() : linked.error();
}

// Does it as the ledger's one writer; the snapshot that follows is read and told to listeners.
Result<std::string> Do(const Services& services, const store::RunStart& start,
                       const std::function<Result<review::Action>(store::Store*)>& make) {
  std::string fact;
  const Status written = services.jobs->Write([&](store::Store* ledger) -> Status {
    Result<review::Action> action = make(ledger);
    if (!action) return action.error();
    Result<std::string> done =
        pipeline::DoAction(ledger, start, *std::move(action),
                           [&](store::Store* store) { return LinkAnew(services, store); });
    if (!done) return done.error();
    fact = *std::move(done);
    return {};
  });
  if (!written) return written.error();
  return fact;
}

Response NoStore(Response response) {
  response.cache_control = "no-store";
  return response;
}

Response ReviewFact(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  JsonBody body(call.request);
  body.Allow({"verb", "note", "fields", "because", "by", "version"});
  review::Action action;
  action.fact = call.taken[0];
  const std::string verb = body.Text("verb");
  action.note = body.MaybeText("note");
  action.fields = body.Pairs("fields");
  const std::string version = body.MaybeText("version");
  const Doing doing = DoingOf(services, call, &body);
  if (doing.refusal) return *doing.refusal;
  const auto known = review::FindVerb(verb);
  if (!known || *known == review::Verb::kAdd || *known == review::Verb::kMerge ||
      *known == review::Verb::kSplit) {
    return ProblemResponse(400, "invalid_argument",
                           "verb: confirm, reject, reopen, correct, release, comment, assign, "
                           "duplicate or close");
  }
  action.verb = *known;
  const auto done = Do(services, doing.start, [&](store::Store* ledger) -> Result<review::Action> {
    if (version.empty()) return action;
    const auto told = pipeline::ReadStanding(ledger, action.fact);
    if (!told) return told.error();
    if (pipeline::VersionOf(*told) != version) {
      return Error{ErrorCode::kConflict, "it was changed since you read it: read it again", ""};
    }
    return action;
  });
  if (!done) return ErrorResponse(done.error());
  return NoStore(WithSnapshot(services, call, [&](const Snapshot& snapshot, const Call&) {
    return StandingResponse(services, snapshot, *done, 200);
  }));
}

// Bytes of code points.
std::optional<Span> SpanOf(const std::string& text, int64_t begin, int64_t end) {
  std::optional<uint32_t> from;
  std::optional<uint32_t> to;
  int64_t character = 0;
  for (uint32_t byte = 0; byte <= text.size(); ++byte) {
    const bool starts =
        byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
    if (!starts) continue;
    if (character == begin) from = byte;
    if (character == end) to = byte;
    ++character;
  }
  if (!from || !to || *from >= *to) return std::nullopt;
  return Span{*from, *to};
}

Response AddFact(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  JsonBody body(call.request);
  body.Allow({"document", "kind", "begin", "end", "fields", "because", "by"});
  const std::string sha256 = body.Text("document");
  const auto kind = FindFactKind(body.Text("kind"));
  const int64_t begin = body.Number("begin");
  const int64_t end = body.Number("end");
  pipeline::AddedFact added;
  added.fields = body.Pairs("fields");
  const Doing doing = DoingOf(services, call, &body);
  if (doing.refusal) return *doing.refusal;
  if (!kind) {
    return ProblemResponse(400, "invalid_argument", "kind: event, tally, level or commitment");
  }
  added.kind = *kind;
  const auto done = Do(services, doing.start, [&](store::Store* ledger) -> Result<review::Action> {
    const auto document = ledger->FindDocument(sha256);
    if (!document) return document.error();
    if (!*document) return Error{ErrorCode::kNotFound, "no such document", sha256};
    const auto span = SpanOf((*document)->text, begin, end);
    if (!span) {
      return Error{ErrorCode::kInvalidArgument, "begin, end: not in the document's text", ""};
    }
    added.span = *span;
    return pipeline::MakeAddition(ledger, sha256, added, doing.start.author);
  });
  if (!done) return ErrorResponse(done.error());
  Response response = WithSnapshot(services, call, [&](const Snapshot& snapshot, const Call&) {
    return StandingResponse(services, snapshot, *done, 201);
  });
  response.headers.emplace_back("Location", "/api/v1/reviews/" + *done);
  return NoStore(std::move(response));
}

// Merging and splitting: answered with the incidents that hold the facts now.
Response ReviewIncident(const Services& services, const Call& call, review::Verb verb) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const bool is_merge = verb == review::Verb::kMerge;
  const char* key = is_merge ? "with" : "facts";
  JsonBody body(call.request);
  body.Allow({key, "because", "by"});
  std::vector<std::string> ids = body.Texts(key);
  const Doing doing = DoingOf(services, call, &body);
  if (doing.refusal) return *doing.refusal;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::string& id = call.taken[0];
  if (is_merge) std::erase(ids, id);
  if (ids.empty()) {
    return ProblemResponse(400, "invalid_argument", std::string(key) + ": at least one is needed");
  }
  review::Action action;
  const auto done = Do(services, doing.start, [&](store::Store* ledger) -> Result<review::Action> {
    const auto all = ledger->Incidents();
    if (!all) return all.error();
    std::vector<std::string> merged = ids;
    merged.push_back(id);
    auto made = is_merge ? pipeline::MakeMerge(*all, merged) : pipeline::MakeSplit(*all, id, ids);
    if (made) action = *made;
    return made;
  });
  if (!done) return ErrorResponse(done.error());
  return NoStore(WithSnapshot(services, call, [&](const Snapshot& snapshot, const Call&) {
    std::string json;
    JsonWriter out(&json);
    out.BeginObject();
    out.Key("incidents");
    out.BeginArray();
    for (const Incident* incident : pipeline::IncidentsHolding(snapshot.incidents, action)) {
      const auto listed = QueryIncidentRow(services, incident->id);
      if (!listed) return ErrorResponse(listed.error());
      if (!listed->empty()) out.Raw(*listed);
    }
    out.EndArray();
    Field("ledger", snapshot.version, &out);
    out.EndObject();
    return JsonResponse(std::move(json));
  }));
}

}  // namespace

void AddReviewRoutes(Services* services, Router* router) {
  AddRead(services, router, "/reviews", [services](const Snapshot& snapshot, const Call& call) {
    return ListReviews(*services, snapshot, call);
  });
  AddRead(services, router, "/reviews/agreement",
          [services](const Snapshot& snapshot, const Call& call) {
            return TellAgreement(*services, snapshot, call);
          });
  AddRead(services, router, "/reviews/{id}",
          [services](const Snapshot& snapshot, const Call& call) {
            if (Status checked = CheckParameters(call, {}); !checked) {
              return ErrorResponse(checked.error());
            }
            return StandingResponse(*services, snapshot, call.taken[0], 200);
          });
  const auto add = [router](const char* path, Scope scope, Handler handler) {
    router->Add({"POST", std::string("/api/v1") + path, scope, std::move(handler), kMaxBody});
  };
  add("/reviews", Scope::kCode, [services](const Call& call) { return AddFact(*services, call); });
  add("/reviews/{id}", Scope::kCode,
      [services](const Call& call) { return ReviewFact(*services, call); });
  add("/incidents/{id}/merge", Scope::kEdit, [services](const Call& call) {
    return ReviewIncident(*services, call, review::Verb::kMerge);
  });
  add("/incidents/{id}/split", Scope::kEdit, [services](const Call& call) {
    return ReviewIncident(*services, call, review::Verb::kSplit);
  });
}

}  // namespace tadwin::serve
