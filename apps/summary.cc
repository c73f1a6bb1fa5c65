#include "apps/summary.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/json_writer.h"
#include "model/fact.h"

namespace tadwin::apps {
namespace {

constexpr std::array kKinds = {FactKind::kEvent, FactKind::kTally, FactKind::kLevel,
                               FactKind::kCommitment};

std::string Counted(uint64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void WriteUncoded(const std::vector<pipeline::UncodedSentence>& sentences, JsonWriter* json) {
  json->Key("uncoded");
  json->BeginArray();
  for (const pipeline::UncodedSentence& sentence : sentences) {
    json->BeginObject();
    const auto text = [json](const char* key, const std::string& value) {
      json->Key(key);
      json->String(value);
    };
    text("doc", sentence.doc);
    json->Key("begin");
    json->Int(sentence.begin);
    json->Key("end");
    json->Int(sentence.end);
    text("text", sentence.text);
    text("trigger", sentence.trigger);
    text("plover", sentence.plover);
    text("reason", sentence.reason);
    json->EndObject();
  }
  json->EndArray();
}

}  // namespace

std::string SummaryText(const RunFigures& report) {
  const pipeline::RunSummary& run = report.run;
  std::string out = fmt::format("documents   {} coded, {} unchanged", run.coded, run.unchanged);
  if (run.copies > 0) out += fmt::format(", {}", Counted(run.copies, "copy", "copies"));
  out += fmt::format(", {} rejected\n", run.rejected);
  const auto& facts = report.ledger.facts;
  out +=
      fmt::format("ledger      {}, {}", Counted(report.ledger.documents, "document", "documents"),
                  Counted(report.ledger.rejects, "reject", "rejects"));
  if (!report.location.empty()) out += "  (" + report.location + ")";
  out += fmt::format(
      "\nfacts       {}: {}, {}, {}, {}\n", facts[0] + facts[1] + facts[2] + facts[3],
      Counted(facts[0], "event", "events"), Counted(facts[1], "tally", "tallies"),
      Counted(facts[2], "level", "levels"), Counted(facts[3], "commitment", "commitments"));
  out +=
      fmt::format("incidents   {}, {}\n", report.ledger.incidents,
                  Counted(report.ledger.contested_fields, "contested field", "contested fields"));
  out += fmt::format("this run    {}, {:.2f} MB in {:.2f} s",
                     Counted(run.sentences, "sentence", "sentences"),
                     static_cast<double>(run.bytes) / 1e6, report.seconds);
  if (run.coded > 0) out += fmt::format(", {:.2f} MB/s", report.MegabytesPerSecond());
  out += fmt::format("\nuncoded     {} with words that may tell an event\n",
                     Counted(run.uncoded_sentences, "sentence", "sentences"));
  for (const pipeline::UncodedSentence& sentence : run.uncoded) {
    out += fmt::format("  {} [{}, {}) {} \"{}\" left out by {}\n    {}\n", sentence.doc,
                       sentence.begin, sentence.end, sentence.plover, sentence.trigger,
                       sentence.reason, sentence.text);
  }
  if (run.rejected > 0 && !report.location.empty()) {
    out += fmt::format("Why documents were rejected: tadwin report {} --section rejects\n",
                       report.location);
  }
  return out;
}

std::string SummaryJson(const RunFigures& report) {
  std::string out;
  JsonWriter json(&out);
  const auto count = [&json](const char* key, uint64_t value) {
    json.Key(key);
    json.Int(static_cast<int64_t>(value));
  };
  json.BeginObject();
  count("documents", report.run.coded);
  count("unchanged", report.run.unchanged);
  count("copies", report.run.copies);
  count("rejects", report.run.rejected);
  count("sentences", report.run.sentences);
  count("uncoded_sentences", report.run.uncoded_sentences);
  count("bytes", report.run.bytes);
  json.Key("seconds");
  json.Double(std::round(report.seconds * 1000) / 1000);
  json.Key("mb_per_second");
  json.Double(std::round(report.MegabytesPerSecond() * 1000) / 1000);
  json.Key("interrupted");
  json.Bool(report.run.interrupted);
  if (!report.run.uncoded.empty()) WriteUncoded(report.run.uncoded, &json);
  json.Key("ledger");
  json.BeginObject();
  count("documents", report.ledger.documents);
  count("rejects", report.ledger.rejects);
  json.Key("facts");
  json.BeginObject();
  for (const FactKind kind : kKinds) {
    count(FactKindName(kind), report.ledger.facts[static_cast<size_t>(kind)]);
  }
  json.EndObject();
  count("incidents", report.ledger.incidents);
  count("contested_fields", report.ledger.contested_fields);
  json.EndObject();
  json.EndObject();
  return out + "\n";
}

}  // namespace tadwin::apps
