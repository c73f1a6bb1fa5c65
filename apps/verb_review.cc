// `tadwin review LEDGER ...`: the queue, what people do to facts, and how far they agree.
//
// JSON Lines. Queue, one fact a line: fact, document, kind, words, state, assignee, usefulness,
// why. show: one object. agreement, one field a line: field, scale, units, agreed, alpha, kappa,
// coders.

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "apps/filter_words.h"
#include "apps/review_text.h"
#include "apps/verbs.h"
#include "model/enum_names.h"
#include "pipeline/link_ledger.h"
#include "pipeline/reviewing.h"
#include "query/query.h"
#include "query/queue_question.h"

namespace tadwin::apps {
namespace {

// Incidents follow what people say of facts; the rules are read when they must.
pipeline::LinkAnew LinkAnew(const RuleOptions& options, ExitCode* exit_code) {
  return [&options, exit_code](store::Store* ledger) -> Status {
    const auto rules = LoadRules(options, exit_code);
    if (!rules) return Error{ErrorCode::kBadRule, "", ""};
    const auto linker = LoadLinker(*rules, exit_code);
    if (!linker) return Error{ErrorCode::kBadRule, "", ""};
    const Result<bool> linked = pipeline::LinkLedger(*linker, rules->hash(), AllThreads(), ledger);
    return linked ? Status() : linked.error();
  };
}

// "field=value" each.
Result<std::vector<std::pair<std::string, std::string>>> ParseFields(
    const std::vector<std::string>& texts) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{ErrorCode::kInvalidArgument, "write FIELD=VALUE, not '" + text + "'", ""};
    }
    fields.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return fields;
}

// The document of that name or hash, or of the only one whose name ends so.
Result<store::DocumentRecord> FindNamed(store::Store* ledger, const std::string& name) {
  const auto documents = ledger->Documents();
  if (!documents) return documents.error();
  const store::DocumentRecord* found = nullptr;
  for (const store::DocumentRecord& document : *documents) {
    if (document.sha256 == name || document.name == name) return document;
    if (!document.name.ends_with("/" + name)) continue;
    if (found != nullptr) {
      return Error{ErrorCode::kInvalidArgument, "several documents are called so: write the path",
                   name};
    }
    found = &document;
  }
  if (found == nullptr) return Error{ErrorCode::kNotFound, "no such document", name};
  return *found;
}

// The words are told by themselves, where they stand once, or by code points "BEGIN:END".
Result<Span> FindWords(const std::string& text, const ReviewArguments& arguments) {
  if (!arguments.words.empty()) {
    const size_t at = text.find(arguments.words);
    if (at == std::string::npos) {
      return Error{ErrorCode::kNotFound, "these words are not in the document", arguments.words};
    }
    if (text.find(arguments.words, at + 1) != std::string::npos) {
      return Error{ErrorCode::kInvalidArgument,
                   "these words stand there more than once: write --span BEGIN:END instead",
                   arguments.words};
    }
    return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + arguments.words.size())};
  }
  unsigned begin = 0;
  unsigned end = 0;
  if (std::sscanf(arguments.span.c_str(), "%u:%u", &begin, &end) != 2 || begin >= end) {
    return Error{ErrorCode::kInvalidArgument,
                 "add needs --words, or --span BEGIN:END in characters of the text",
                 arguments.span};
  }
  Span span;
  uint32_t character = 0;
  for (uint32_t byte = 0; byte <= text.size(); ++byte) {
    const bool starts =
        byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
    if (!starts) continue;
    if (character == begin) span.begin = byte;
    if (character == end) span.end = byte;
    ++character;
  }
  if (span.empty()) {
    return Error{ErrorCode::kInvalidArgument, "the document is shorter than that", arguments.span};
  }
  return span;
}

Result<review::Action> MakeAddedFact(store::Store* ledger, const ReviewArguments& arguments,
                                     const std::string& author) {
  const Result<store::DocumentRecord> document = FindNamed(ledger, arguments.fact);
  if (!document) return document.error();
  const Result<Span> span = FindWords(document->text, arguments);
  if (!span) return span.error();
  auto fields = ParseFields(arguments.fields);
  if (!fields) return fields.error();
  pipeline::AddedFact added;
  added.kind = FindFactKind(arguments.kind).value_or(FactKind::kEvent);
  added.span = *span;
  added.fields = *std::move(fields);
  return pipeline::MakeAddition(ledger, document->sha256, added, author);
}

// What the line asks for.
Result<review::Action> MakeAction(store::Store* ledger, const ReviewArguments& arguments,
                                  const std::string& author) {
  if (arguments.verb == review::Verb::kAdd) return MakeAddedFact(ledger, arguments, author);
  review::Action action;
  action.verb = arguments.verb;
  action.fact = arguments.fact;
  action.note = arguments.note;
  if (arguments.verb == review::Verb::kCorrect) {
    auto fields = ParseFields(arguments.fields);
    if (!fields) return fields.error();
    action.fields = *std::move(fields);
  } else {
    for (const std::string& field : arguments.fields) action.fields.emplace_back(field, "");
  }
  return action;
}

Result<review::Action> MakeIncidentAction(store::Store* ledger, const ReviewArguments& arguments) {
  const Result<std::vector<Incident>> incidents = ledger->Incidents();
  if (!incidents) return incidents.error();
  return arguments.verb == review::Verb::kMerge
             ? pipeline::MakeMerge(*incidents, arguments.incidents)
             : pipeline::MakeSplit(*incidents, arguments.fact, arguments.incidents);
}

// The incidents that hold the facts now.
std::string IncidentsText(const std::vector<Incident>& all, const review::Action& action) {
  std::string out;
  for (const Incident* incident : pipeline::IncidentsHolding(all, action)) {
    out += fmt::format("{}  {} fact{}  {}\n", incident->id, incident->facts.size(),
                       incident->facts.size() == 1 ? "" : "s", incident->title);
  }
  return out;
}

Status PrintStanding(store::Store* ledger, const std::string& fact, bool json) {
  const Result<std::string> text = StandingText(ledger, fact, json);
  return text ? Print(*text) : text.error();
}

// Of the words and the options of the line.
Result<pipeline::QueueFilter> ReadQueueFilter(store::Store* ledger,
                                              const ReviewArguments& arguments) {
  query::Pairs pairs;
  for (const std::string& word : arguments.filter) {
    Result<std::pair<std::string, std::string>> pair = query::SplitPair(word);
    if (!pair) return pair.error();
    pairs.push_back(*std::move(pair));
  }
  if (!arguments.kind.empty()) pairs.emplace_back("kind", arguments.kind);
  if (!arguments.state.empty()) pairs.emplace_back("state", arguments.state);
  if (!arguments.assignee.empty()) pairs.emplace_back("assignee", arguments.assignee);
  const Result<query::QueueQuestion> question = query::ParseQueueQuestion(pairs);
  if (!question) return question.error();
  pipeline::QueueFilter filter;
  filter.state = question->state;
  filter.assignee = question->assignee;
  filter.reader = question->reader;
  if (question->filter.keys.empty()) return filter;
  const std::unique_ptr<normalise::Folder> folder = LoadFolder();
  auto facts = query::Query(ledger, folder.get()).FactIds(question->filter);
  if (!facts) return facts.error();
  filter.facts = *std::move(facts);
  return filter;
}

}  // namespace

ExitCode RunReviewQueue(const ReviewArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const auto filter = ReadQueueFilter(store->get(), arguments);
  if (!filter) return Fail(filter.error());
  const auto queue = pipeline::ReadQueue(store->get(), *filter);
  if (!queue) return Fail(queue.error());
  const Status printed = Print(QueueText(**queue, arguments.limit, arguments.json));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunReviewShow(const ReviewArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const Status printed = PrintStanding(store->get(), arguments.fact, arguments.json);
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunReviewAgreement(const ReviewArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  const auto who =
      arguments.people_only ? review::Coders::kPeople : review::Coders::kRulesAndPeople;
  const auto fields = pipeline::ReadAgreement(store->get(), who);
  if (!fields) return Fail(fields.error());
  const Status printed = Print(AgreementText(*fields, arguments.json));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunReviewIncidents(const ReviewArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadWrite);
  if (!store) return Fail(store.error());
  const Result<store::RunStart> start = MakeRunStart("person", arguments.record, "");
  if (!start) return Fail(start.error());
  const auto action = MakeIncidentAction(store->get(), arguments);
  if (!action) return Fail(action.error());
  const auto done =
      pipeline::DoAction(store->get(), *start, *action, LinkAnew(arguments.rules, &exit_code));
  if (!done) return exit_code != kExitOk ? exit_code : Fail(done.error());
  const auto incidents = (*store)->Incidents();
  if (!incidents) return Fail(incidents.error());
  const Status printed = Print(IncidentsText(*incidents, *action));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunReviewEntities(const ReviewArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadWrite);
  if (!store) return Fail(store.error());
  Result<store::RunStart> start = MakeRunStart("person", arguments.record, "");
  if (!start) return Fail(start.error());
  review::Action action;
  action.verb = arguments.verb;
  action.author = start->author;
  action.reason = arguments.record.reason;
  action.facts = {arguments.fact};
  action.apart = arguments.incidents;
  if (std::count(action.apart.begin(), action.apart.end(), arguments.fact) > 0) {
    return Fail(Error{ErrorCode::kInvalidArgument, "a party and itself", arguments.fact});
  }
  (*store)->BeginRun(*start);
  if (const Status put = (*store)->PutIncidentAction(action); !put) return Fail(put.error());
  if (const Status ended = (*store)->EndRun(); !ended) return Fail(ended.error());
  return kExitOk;
}

ExitCode RunReviewAction(const ReviewArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadWrite);
  if (!store) return Fail(store.error());
  const Result<store::RunStart> start = MakeRunStart("person", arguments.record, "");
  if (!start) return Fail(start.error());
  Result<review::Action> action = MakeAction(store->get(), arguments, start->author);
  if (!action) return Fail(action.error());
  action->reason = start->reason;
  if (const Status reason = pipeline::CheckReason(*action); !reason) {
    Error error = reason.error();
    error.message += ": --because \"...\"";
    return Fail(error);
  }
  const Result<std::string> fact = pipeline::DoAction(store->get(), *start, *std::move(action),
                                                      LinkAnew(arguments.rules, &exit_code));
  if (!fact) return exit_code != kExitOk ? exit_code : Fail(fact.error());
  const Status printed = PrintStanding(store->get(), *fact, arguments.json);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
