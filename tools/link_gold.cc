// Links the facts that people annotated, not those that the coder found: how good is linking alone?
//
// In: a folder with NAME.txt, NAME.gold.jsonl and NAME.meta.json, and on standard input the names
// of the articles, one a line (NAME.txt). Events and commitments are taken with the fields of the
// gold; names and places get the ids that annotate gives to their words, so that linking knows what
// it knows of coded facts. Out: a JSON line per fact, {"doc","id","incident"}, in the order of the
// input. `--pairs` prints instead every pair of events that might be one, {"pair","one_document",
// "forbidden","reasons"}, with how often each reason counts; `--coded-pairs` those of the facts
// that the coder finds: what tools/train_linker.py learns from. Errors: exit code 2 for a mistake
// in the rules, 1 for a file that cannot be read.

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_writer.h"
#include "compare/gold.h"
#include "extract/statements/statement.h"
#include "ingest/article_reader.h"
#include "link/item.h"
#include "link/linker.h"
#include "link/score.h"
#include "model/enum_names.h"
#include "pipeline/coder.h"
#include "pipeline/wording.h"
#include "rules/source.h"

namespace {

using tadwin::AnnotatedText;
using tadwin::Date;
using tadwin::Error;
using tadwin::Fact;
using tadwin::FactKind;
using tadwin::Layer;
using tadwin::Mention;
using tadwin::NamedRef;
using tadwin::RawArticle;
using tadwin::Span;
using tadwin::compare::GoldCount;
using tadwin::compare::GoldFact;

constexpr double kNearDegrees = 0.25;  // a place of the text is the gold's when it is so near

// Where some words of the gold stand: in its quote, else the first time in the text.
std::optional<Span> Find(const AnnotatedText& document, const GoldFact& gold,
                         const std::string& words) {
  if (words.empty()) return std::nullopt;
  const std::string_view text = document.article->text;
  const auto span = [&](size_t at) {
    return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  };
  for (const Span& quote : gold.spans) {
    const size_t at = text.substr(quote.begin, quote.size()).find(words);
    if (at != std::string_view::npos) return span(quote.begin + at);
  }
  const size_t at = text.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  return span(at);
}

// The longest mention of a layer that `is_wanted` within the span; of equals the first.
template <typename IsWanted>
const Mention* LongestWithin(const AnnotatedText& document, Span span, IsWanted is_wanted) {
  const Mention* longest = nullptr;
  for (const Mention& mention : document.mentions) {
    if (mention.span.begin < span.begin || mention.span.end > span.end) continue;
    if (!is_wanted(mention)) continue;
    if (longest == nullptr || mention.span.size() > longest->span.size()) longest = &mention;
  }
  return longest;
}

NamedRef PartyOf(const AnnotatedText& document, const GoldFact& gold, const std::string& words) {
  NamedRef ref;
  ref.text = words;
  const auto span = Find(document, gold, words);
  if (!span) {  // told by an id
    ref.name.id = words;
    return ref;
  }
  ref.span = *span;
  const Mention* mention = LongestWithin(document, *span, [](const Mention& one) {
    return one.layer == Layer::kPerson || one.layer == Layer::kOrg || one.layer == Layer::kGroup ||
           (one.layer == Layer::kPlace && !one.name.actor_id.empty());
  });
  if (mention == nullptr) return ref;
  return tadwin::extract::ActorRef(document, *mention);
}

std::vector<NamedRef> PartiesOf(const AnnotatedText& document, const GoldFact& gold,
                                const std::vector<std::string>& all) {
  std::vector<NamedRef> refs;
  for (const std::string& words : all) refs.push_back(PartyOf(document, gold, words));
  return refs;
}

// The gold's point; the id and the kind of what the text names there.
std::optional<NamedRef> PlaceOf(const AnnotatedText& document, const GoldFact& gold) {
  if (gold.place.empty() && !gold.lat) return std::nullopt;
  NamedRef ref;
  ref.text = gold.place.empty() ? gold.place_en : gold.place;
  const auto span = Find(document, gold, gold.place);
  if (span) {
    ref.span = *span;
    const Mention* mention = LongestWithin(document, *span, [&gold](const Mention& one) {
      if (one.layer != Layer::kPlace) return false;
      if (!gold.lat || !gold.lon || !one.name.lat || !one.name.lon) return true;
      return std::abs(*one.name.lat - *gold.lat) < kNearDegrees &&
             std::abs(*one.name.lon - *gold.lon) < kNearDegrees;
    });
    if (mention != nullptr) ref.name = mention->name;
  }
  ref.name.country = gold.country;
  ref.name.lat = gold.lat;
  ref.name.lon = gold.lon;
  return ref;
}

std::optional<tadwin::Quantity> CountOf(const std::optional<GoldCount>& gold) {
  if (!gold) return std::nullopt;
  if (!gold->is_range) return tadwin::Quantity{gold->number, gold->number, gold->number};
  return tadwin::Quantity{gold->low, std::nullopt, gold->high};
}

void SetDays(const std::string& start, const std::string& stop, tadwin::TimeValue* time) {
  const auto first = tadwin::ParseIsoDate(start);
  const auto last = tadwin::ParseIsoDate(stop.empty() ? start : stop);
  if (!first || !last) return;
  time->start = first->start;
  time->stop = last->stop;
}

void AddEvidence(const AnnotatedText& document, const GoldFact& gold, const char* field,
                 const std::string& words, Fact* fact) {
  if (const auto span = Find(document, gold, words))
    fact->evidence.push_back({field, *span, "gold"});
}

Fact AsFact(const AnnotatedText& document, const GoldFact& gold) {
  Fact fact;
  fact.id = document.article->name + "/" + gold.id;
  fact.doc = document.article->name;
  fact.doc_sha256 = document.article->sha256;
  fact.kind = gold.kind;
  fact.span = Find(document, gold, gold.trigger).value_or(gold.spans.front());
  fact.text = std::string(document.Raw(fact.span));
  while (fact.sentence + 1 < document.sentences.size() &&
         document.sentences[fact.sentence].span.end <= fact.span.begin) {
    ++fact.sentence;
  }
  fact.told = document.published.date;
  if (gold.kind == FactKind::kCommitment) {
    if (!gold.who.empty()) fact.who = PartiesOf(document, gold, {gold.who});
    if (!gold.to_whom.empty()) fact.to_whom = PartiesOf(document, gold, {gold.to_whom});
    fact.commitment_what = gold.words;
    SetDays(gold.due, "", &fact.due);
    AddEvidence(document, gold, "due", gold.due_text, &fact);
    return fact;
  }
  fact.plover = gold.plover;
  fact.mode = gold.mode;
  fact.subtype = gold.subtype;
  fact.status = tadwin::FactStatusOf(gold.status);
  fact.outcome = tadwin::OutcomeOf(gold.outcome);
  SetDays(gold.start, gold.stop, &fact.time);
  AddEvidence(document, gold, "start", gold.date_text, &fact);
  fact.actors = PartiesOf(document, gold, gold.actors);
  fact.targets = PartiesOf(document, gold, gold.targets);
  fact.place = PlaceOf(document, gold);
  fact.killed = CountOf(gold.killed);
  fact.injured = CountOf(gold.injured);
  fact.weapon = gold.weapon;
  fact.count = gold.count;
  return fact;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

// Appends the facts of one article, the gold's or those that the coder finds; false when it cannot
// be read.
bool ReadArticle(const tadwin::pipeline::Coder& coder, const std::string& folder,
                 const std::string& name, bool coded, std::vector<Fact>* facts) {
  const std::string stem = folder + "/" + name.substr(0, name.rfind(".txt"));
  const auto article = tadwin::ingest::ReadArticle({stem + ".txt", name});
  if (!article) {
    std::fprintf(stderr, "%s\n", article.error().ToString().c_str());
    return false;
  }
  if (coded) {
    tadwin::pipeline::CodedArticle found = coder.Code(*article);
    for (Fact& fact : found.facts) {
      fact.told = found.document.published.date;
      facts->push_back(std::move(fact));
    }
    return true;
  }
  const std::string path = stem + ".gold.jsonl";
  const auto rows = tadwin::compare::ReadGoldRows(ReadFile(path), article->text, path);
  if (!rows) {
    std::fprintf(stderr, "%s\n", rows.error().ToString().c_str());
    return false;
  }
  const AnnotatedText document = coder.Annotate(*article);
  std::vector<Fact> found;
  for (const GoldFact& gold : *rows) {
    if (gold.kind == FactKind::kEvent || gold.kind == FactKind::kCommitment) {
      found.push_back(AsFact(document, gold));
    }
  }
  tadwin::pipeline::SetWording(document.text, coder.credits(), &found);
  coder.pointing().Read(document, &found);
  std::move(found.begin(), found.end(), std::back_inserter(*facts));
  return true;
}

void PrintIncidents(const tadwin::link::Linker& linker, const std::vector<Fact>& facts) {
  std::map<std::string, std::string> incident_of;
  for (const tadwin::Incident& incident : linker.Link(facts)) {
    for (const std::string& fact : incident.facts) incident_of[fact] = incident.id;
  }
  for (const Fact& fact : facts) {
    std::string line;
    tadwin::JsonWriter json(&line);
    json.BeginObject();
    json.Key("doc");
    json.String(fact.doc);
    json.Key("id");
    json.String(fact.id.substr(fact.doc.size() + 1));
    json.Key("incident");
    json.String(incident_of[fact.id]);
    json.EndObject();
    std::puts(line.c_str());
  }
}

void PrintPair(const tadwin::link::Verdict& verdict, const Fact& a, const Fact& b) {
  std::string line;
  tadwin::JsonWriter json(&line);
  json.BeginObject();
  json.Key("pair");
  json.BeginArray();
  json.String(a.id);
  json.String(b.id);
  json.EndArray();
  json.Key("one_document");
  json.Bool(verdict.one_document);
  json.Key("forbidden");
  json.Bool(verdict.forbidden);
  json.Key("reasons");
  json.BeginObject();
  for (const tadwin::link::Reason& reason : verdict.reasons) {
    json.Key(reason.name);
    json.Double(reason.times);
  }
  json.EndObject();
  json.EndObject();
  std::puts(line.c_str());
}

// Every pair of events of one family that nothing forbids or one document sets apart.
void PrintPairs(const tadwin::rules::RuleSet& rules, const std::vector<Fact>& facts) {
  std::vector<Error> errors;
  const auto link_rules = tadwin::link::LinkRules::Load(rules, &errors);
  const tadwin::link::Scorer scorer(link_rules);
  std::vector<tadwin::link::Item> items;
  for (const Fact& fact : facts) items.push_back(MakeItem(link_rules, fact));
  tadwin::link::MarkSingleStories(&items);
  for (size_t i = 0; i < items.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (items[i].kind != FactKind::kEvent || items[j].kind != FactKind::kEvent) continue;
      const tadwin::link::Verdict verdict = scorer.Score(items[j], items[i], true);
      if (!verdict.forbidden || verdict.in_document) PrintPair(verdict, facts[j], facts[i]);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view option = argc == 3 ? argv[2] : "";
  const bool coded = option == "--coded-pairs";
  const bool pairs = option == "--pairs" || coded;
  if (argc != 2 && !pairs) {
    std::fputs("usage: tadwin_link_gold FOLDER [--pairs | --coded-pairs] <NAMES\n", stderr);
    return 1;
  }
  std::vector<Error> errors;
  const auto coder = tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
  std::optional<tadwin::link::Linker> linker;
  if (coder != nullptr) linker = tadwin::link::Linker::Create(coder->rules(), &errors);
  for (const Error& error : errors) std::fprintf(stderr, "%s\n", error.ToString().c_str());
  if (!errors.empty()) return 2;
  std::vector<Fact> facts;
  for (std::string name; std::getline(std::cin, name);) {
    if (!name.empty() && !ReadArticle(*coder, argv[1], name, coded, &facts)) return 1;
  }
  if (pairs) {
    PrintPairs(coder->rules(), facts);
  } else {
    PrintIncidents(*linker, facts);
  }
  return 0;
}
