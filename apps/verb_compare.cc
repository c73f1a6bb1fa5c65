// `tadwin compare A B`: which events of one ledger are which of another, and how they agree.
//
// JSON, one object: a, b {events, paired, alone, undated}; days, km; "fields" [{field, agree,
// differ, only_a, only_b, neither, agreement}]; "pairs" [{a, b, points, a_title, b_title}];
// "only_a", "only_b", "undated_a", "undated_b" [{id, title, start, type}]. paired + alone + undated
// = events.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "apps/compare_page.h"
#include "apps/exchange_verbs.h"
#include "base/json_writer.h"
#include "compare/align.h"

namespace tadwin::apps {
namespace {

using compare::Alignment;
using compare::ComparedEvent;
using Events = std::vector<ComparedEvent>;

constexpr size_t kListed = 20;

Result<Events> Read(const std::string& ledger) {
  const auto store = store::OpenStore(ledger, store::OpenMode::kReadOnly);
  if (!store) return store.error();
  return compare::ReadEvents(**store);
}

void WriteSide(const char* key, size_t events, size_t paired, size_t alone, size_t undated,
               JsonWriter* json) {
  json->Key(key);
  json->BeginObject();
  for (const auto& [name, count] : {std::pair("events", events), std::pair("paired", paired),
                                    std::pair("alone", alone), std::pair("undated", undated)}) {
    json->Key(name);
    json->Int(static_cast<int64_t>(count));
  }
  json->EndObject();
}

void WriteEvents(const char* key, const Events& events, const std::vector<size_t>& which,
                 JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const size_t i : which) {
    json->BeginObject();
    json->Key("id");
    json->String(events[i].id);
    json->Key("title");
    json->String(events[i].heading);
    json->Key("start");
    events[i].when ? json->String(ToIso(events[i].when->start)) : json->Null();
    json->Key("type");
    json->String(events[i].type);
    json->EndObject();
  }
  json->EndArray();
}

double Agreement(const compare::FieldAgreement& field) {
  const uint64_t both = field.agree + field.differ;
  return both == 0 ? 0 : static_cast<double>(field.agree) / static_cast<double>(both);
}

void WriteFields(const Alignment& alignment, JsonWriter* json) {
  json->Key("fields");
  json->BeginArray();
  for (const compare::FieldAgreement& field : alignment.fields) {
    json->BeginObject();
    json->Key("field");
    json->String(field.field);
    for (const auto& [name, count] :
         {std::pair("agree", field.agree), std::pair("differ", field.differ),
          std::pair("only_a", field.only_first), std::pair("only_b", field.only_second),
          std::pair("neither", field.neither)}) {
      json->Key(name);
      json->Int(static_cast<int64_t>(count));
    }
    json->Key("agreement");
    if (field.agree + field.differ == 0) {
      json->Null();
    } else {
      json->Double(std::round(Agreement(field) * 1e4) / 1e4);
    }
    json->EndObject();
  }
  json->EndArray();
}

std::string ToJson(const CompareArguments& arguments, const Events& a, const Events& b,
                   const Alignment& alignment) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("days");
  json.Int(arguments.days);
  json.Key("km");
  json.Double(arguments.km);
  const size_t pairs = alignment.pairs.size();
  WriteSide("a", a.size(), pairs, alignment.only_first.size(), alignment.undated_first.size(),
            &json);
  WriteSide("b", b.size(), pairs, alignment.only_second.size(), alignment.undated_second.size(),
            &json);
  WriteFields(alignment, &json);
  json.Key("pairs");
  json.BeginArray();
  for (const compare::AlignedPair& pair : alignment.pairs) {
    json.BeginObject();
    json.Key("a");
    json.String(a[pair.first].id);
    json.Key("b");
    json.String(b[pair.second].id);
    json.Key("points");
    json.Double(std::round(pair.points * 100) / 100);
    json.Key("a_title");
    json.String(a[pair.first].heading);
    json.Key("b_title");
    json.String(b[pair.second].heading);
    json.EndObject();
  }
  json.EndArray();
  WriteEvents("only_a", a, alignment.only_first, &json);
  WriteEvents("only_b", b, alignment.only_second, &json);
  WriteEvents("undated_a", a, alignment.undated_first, &json);
  WriteEvents("undated_b", b, alignment.undated_second, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string Listed(const char* heading, const Events& events, const std::vector<size_t>& which) {
  if (which.empty()) return {};
  std::string out = fmt::format("\n{} ({})\n", heading, which.size());
  for (size_t i = 0; i < std::min(which.size(), kListed); ++i) {
    const ComparedEvent& event = events[which[i]];
    out += fmt::format("  {}  {}  {}\n", event.when ? ToIso(event.when->start) : "no date   ",
                       event.id, event.heading);
  }
  if (which.size() > kListed) {
    out += fmt::format("  and {} more: --json lists all\n", which.size() - kListed);
  }
  return out;
}

std::string ToText(const CompareArguments& arguments, const Events& a, const Events& b,
                   const Alignment& alignment) {
  const size_t pairs = alignment.pairs.size();
  std::string out = fmt::format(
      "within {} days and {} km\n"
      "A {}: {} events, {} paired, {} alone, {} without a date\n"
      "B {}: {} events, {} paired, {} alone, {} without a date\n\n"
      "{:<10}{:>8}{:>8}{:>8}{:>8}{:>9}{:>11}\n",
      arguments.days, arguments.km, arguments.first, a.size(), pairs, alignment.only_first.size(),
      alignment.undated_first.size(), arguments.second, b.size(), pairs,
      alignment.only_second.size(), alignment.undated_second.size(), "field", "agree", "differ",
      "only A", "only B", "neither", "agreement");
  for (const compare::FieldAgreement& field : alignment.fields) {
    out += fmt::format(
        "{:<10}{:>8}{:>8}{:>8}{:>8}{:>9}{:>11}\n", field.field, field.agree, field.differ,
        field.only_first, field.only_second, field.neither,
        field.agree + field.differ == 0 ? "-" : fmt::format("{:.2f}", Agreement(field)));
  }
  return out + Listed("only in A", a, alignment.only_first) +
         Listed("only in B", b, alignment.only_second);
}

}  // namespace

ExitCode RunCompare(const CompareArguments& arguments) {
  const Result<Events> first = Read(arguments.first);
  if (!first) return Fail(first.error());
  const Result<Events> second = Read(arguments.second);
  if (!second) return Fail(second.error());
  const Alignment alignment =
      compare::Align(*first, *second, {.days = arguments.days, .km = arguments.km});
  if (!arguments.html.empty()) {
    const std::string page = ComparePage(arguments, *first, *second, alignment);
    if (Status written = WriteFile(arguments.html, page); !written) return Fail(written.error());
  }
  const Status printed = Print(arguments.json ? ToJson(arguments, *first, *second, alignment)
                                              : ToText(arguments, *first, *second, alignment));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
