// Coding an article at once, many as a job, and the events that tell how it goes.

#include <chrono>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "model/fact_json.h"
#include "pipeline/coder.h"
#include "serve/api/fact_row.h"
#include "serve/api/jobs.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/services.h"
#include "serve/api/upload.h"

namespace tadwin::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMaxCodeBody = size_t{40} << 20;  // 16 MiB of text, as JSON may write it
constexpr size_t kMaxJobBody = size_t{128} << 20;

double MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::string MediaTypeOf(const Request& request) {
  const std::string* type = request.Header("Content-Type");
  if (type == nullptr) return {};
  std::string media = type->substr(0, type->find(';'));
  while (!media.empty() && media.back() == ' ') media.pop_back();
  for (char& c : media) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return media;
}

// A text sent as it is, what is told of it as parameters.
Result<Upload> UploadOfText(const Call& call) {
  if (Status checked = CheckParameters(call, {"published", "title", "outlet", "name", "store"});
      !checked) {
    return checked.error();
  }
  Upload upload;
  upload.article.text = call.request.body;
  const auto set = [&](const char* name, std::optional<std::string>* out) {
    const std::string* value = call.Query(name);
    if (value != nullptr && !value->empty()) *out = *value;
  };
  set("title", &upload.article.title);
  set("outlet", &upload.article.outlet);
  if (const std::string* name = call.Query("name")) upload.article.name = *name;
  if (const std::string* published = call.Query("published")) upload.published = *published;
  if (const std::string* store = call.Query("store")) upload.store = *store == "true";
  if (Status finished = FinishUpload(&upload); !finished) return finished.error();
  return upload;
}

void WriteUncoded(const pipeline::CodedArticle& coded, const CodePointIndex& index,
                  JsonWriter* out) {
  out->Key("uncoded");
  out->BeginArray();
  for (const Uncoded& one : coded.uncoded) {
    const Span span = coded.document.sentences[one.sentence].span;
    out->BeginObject();
    Field("begin", index.FromByte(span.begin), out);
    Field("end", index.FromByte(span.end), out);
    Field("text", coded.document.Raw(span), out);
    Field("trigger", coded.document.Raw(one.trigger), out);
    Field("plover", one.plover, out);
    Field("reason", one.reason, out);
    out->EndObject();
  }
  out->EndArray();
}

struct Timings {
  double read = 0;
  double code = 0;
  std::optional<double> store;
  double total = 0;
};

std::string CodedJson(const std::string& rules_hash, const Upload& upload,
                      pipeline::CodedArticle* coded, const Timings& timings) {
  SortFacts(&coded->facts);
  const CodePointIndex index(upload.article.text);
  const auto& published = coded->document.published;
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("facts");
  out.BeginArray();
  for (const Fact& fact : coded->facts) WritePlainFact(fact, index, &out);
  out.EndArray();
  FieldOrNull("published", published.date ? IntervalToIso(*published.date) : std::string(), &out);
  Flag("published_inferred", published.inferred, &out);
  FieldOrNull("published_rule", published.rule, &out);
  Field("sentences", coded->document.sentences.size(), &out);
  out.Key("mentions");
  out.BeginArray();
  for (const Mention& mention : coded->document.mentions) {
    WriteMention(mention, upload.article.text, index, &out);
  }
  out.EndArray();
  WriteUncoded(*coded, index, &out);
  Field("sha256", upload.article.sha256, &out);
  Flag("stored", timings.store.has_value(), &out);
  Field("rules_hash", rules_hash, &out);
  out.Key("timings_ms");
  out.BeginObject();
  Number("read", timings.read, &out);
  Number("code", timings.code, &out);
  NumberOrNull("store", timings.store, &out);
  Number("total", timings.total, &out);
  out.EndObject();
  out.EndObject();
  return json;
}

Response Code(const Services& services, const Call& call) {
  const Clock::time_point start = Clock::now();
  const std::string media = MediaTypeOf(call.request);
  if (media != "application/json" && media != "text/plain") {
    return ProblemResponse(415, "media_type", "application/json or text/plain is needed");
  }
  const bool is_json = media == "application/json";
  if (is_json) {
    if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  }
  const Result<Upload> upload = is_json ? ParseUpload(call.request.body) : UploadOfText(call);
  if (!upload) return ErrorResponse(upload.error());
  if (upload->store && !call.caller.May(Scope::kCode)) {
    return ProblemResponse(403, "forbidden", "storing needs the role of a coder");
  }
  const Status language = ingest::CheckLanguage(upload->article.text, "");
  if (!language) return ErrorResponse(language.error());
  Timings timings;
  timings.read = MillisecondsSince(start);
  const Clock::time_point began = Clock::now();
  const auto rules = services.rules.Current();
  pipeline::CodedArticle coded = rules->coder->Code(upload->article);
  timings.code = MillisecondsSince(began);
  if (upload->store) {
    const Clock::time_point stored = Clock::now();
    std::optional<Error> reject;
    const auto summary = services.jobs->Store(*upload, call.caller.user, &reject);
    if (!summary) return ErrorResponse(summary.error());
    if (reject) return ErrorResponse(*reject);
    timings.store = MillisecondsSince(stored);
  }
  timings.total = MillisecondsSince(start);
  Response response = JsonResponse(CodedJson(rules->coder->rules_hash(), *upload, &coded, timings));
  response.cache_control = "no-store";
  return response;
}

Response JobResponse(const Job& job, int status) {
  std::string json;
  JsonWriter out(&json);
  WriteJob(job, &out);
  Response response = JsonResponse(std::move(json), status);
  response.cache_control = "no-store";
  return response;
}

Response MakeJob(const Services& services, const Call& call) {
  const std::string media = MediaTypeOf(call.request);
  if (media != "application/x-ndjson" && media != "application/jsonl") {
    return ProblemResponse(415, "media_type", "application/x-ndjson is needed");
  }
  auto uploads = ParseUploads(call.request.body);
  if (!uploads) return ErrorResponse(uploads.error());
  const auto job = services.jobs->Submit(*std::move(uploads), call.caller.user);
  if (!job) return ErrorResponse(job.error());
  Response response = JobResponse(*job, 202);
  response.headers.emplace_back("Location", "/api/v1/jobs/" + job->id);
  return response;
}

Response ListJobs(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const std::vector<Job> jobs = services.jobs->List();
  Response response = ListResponse(
      call, jobs.size(), [&](size_t i) { return jobs[i].id; },
      [&](size_t i, JsonWriter* out) { WriteJob(jobs[i], out); });
  response.cache_control = "no-store";
  return response;
}

}  // namespace

void AddCodeRoutes(Services* services, Router* router) {
  const auto add = [router](const char* method, const char* path, Scope scope, size_t body_limit,
                            Handler handler) {
    router->Add({method, std::string("/api/v1") + path, scope, std::move(handler), body_limit});
  };
  add("POST", "/code", Scope::kRead, kMaxCodeBody,
      [services](const Call& call) { return Code(*services, call); });
  add("GET", "/jobs", Scope::kRead, 0,
      [services](const Call& call) { return ListJobs(*services, call); });
  add("POST", "/jobs", Scope::kCode, kMaxJobBody,
      [services](const Call& call) { return MakeJob(*services, call); });
  add("GET", "/jobs/{id}", Scope::kRead, 0, [services](const Call& call) {
    const auto job = services->jobs->Find(call.taken[0]);
    return job ? JobResponse(*job, 200) : NotFound("job", call.taken[0]);
  });
  add("DELETE", "/jobs/{id}", Scope::kCode, 0, [services](const Call& call) {
    const auto job = services->jobs->Cancel(call.taken[0]);
    return job ? JobResponse(*job, 200) : NotFound("job", call.taken[0]);
  });
  add("GET", "/events", Scope::kRead, 0, [services](const Call&) {
    Response response;
    response.content_type = "text/event-stream";
    response.cache_control = "no-store";
    response.events = services->events.Subscribe();
    return response;
  });
}

}  // namespace tadwin::serve
