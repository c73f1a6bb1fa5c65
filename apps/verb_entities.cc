// `tadwin entities LEDGER`: the parties, the names each is told by, and who says what hides behind.
//
// JSON Lines, one entity a line: id, name_en, kind, country, names [{text, facts, documents}],
// links
// [{kind, to, to_name, asserted [{by, by_type, since, until, doc, sha256, words}]}], merged [id].

#include <string>
#include <vector>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "pipeline/entity_texts.h"
#include "reconcile/entities.h"
#include "reconcile/reconcile_json.h"

namespace tadwin::apps {
namespace {

using reconcile::Entity;

std::string Block(const Entity& entity) {
  std::string out =
      fmt::format("\n{}{}  {}{}\n", entity.name_en.empty() ? InOneLine(entity.id) : entity.name_en,
                  entity.name_en.empty() ? "" : "  [" + entity.id + "]", entity.kind,
                  entity.country.empty() ? "" : ", " + entity.country);
  for (const auto& name : entity.names) {
    out += fmt::format("  as {}: {} fact{} in {} document{}\n", InOneLine(name.text), name.facts,
                       name.facts == 1 ? "" : "s", name.documents, name.documents == 1 ? "" : "s");
  }
  for (const auto& link : entity.links) {
    const char* says = link.kind == "facade" ? "a front of"
                       : link.kind == "part" ? "part of"
                                             : "another name of";
    out += fmt::format("  {} {}  [{}]\n", says, InOneLine(link.to_name), InOneLine(link.to));
    for (const auto& assertion : link.assertions) {
      out += fmt::format(
          "    says {} ({}){}{}{}\n", InOneLine(assertion.by), assertion.by_type,
          assertion.since.empty() ? "" : ", since " + assertion.since,
          assertion.until.empty() ? "" : ", until " + assertion.until,
          assertion.doc.empty() || assertion.doc == assertion.by ? "" : ", in " + assertion.doc);
    }
  }
  for (const std::string& id : entity.merged) out += "  merged by a person: " + id + "\n";
  return out;
}

}  // namespace

ExitCode RunEntities(const ReconcileArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto ledger = ReconcileLedger::Open(arguments, true, &exit_code);
  if (ledger == nullptr) return exit_code;
  const auto coder = LoadCoder(arguments.rules, &exit_code);
  if (coder == nullptr) return exit_code;
  std::vector<Error> errors;
  const auto reader = pipeline::EntityTextReader::Create(coder.get(), &errors);
  if (!errors.empty()) return Fail(errors.front());
  std::vector<reconcile::TextNames> texts;
  for (const store::DocumentRecord& document : ledger->documents()) {
    if (auto text = reader.Read(document)) texts.push_back(*std::move(text));
  }
  const std::vector<Entity> entities =
      reconcile::ReadEntities(ledger->view(), ledger->rules(), texts, ledger->decisions());
  std::string out;
  for (const Entity& entity : entities) {
    if (arguments.json) {
      JsonWriter json(&out);
      reconcile::WriteEntity(entity, ledger->text_of(), &json);
      out.push_back('\n');
    } else {
      out += Block(entity);
    }
  }
  if (!arguments.json) {
    out = fmt::format("{} part{}\n", entities.size(), entities.size() == 1 ? "y" : "ies") + out;
  }
  const Status printed = Print(out);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
