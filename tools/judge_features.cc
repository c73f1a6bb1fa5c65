// Prints what the judge of events sees, for tools/train_judge.py.
//
// In: JSON Lines {"id","text","published"} on standard input. Out: a JSON line per line in:
// {"id","events":[{"plover","status","text","features":[...],"letters":[...]}]}. `--unresolved`
// prints the frames whose lemma no lexicon has, and stops. Errors: exit code 2 for a mistake in the
// rules, 1 for a line that is no JSON.

#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/hash.h"
#include "base/json_writer.h"
#include "extract/events/event.h"
#include "extract/statements/speaker.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace {

using tadwin::Error;

std::string Line(const tadwin::pipeline::Coder& coder,
                 const tadwin::extract::SpeakerReader& speakers,
                 const tadwin::extract::EventReader& events, const tadwin::RawArticle& article) {
  const tadwin::AnnotatedText document = coder.Annotate(article);
  const auto attributions = speakers.Read(document);
  std::string out;
  tadwin::JsonWriter json(&out);
  json.BeginObject();
  json.Key("id");
  json.String(article.name);
  json.Key("events");
  json.BeginArray();
  for (const auto& judged : events.ReadUnjudged(document, attributions)) {
    json.BeginObject();
    json.Key("plover");
    json.String(judged.fact.plover);
    json.Key("status");
    json.String(tadwin::FactStatusName(judged.fact.status));
    json.Key("text");
    json.String(std::string(document.Raw(judged.fact.span)));
    json.Key("features");
    json.BeginArray();
    for (const std::string& feature : judged.features) json.String(feature);
    json.EndArray();
    json.Key("letters");
    json.BeginArray();
    for (const std::string& group : events.LetterGroupsOf(document, judged.fact.sentence)) {
      json.String(group);
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Error> errors;
  const auto coder = tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
  if (coder == nullptr) {
    for (const Error& error : errors) std::fprintf(stderr, "%s\n", error.ToString().c_str());
    return 2;
  }
  const auto fold = [&coder](std::string_view text) { return coder->folder().FoldString(text); };
  const tadwin::rules::Grammar grammar{&coder->rules(), &coder->lexicon(), fold};
  const auto speakers = tadwin::extract::SpeakerReader::Create(grammar, &errors);
  const auto events = tadwin::extract::EventReader::Create(grammar, &errors);
  if (argc > 1 && std::string_view(argv[1]) == "--unresolved") {
    for (const std::string& frame : events.unresolved_frames()) std::puts(frame.c_str());
    return 0;
  }
  simdjson::dom::parser parser;
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    simdjson::dom::element row;
    if (parser.parse(line).get(row) != simdjson::SUCCESS) return 1;
    tadwin::RawArticle article;
    std::string_view cell;
    if (row["text"].get(cell) != simdjson::SUCCESS) return 1;
    article.text = cell;
    if (row["id"].get(cell) == simdjson::SUCCESS) article.name = cell;
    if (row["published"].get(cell) == simdjson::SUCCESS) {
      const auto date = tadwin::ParseIsoDate(cell);
      if (date) article.published = date.value();
    }
    std::puts(Line(*coder, speakers, events, article).c_str());
  }
  return 0;
}
