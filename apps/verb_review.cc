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

#include "apps/review_text.h"
#include "apps/verbs.h"
#include "model/enum_names.h"
#include "pipeline/link_ledger.h"
#include "pipeline/reviewing.h"

namespace tadwin::apps {
namespace {

// Incidents follow what people say of facts.
Status LinkAnew(store::Store* ledger, const RuleOptions& options, ExitCode* exit_code) {
  const Result<bool> needed = ledger->NeedsLinking();
  if (!needed) return needed.error();
  if (!*needed) return {};
  const auto rules = LoadRules(options, exit_code);
  if (!rules) return Error{ErrorCode::kBadRule, "", ""};
  const auto linker = LoadLinker(*rules, exit_code);
  if (!linker) return Error{ErrorCode::kBadRule, "", ""};
  const Result<bool> linked = pipeline::LinkLedger(*linker, rules->hash(), AllThreads(), ledger);
  return linked ? Status() : linked.error();
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
  action.author = author;
  action.reason = arguments.record.reason;
  action.note = arguments.note;
  if (arguments.verb == review::Verb::kCorrect) {
    auto fields = ParseFields(arguments.fields);
    if (!fields) return fields.error();
    action.fields = *std::move(fields);
  } else {
    for (const std::string& field : arguments.fields) action.fields.emplace_back(field, "");
  }
  const bool needs_reason = action.verb == review::Verb::kCorrect ||
                            action.verb == review::Verb::kReject ||
                            action.verb == review::Verb::kClose;
  if (needs_reason && action.reason.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 std::string(review::VerbName(action.verb)) +
                     " needs a reason for those who read it later: --because \"...\"",
                 ""};
  }
  return action;
}

// The facts of incidents, and their kind; incidents of one kind only.
Result<std::vector<std::string>> FactsOf(const std::vector<Incident>& all,
                                         const std::vector<std::string>& wanted) {
  std::vector<std::string> facts;
  std::string kind;
  for (const std::string& id : wanted) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&id](const Incident& one) { return one.id == id; });
    if (found == all.end()) return Error{ErrorCode::kNotFound, "no such incident", id};
    if (!kind.empty() && kind != found->kind) {
      return Error{ErrorCode::kInvalidArgument, "one is a " + kind + ", the other a " + found->kind,
                   id};
    }
    kind = found->kind;
    facts.insert(facts.end(), found->facts.begin(), found->facts.end());
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

Result<review::Action> MakeIncidentAction(store::Store* ledger, const ReviewArguments& arguments,
                                          const std::string& author) {
  review::Action action;
  action.verb = arguments.verb;
  action.author = author;
  action.reason = arguments.record.reason;
  const Result<std::vector<Incident>> incidents = ledger->Incidents();
  if (!incidents) return incidents.error();
  if (action.verb == review::Verb::kMerge) {
    Result<std::vector<std::string>> facts = FactsOf(*incidents, arguments.incidents);
    if (!facts) return facts.error();
    action.facts = *std::move(facts);
    return action;
  }
  Result<std::vector<std::string>> facts = FactsOf(*incidents, {arguments.fact});
  if (!facts) return facts.error();
  for (const std::string& fact : arguments.incidents) {
    if (std::erase(*facts, fact) == 0) {
      return Error{ErrorCode::kInvalidArgument, "it is no fact of incident " + arguments.fact,
                   fact};
    }
    action.facts.push_back(fact);
  }
  if (facts->empty()) {
    return Error{ErrorCode::kInvalidArgument, "these are all its facts: leave some in it",
                 arguments.fact};
  }
  std::sort(action.facts.begin(), action.facts.end());
  action.apart = *std::move(facts);
  return action;
}

// The incidents that hold the facts now.
std::string IncidentsText(const std::vector<Incident>& all, const review::Action& action) {
  std::string out;
  std::vector<std::string> facts = action.facts;
  facts.insert(facts.end(), action.apart.begin(), action.apart.end());
  for (const Incident& incident : all) {
    const auto is_in = [&incident](const std::string& fact) {
      return std::binary_search(incident.facts.begin(), incident.facts.end(), fact);
    };
    if (std::none_of(facts.begin(), facts.end(), is_in)) continue;
    out += fmt::format("{}  {} fact{}  {}\n", incident.id, incident.facts.size(),
                       incident.facts.size() == 1 ? "" : "s", incident.title);
  }
  return out;
}

Status PrintStanding(store::Store* ledger, const std::string& fact, bool json) {
  const Result<std::string> text = StandingText(ledger, fact, json);
  return text ? Print(*text) : text.error();
}

}  // namespace

ExitCode RunReviewQueue(const ReviewArguments& arguments) {
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  pipeline::QueueFilter filter;
  filter.assignee = arguments.assignee;
  filter.state = review::FindState(arguments.state);
  filter.kind = FindFactKind(arguments.kind);
  const auto queue = pipeline::ReadQueue(store->get(), filter);
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
  Result<store::RunStart> start = MakeRunStart("person", arguments.record, "");
  if (!start) return Fail(start.error());
  const auto action = MakeIncidentAction(store->get(), arguments, start->author);
  if (!action) return Fail(action.error());
  (*store)->BeginRun(*start);
  if (const Status put = (*store)->PutIncidentAction(*action); !put) return Fail(put.error());
  if (const Status linked = LinkAnew(store->get(), arguments.rules, &exit_code); !linked) {
    return exit_code != kExitOk ? exit_code : Fail(linked.error());
  }
  if (const Status ended = (*store)->EndRun(); !ended) return Fail(ended.error());
  const auto incidents = (*store)->Incidents();
  if (!incidents) return Fail(incidents.error());
  const Status printed = Print(IncidentsText(*incidents, *action));
  return printed ? kExitOk : Fail(printed.error());
}

ExitCode RunReviewAction(const ReviewArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kReadWrite);
  if (!store) return Fail(store.error());
  Result<store::RunStart> start = MakeRunStart("person", arguments.record, "");
  if (!start) return Fail(start.error());
  Result<review::Action> action = MakeAction(store->get(), arguments, start->author);
  if (!action) return Fail(action.error());
  (*store)->BeginRun(*start);
  const Result<std::string> fact = (*store)->PutAction(*std::move(action));
  if (!fact) return Fail(fact.error());
  if (const Status linked = LinkAnew(store->get(), arguments.rules, &exit_code); !linked) {
    return exit_code != kExitOk ? exit_code : Fail(linked.error());
  }
  if (const Status ended = (*store)->EndRun(); !ended) return Fail(ended.error());
  const Status printed = PrintStanding(store->get(), *fact, arguments.json);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
