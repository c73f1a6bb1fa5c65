// `tadwin contradictions LEDGER`: what one document says twice in ways that exclude one another.
//
// JSON Lines, one contradiction a line; src/reconcile/reconcile_json.cc has the keys.

#include <string>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "reconcile/contradictions.h"

namespace tadwin::apps {
namespace {

using reconcile::Contradiction;

std::string ToJson(const ReconcileLedger& ledger, const std::vector<Contradiction>& all) {
  std::string out;
  for (const Contradiction& contradiction : all) {
    JsonWriter json(&out);
    reconcile::WriteContradiction(contradiction, ledger.text_of(), &json);
    out.push_back('\n');
  }
  return out;
}

std::string Block(const ReconcileLedger& ledger, const Contradiction& one) {
  std::string out =
      fmt::format("\n{}: {}{}, {}\n", one.doc, one.field, one.certain ? "" : ", likely a slip",
                  one.rule == "after the document" ? "a date ahead of its document"
                  : one.same_teller                ? one.rule + ", one teller"
                                                   : one.rule + ", two tellers disagree");
  if (!one.title.empty()) out += "  " + InOneLine(one.title) + "\n";
  const std::string* text = ledger.text_of()(one.doc_sha256);
  for (const auto& value : one.values) {
    std::string where;
    if (text != nullptr && !value.tellings.empty()) {
      where = fmt::format("  at {}", CodePointIndex(*text).FromByte(value.begin));
    }
    out += fmt::format("    {}{}\n", InOneLine(value.value), where) +
           TellingLines(value.tellings, "      ");
  }
  for (const std::string& incident : one.incidents) out += "  incident " + incident + "\n";
  return out;
}

std::string ToText(const ReconcileLedger& ledger, const std::vector<Contradiction>& all) {
  std::string out =
      fmt::format("{} contradiction{} inside documents\n", all.size(), all.size() == 1 ? "" : "s");
  for (const Contradiction& one : all) out += Block(ledger, one);
  return out;
}

}  // namespace

ExitCode RunContradictions(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, true, &exit_code);
  if (ledger == nullptr) return exit_code;
  const std::vector<Contradiction> all = reconcile::FindContradictions(ledger->view());
  const Status printed = Print(arguments.json ? ToJson(*ledger, all) : ToText(*ledger, all));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
