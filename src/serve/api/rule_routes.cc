// The rules this server reads by: files, their text, and which facts a rule made.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rules/rule_place.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

const char* KindOf(std::string_view path) {
  if (EndsWith(path, ".tsv")) return "lexicon";
  if (EndsWith(path, ".rules")) return "rules";
  if (EndsWith(path, ".cases")) return "cases";
  if (EndsWith(path, ".weights")) return "weights";
  return "other";
}

Response ListFiles(const Services& services, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto kit = services.rules.Current();
  const auto& files = kit->files;
  return ListResponse(
      call, files.size(), [&](size_t i) { return files[i].path; },
      [&](size_t i, JsonWriter* out) {
        const std::string& content = files[i].content;
        out->BeginObject();
        Field("path", files[i].path, out);
        Field("lines", static_cast<uint64_t>(std::count(content.begin(), content.end(), '\n')),
              out);
        Field("kind", KindOf(files[i].path), out);
        out->EndObject();
      });
}

std::map<std::string, uint64_t> UsesOf(const Snapshot& snapshot) {
  std::map<std::string, uint64_t> uses;
  for (const Fact& fact : snapshot.facts) {
    std::set<std::string_view> ids(fact.rules.begin(), fact.rules.end());
    for (const Evidence& evidence : fact.evidence) ids.insert(evidence.rule);
    for (const std::string_view id : ids) {
      if (!id.empty()) ++uses[std::string(id)];
    }
  }
  return uses;
}

Response GetFile(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const auto kit = services.rules.Current();
  const auto& files = kit->files;
  const auto file = std::find_if(files.begin(), files.end(), [&](const rules::RuleFile& one) {
    return one.path == call.taken[0];
  });
  if (file == files.end()) return NotFound("rule file", call.taken[0]);
  uint64_t facts = 0;
  for (const auto& [id, uses] : UsesOf(snapshot)) {
    const std::string where = rules::FindRule(kit->coder->rules(), id).where;
    if (where.substr(0, where.rfind(':')) == file->path) facts += uses;
  }
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  Field("path", file->path, &out);
  Field("text", file->content, &out);
  FieldOrNull("added", file->added, &out);
  Flag("may_be_added_to", EndsWith(file->path, ".tsv") && !services.overlay.empty(), &out);
  Field("facts", facts, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

Response ListUses(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "q"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto kit = services.rules.Current();
  const std::string* part = call.Query("q");
  std::vector<std::pair<std::string, uint64_t>> uses;
  for (auto& use : UsesOf(snapshot)) {
    if (part == nullptr || use.first.find(*part) != std::string::npos) uses.push_back(use);
  }
  std::stable_sort(uses.begin(), uses.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return ListResponse(
      call, uses.size(), [&](size_t i) { return uses[i].first; },
      [&](size_t i, JsonWriter* out) {
        const rules::RulePlace place = rules::FindRule(kit->coder->rules(), uses[i].first);
        out->BeginObject();
        Field("id", uses[i].first, out);
        FieldOrNull("where", place.where, out);
        FieldOrNull("says", place.says, out);
        FieldOrNull("source", place.source, out);
        Field("facts", uses[i].second, out);
        out->EndObject();
      });
}

}  // namespace

void AddRuleRoutes(Services* services, Router* router) {
  AddRead(services, router, "/rules",
          [services](const Snapshot&, const Call& call) { return ListFiles(*services, call); });
  AddRead(services, router, "/rules/{path}",
          [services](const Snapshot& snapshot, const Call& call) {
            return GetFile(*services, snapshot, call);
          });
  AddRead(services, router, "/rule-uses", [services](const Snapshot& snapshot, const Call& call) {
    return ListUses(*services, snapshot, call);
  });
}

}  // namespace tadwin::serve
