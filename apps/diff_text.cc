#include "apps/diff_text.h"

#include <map>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "pipeline/history.h"

namespace tadwin::apps {

using pipeline::FactChange;

std::string DiffJson(const pipeline::LedgerDiff& diff) {
  std::string out;
  for (const FactChange& change : diff.changes) {
    JsonWriter json(&out);
    pipeline::WriteFactChange(change, &json);
    out.push_back('\n');
  }
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("summary");
  pipeline::WriteDiffSummary(diff, &json);
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string DiffText(const pipeline::LedgerDiff& diff) {
  std::string out;
  std::string document;
  std::map<FactChange::What, uint64_t> counts;
  for (const FactChange& change : diff.changes) {
    if (change.document != document) out += change.document + "\n";
    document = change.document;
    ++counts[change.what];
    out += fmt::format("  {} {} {} \"{}\"\n", pipeline::ChangeName(change.what), change.kind,
                       change.fact, change.words);
    if (!change.before.empty()) out += fmt::format("      was {}\n", change.before);
    for (const review::FieldChange& field : change.fields) {
      if (change.what == FactChange::What::kChanged) {
        out += fmt::format("      {:<14} {} -> {}\n", field.field,
                           field.before.empty() ? "(not known)" : field.before,
                           field.after.empty() ? "(not known)" : field.after);
      } else {
        out += fmt::format("      {:<14} {}\n", field.field, field.before + field.after);
      }
    }
  }
  out += fmt::format(
      "{} facts appeared, {} vanished, {} changed, {} of the same documents did not; "
      "{} documents new, {} gone\n",
      counts[FactChange::What::kAppeared], counts[FactChange::What::kVanished],
      counts[FactChange::What::kChanged], diff.unchanged, diff.documents_appeared,
      diff.documents_vanished);
  return out;
}

}  // namespace tadwin::apps
