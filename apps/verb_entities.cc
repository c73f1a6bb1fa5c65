// `tadwin entities LEDGER`: the parties, the names each is told by, and who says what hides behind.
//
// JSON Lines, one entity a line: id, name_en, kind, country, names [{text, facts, documents}],
// links
// [{kind, to, to_name, asserted [{by, by_type, since, until, doc}]}], merged [id].

#include <string>
#include <vector>

#include <fmt/format.h>

#include "apps/reconcile_ledger.h"
#include "base/json_writer.h"
#include "reconcile/cues.h"
#include "reconcile/entities.h"

namespace tadwin::apps {
namespace {

using reconcile::Entity;
using reconcile::TextNames;

// The names and the cues between them; documents without such a cue have nothing to say.
std::vector<TextNames> ReadTexts(const pipeline::Coder& coder, const reconcile::CueReader& reader,
                                 const std::vector<store::DocumentRecord>& documents) {
  std::vector<TextNames> texts;
  for (const store::DocumentRecord& document : documents) {
    TextNames text;
    text.cues = reader.Read(coder.folder().Fold(document.text));
    if (text.cues.empty()) continue;
    RawArticle article;
    article.name = document.name;
    article.sha256 = document.sha256;
    article.text = document.text;
    article.published = document.published;
    text.doc = document.name;
    text.sha256 = document.sha256;
    if (document.published) text.published = document.published->start;
    for (const Mention& mention : coder.Annotate(article).mentions) {
      if (mention.layer != Layer::kOrg && mention.layer != Layer::kGroup) continue;
      text.names.push_back({mention.span,
                            document.text.substr(mention.span.begin, mention.span.size()),
                            mention.name});
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

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
  const auto reader = reconcile::CueReader::Create(
      ledger->rules(), [&](std::string_view text) { return coder->folder().FoldString(text); },
      &errors, "link/alias_words");
  if (!errors.empty()) return Fail(errors.front());
  const std::vector<Entity> entities = reconcile::ReadEntities(
      ledger->view(), ledger->rules(), ReadTexts(*coder, reader, ledger->documents()), {});
  std::string out;
  for (const Entity& entity : entities) {
    if (arguments.json) {
      JsonWriter json(&out);
      reconcile::WriteEntity(entity, &json);
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
