// `tadwin due LEDGER --as-of DATE`: commitments by due date, and what became of them.
//
// JSON, one object a line: incident, who, to_whom, what, topic, made_on, statuses [status], state,
// reason, state_facts [id], moved_from, contested, due [{value, start, stop, current, facts [id],
// speakers [text, null for the article], first_told, last_told}], facts [id]. What is not known is
// null.

#include <fmt/format.h>

#include <memory>
#include <string>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "link/link_rules.h"
#include "link/topic.h"
#include "pipeline/reviewing.h"
#include "reconcile/calendar_file.h"
#include "reconcile/due.h"
#include "reconcile/fulfilment.h"

namespace tadwin::apps {
namespace {

using reconcile::DueCommitment;
using reconcile::DueDate;
using reconcile::DueState;

bool IsAskedFor(const DueCommitment& commitment, const std::string& state) {
  if (state.empty() || state == reconcile::DueStateName(commitment.state)) return true;
  if (state == "open") return commitment.state == DueState::kDue;
  if (state == "met") return commitment.state == DueState::kLate;
  // Whatever became of it since.
  return state == "moved" && !commitment.moved_from.empty();
}

void WriteText(const char* key, const std::string& text, JsonWriter* json) {
  json->Key(key);
  if (text.empty()) {
    json->Null();
  } else {
    json->String(text);
  }
}

void WriteTexts(const char* key, const std::vector<std::string>& texts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& text : texts) {
    if (text.empty()) {
      json->Null();
    } else {
      json->String(text);
    }
  }
  json->EndArray();
}

void WriteDue(const DueDate& due, JsonWriter* json) {
  json->BeginObject();
  WriteText("value", due.value, json);
  WriteText("start", ToIso(due.when.start), json);
  WriteText("stop", ToIso(due.when.stop), json);
  json->Key("current");
  json->Bool(due.current);
  WriteTexts("facts", due.facts, json);
  WriteTexts("speakers", due.speakers, json);
  WriteText("first_told", due.first_told ? ToIso(*due.first_told) : "", json);
  WriteText("last_told", due.last_told ? ToIso(*due.last_told) : "", json);
  json->EndObject();
}

std::string ToJson(const std::vector<DueCommitment>& commitments) {
  std::string out;
  for (const DueCommitment& commitment : commitments) {
    JsonWriter json(&out);
    json.BeginObject();
    WriteText("incident", commitment.incident, &json);
    WriteText("who", commitment.who, &json);
    WriteText("to_whom", commitment.to_whom, &json);
    WriteText("what", commitment.what, &json);
    WriteText("topic", commitment.topic, &json);
    WriteText("made_on", commitment.made_on, &json);
    WriteTexts("statuses", commitment.statuses, &json);
    WriteText("state", reconcile::DueStateName(commitment.state), &json);
    WriteText("reason", commitment.reason, &json);
    WriteTexts("state_facts", commitment.state_facts, &json);
    WriteText("moved_from", commitment.moved_from, &json);
    json.Key("contested");
    json.Bool(commitment.contested);
    json.Key("due");
    json.BeginArray();
    for (const DueDate& due : commitment.due) WriteDue(due, &json);
    json.EndArray();
    WriteTexts("facts", commitment.facts, &json);
    json.EndObject();
    out.push_back('\n');
  }
  return out;
}

std::string Listed(const std::vector<std::string>& parts, const char* separator) {
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : separator) + (part.empty() ? "the article" : part);
  }
  return out;
}

std::string OneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

std::string Block(const DueCommitment& commitment) {
  const DueDate* current = commitment.current();
  std::string out = fmt::format(
      "\n{:<12} {:<10} {}{}{}\n", current == nullptr ? "undated" : current->value,
      reconcile::DueStateName(commitment.state), commitment.who.empty() ? "?" : commitment.who,
      commitment.to_whom.empty() ? "" : " > " + commitment.to_whom,
      commitment.topic.empty() ? "" : " (" + commitment.topic + ")");
  if (!commitment.what.empty()) out += "  \"" + OneLine(commitment.what) + "\"\n";
  out += "  " + commitment.reason;
  if (!commitment.state_facts.empty()) out += "; facts " + Listed(commitment.state_facts, " ");
  out += "\n";
  for (const DueDate& due : commitment.due) {
    out += fmt::format("  due {}{}: {}; facts {}\n", due.value,
                       due.current || commitment.moved_from.empty() ? "" : " (before it moved)",
                       OneLine(Listed(due.speakers, ", ")), Listed(due.facts, " "));
  }
  const std::string facts =
      commitment.due.empty() ? "; facts " + Listed(commitment.facts, " ") : "";
  return out + "  status " + Listed(commitment.statuses, ", ") + facts + "; incident " +
         commitment.incident + "\n";
}

std::string ToText(const reconcile::DueList& list, const std::string& as_of) {
  std::map<DueState, size_t> counts;
  std::string blocks;
  for (const DueCommitment& commitment : list.commitments) {
    ++counts[commitment.state];
    blocks += Block(commitment);
  }
  std::string states;
  for (const auto& [state, count] : counts) {
    states +=
        fmt::format("{}{} {}", states.empty() ? ": " : ", ", count, reconcile::DueStateName(state));
  }
  std::string later;
  if (list.told_later > 0) later = fmt::format("; {} told only later left out", list.told_later);
  return fmt::format("{} commitment{} as of {}{}{}\n", list.commitments.size(),
                     list.commitments.size() == 1 ? "" : "s", as_of, states, later) +
         blocks;
}

Result<Date> ReadDay(const std::string& text) {
  const Result<DateInterval> date = ParseIsoDate(text);
  if (!date) return Error{ErrorCode::kInvalidArgument, "--as-of: " + date.error().message, ""};
  if (date->start != date->stop) {
    return Error{ErrorCode::kInvalidArgument, "--as-of: a day is needed: YYYY-MM-DD", ""};
  }
  return date->start;
}

Result<reconcile::DueList> ReadLedger(store::Store* store, const rules::RuleSet& rules,
                                      const reconcile::DueOptions& options) {
  std::vector<Error> errors;
  const auto fulfilment = reconcile::Fulfilment::Load(rules, &errors);
  const link::LinkRules link_rules = link::LinkRules::Load(rules, &errors);
  if (!errors.empty()) return errors.front();
  const auto facts = store->Facts();
  if (!facts) return facts.error();
  const auto incidents = store->Incidents();
  if (!incidents) return incidents.error();
  const auto topic_of = [&](const Fact& fact) { return link::TopicOf(link_rules, fact); };
  reconcile::DueList list = reconcile::FollowUp(*facts, *incidents, fulfilment, topic_of, options);
  const auto reviews = store->Reviews();
  if (!reviews) return reviews.error();
  pipeline::CloseByPeople(*reviews, &list);
  return list;
}

}  // namespace

ExitCode RunDue(const DueArguments& arguments) {
  const Result<Date> as_of = ReadDay(arguments.as_of);
  if (!as_of) return Fail(as_of.error());
  ExitCode exit_code = kExitOk;
  const auto rules = LoadRules(arguments.rules, &exit_code);
  if (rules == nullptr) return exit_code;
  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
  if (!store) return exit_code;
  Result<reconcile::DueList> list =
      ReadLedger(store.get(), *rules, {.as_of = *as_of, .within = arguments.within});
  if (!list) return Fail(list.error());
  std::erase_if(list->commitments, [&](const DueCommitment& commitment) {
    return !IsAskedFor(commitment, arguments.state);
  });
  if (!arguments.ics.empty()) {
    const Status written =
        WriteFile(arguments.ics, reconcile::CalendarFile(list->commitments, *as_of));
    if (!written) return Fail(written.error());
  }
  const Status printed =
      Print(arguments.json ? ToJson(list->commitments) : ToText(*list, ToIso(*as_of)));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
