// `tadwin responses LEDGER` and `tadwin relations LEDGER`: how incidents answer and follow others.
//
// responses as JSON: {"rows": [...], "responses": [relation], "no_side": [incident], "undated":
// [incident]}. relations as JSON Lines. src/reconcile/reconcile_json.cc has the keys.

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "reconcile/responses.h"

namespace tadwin::apps {
namespace {

using reconcile::Relation;
using reconcile::ResponseOptions;
using reconcile::ResponseReport;
using reconcile::ResponseRow;

Result<ResponseOptions> ReadOptions(std::string_view by) {
  ResponseOptions options{.by_side = false, .period = reconcile::Period::kNone};
  while (!by.empty()) {
    const size_t comma = std::min(by.find(','), by.size());
    const std::string_view one = by.substr(0, comma);
    if (one == "side") {
      options.by_side = true;
    } else if (one == "month") {
      options.period = reconcile::Period::kMonth;
    } else if (one == "quarter") {
      options.period = reconcile::Period::kQuarter;
    } else if (one == "year") {
      options.period = reconcile::Period::kYear;
    } else {
      return Error{
          ErrorCode::kInvalidArgument,
          "--by: side, month, quarter or year, comma separated, not '" + std::string(one) + "'",
          ""};
    }
    by.remove_prefix(std::min(comma + 1, by.size()));
  }
  return options;
}

void WriteIds(const char* key, const std::vector<std::string>& ids, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& id : ids) json->String(id);
  json->EndArray();
}

std::string ToJson(const ReconcileLedger& ledger, const ResponseReport& report) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("rows");
  json.BeginArray();
  for (const ResponseRow& row : report.rows) reconcile::WriteResponseRow(row, &json);
  json.EndArray();
  json.Key("responses");
  json.BeginArray();
  for (const Relation& relation : report.responses) {
    reconcile::WriteRelation(relation, ledger.text_of(), &json);
  }
  json.EndArray();
  WriteIds("no_side", report.no_side, &json);
  WriteIds("undated", report.undated, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string Lines(const ReconcileLedger& ledger, const char* what,
                  const std::vector<std::string>& incidents, const ResponseRow& row) {
  std::string out;
  for (const std::string& incident : incidents) {
    const bool assumed = std::binary_search(row.assumed.begin(), row.assumed.end(), incident);
    out += fmt::format("    {:<9} {}; incident {}{}\n", what, InOneLine(ledger.TitleOf(incident)),
                       incident, assumed ? "; a side is assumed" : "");
  }
  return out;
}

std::string Block(const ReconcileLedger& ledger, const ResponseRow& row) {
  std::string out = fmt::format("\n{}{}{}  ", row.period.empty() ? "all time" : row.period,
                                row.side.key.empty() ? "" : "  " + row.side.label,
                                row.against.key.empty() ? "" : " against " + row.against.label);
  out += fmt::format("attacks {}, responses {} stated, {} inferred", row.attacks.size(),
                     row.stated.size(), row.inferred.size());
  out += row.ratio ? fmt::format(", ratio {:.2f}\n", *row.ratio) : ", no ratio\n";
  return out + Lines(ledger, "attack", row.attacks, row) +
         Lines(ledger, "stated", row.stated, row) + Lines(ledger, "inferred", row.inferred, row);
}

std::string RelationLine(const ReconcileLedger& ledger, const Relation& relation) {
  std::string words;
  const std::string* text = ledger.text_of()(relation.doc_sha256);
  if (relation.stated && text != nullptr && relation.words.end <= text->size()) {
    words = fmt::format("  \"{}\" in {}", text->substr(relation.words.begin, relation.words.size()),
                        relation.doc);
  }
  return fmt::format(
             "\n{} {}\n  {}; incident {}\n  {}\n  {}{}\n", relation.stated ? "stated" : "inferred",
             relation.kind, InOneLine(ledger.TitleOf(relation.from)), relation.from,
             relation.to.empty()
                 ? "to what no incident tells"
                 : "to " + InOneLine(ledger.TitleOf(relation.to)) + "; incident " + relation.to,
             relation.reason, words) +
         TellingLines(relation.tellings, "    ");
}

std::string ToText(const ReconcileLedger& ledger, const ResponseReport& report) {
  std::string out = fmt::format(
      "{} row{} of attack and response; {} of violence without two known sides, {} without a date "
      "that fits a period left out\n",
      report.rows.size(), report.rows.size() == 1 ? "" : "s", report.no_side.size(),
      report.undated.size());
  for (const ResponseRow& row : report.rows) out += Block(ledger, row);
  for (const Relation& relation : report.responses) out += RelationLine(ledger, relation);
  return out;
}

reconcile::SideReader ReadSides(const ReconcileLedger& ledger) {
  const link::LinkRules& rules = ledger.link_rules();
  return reconcile::SideReader::Load(ledger.rules(),
                                     [&rules](std::string_view text) { return rules.Words(text); });
}

Result<std::vector<Relation>> ReadRelations(const ReconcileLedger& ledger,
                                            const reconcile::SideReader& sides) {
  std::vector<Error> errors;
  const auto rules = reconcile::LoadRelationRules(ledger.rules(), &errors);
  if (!errors.empty()) return errors.front();
  const auto cues = ledger.ReadCues();
  if (!cues) return cues.error();
  return reconcile::ReadRelations(ledger.view(), *cues, rules, sides);
}

}  // namespace

ExitCode RunResponses(const ReconcileArguments& arguments) {
  const auto options = ReadOptions(arguments.by);
  if (!options) return Fail(options.error());
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, true, &exit_code);
  if (ledger == nullptr) return exit_code;
  const reconcile::SideReader sides = ReadSides(*ledger);
  const auto relations = ReadRelations(*ledger, sides);
  if (!relations) return Fail(relations.error());
  const ResponseReport report =
      reconcile::ReportResponses(ledger->view(), *relations, sides, *options);
  const Status printed = Print(arguments.json ? ToJson(*ledger, report) : ToText(*ledger, report));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunRelations(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, true, &exit_code);
  if (ledger == nullptr) return exit_code;
  auto relations = ReadRelations(*ledger, ReadSides(*ledger));
  if (!relations) return Fail(relations.error());
  std::erase_if(*relations, [&](const Relation& relation) {
    return !arguments.kind.empty() && arguments.kind != relation.kind;
  });
  std::string out;
  if (arguments.json) {
    for (const Relation& relation : *relations) {
      JsonWriter json(&out);
      reconcile::WriteRelation(relation, ledger->text_of(), &json);
      out.push_back('\n');
    }
  } else {
    out = fmt::format("{} relation{} between incidents\n", relations->size(),
                      relations->size() == 1 ? "" : "s");
    for (const Relation& relation : *relations) out += RelationLine(*ledger, relation);
  }
  const Status printed = Print(out);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
