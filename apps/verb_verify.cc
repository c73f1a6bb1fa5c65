// `tadwin verify LEDGER`: what was changed in the ledger behind its back.
//
// JSON:
// {"sound","revisions","documents","incidents","head","findings":[{"table","subject","what"}]}.

#include "store/verify.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "apps/verbs.h"
#include "base/json_fields.h"

namespace tadwin::apps {
namespace {

using json_fields::Flag;
using json_fields::Number;
using json_fields::Text;

std::string ToJson(const store::VerifyReport& report) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  Flag("sound", report.findings.empty(), &json);
  Number("revisions", report.revisions, &json);
  Number("documents", report.documents, &json);
  Number("incidents", report.incidents, &json);
  Text("head", report.head, &json);
  json.Key("findings");
  json.BeginArray();
  for (const store::Finding& finding : report.findings) {
    json.BeginObject();
    Text("table", finding.table, &json);
    json.Key("subject");
    json.String(finding.subject);
    Text("what", finding.what, &json);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string ToText(const store::VerifyReport& report) {
  std::string out;
  for (const store::Finding& finding : report.findings) {
    out += fmt::format("{}: {}{}{}\n", finding.table, finding.subject,
                       finding.subject.empty() ? "" : ": ", finding.what);
  }
  if (report.findings.empty()) {
    out += fmt::format("sound: {} revisions, {} documents, {} incidents\n", report.revisions,
                       report.documents, report.incidents);
  } else {
    out += fmt::format("not sound: {} finding{} in {} revisions, {} documents, {} incidents\n",
                       report.findings.size(), report.findings.size() == 1 ? "" : "s",
                       report.revisions, report.documents, report.incidents);
  }
  if (!report.head.empty()) out += "head: " + report.head + "\n";
  return out;
}

}  // namespace

ExitCode RunVerify(const VerifyArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  store::VerifyOptions options;
  options.head = arguments.head;
  const bool shown = ::isatty(STDERR_FILENO) == 1;
  constexpr uint64_t kStep = 1000;
  options.on_progress = [shown](uint64_t done) {
    if (!shown || done % kStep != 0) return;
    std::fprintf(stderr, "\r\033[K%llu documents and incidents",
                 static_cast<unsigned long long>(done));
  };
  const auto report = store::Verify(&(*store)->connection(), options);
  if (shown) std::fprintf(stderr, "\r\033[K");
  if (!report) return Fail(report.error());
  if (Status printed = Print(arguments.json ? ToJson(*report) : ToText(*report)); !printed) {
    return Fail(printed.error());
  }
  return report->findings.empty() ? kExitOk : kExitAltered;
}

}  // namespace tadwin::apps
