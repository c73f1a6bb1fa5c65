#include <string_view>

#include "report/columns.h"
#include "report/writers.h"

namespace tadwin::report {
namespace {

// One record, fields quoted where they need it, CRLF at the end. Source: RFC 4180, section 2.
void Record(const std::vector<std::string>& fields, std::string* out) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out->push_back(',');
    const std::string& field = fields[i];
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      out->append(field);
      continue;
    }
    out->push_back('"');
    for (const char c : field) {
      if (c == '"') out->push_back('"');
      out->push_back(c);
    }
    out->push_back('"');
  }
  out->append("\r\n");
}

std::string Plain(double number) {
  std::string text = Grouped(number);
  std::string plain;
  for (const char c : text) {
    if (c != ',') plain.push_back(c);
  }
  return plain;
}

std::string Join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

// fact@document:offset, one by one.
std::string Places(const std::vector<Source>& sources) {
  std::vector<std::string> places;
  for (const Source& source : sources) {
    places.push_back(source.fact + "@" + source.doc + ":" + std::to_string(source.begin));
  }
  return Join(places);
}

std::string Words(const std::vector<Source>& sources) {
  std::vector<std::string> words;
  for (const Source& source : sources) words.push_back(source.words);
  return Join(words);
}

std::string Speakers(const std::vector<Source>& sources) {
  std::vector<std::string> speakers;
  for (const Source& source : sources) {
    if (!source.speaker.empty()) speakers.push_back(source.speaker);
  }
  return Join(speakers);
}

std::string Start(const std::optional<DateInterval>& when) {
  return when ? ToIso(when->start) : "";
}
std::string Stop(const std::optional<DateInterval>& when) { return when ? ToIso(when->stop) : ""; }

void Incidents(const ReportData& data, std::string* out) {
  Record({"id",        "start",    "stop",      "happened", "type",   "subtype", "place",
          "actor",     "target",   "killed",    "injured",  "weapon", "outcome", "status",
          "documents", "tellings", "contested", "title",    "words",  "evidence"},
         out);
  for (const IncidentRow& row : data.rows) {
    Record({row.incident->id,
            Start(row.when),
            Stop(row.when),
            row.happened ? "yes" : "no",
            row.type,
            row.subtype,
            row.place,
            row.actors,
            row.targets,
            row.killed,
            row.injured,
            row.weapon,
            row.outcome,
            row.status,
            std::to_string(row.documents),
            std::to_string(row.sources.size()),
            Join(row.contested),
            row.incident->title,
            Words(row.sources),
            Places(row.sources)},
           out);
  }
}

void Series(const ReportData& data, std::string* out) {
  Record({"period", "series", "source", "n", "itemised", "evidence"}, out);
  const SeriesTable& series = data.series;
  for (size_t i = 0; i < series.periods.size(); ++i) {
    for (const auto& row : series.rows) {
      if (row.counts[i] == 0) continue;
      const std::string n = std::to_string(row.counts[i]);
      Record({series.periods[i], row.label, "itemised", n, n, ""}, out);
    }
    for (const auto& tally : series.tallies) {
      if (tally.values[i].empty()) continue;
      std::string n;
      for (const char c : tally.values[i]) {
        if (c != ',') n.push_back(c);
      }
      Record(
          {series.periods[i], tally.what, "reported", n, tally.itemised[i], Places(tally.sources)},
          out);
    }
  }
}

void Tallies(const ReportData& data, std::string* out) {
  Record({"n", "what", "key", "period_start", "period_end", "place", "itemised", "contested",
          "speaker", "words", "evidence"},
         out);
  for (const TallyRow& row : data.tallies) {
    Record({Plain(row.n), row.what, row.what_key, Start(row.when), Stop(row.when), row.place,
            row.itemised ? std::to_string(*row.itemised) : "", row.contested ? "yes" : "no",
            Speakers(row.sources), Words(row.sources), Places(row.sources)},
           out);
  }
}

void Levels(const ReportData& data, std::string* out) {
  Record({"what", "key", "at", "told", "n", "speaker", "words", "evidence"}, out);
  for (const LevelSeries& series : data.levels) {
    for (const LevelRow& row : series.rows) {
      Record({series.what, series.what_key, row.at, row.told, Plain(row.n), row.source.speaker,
              row.source.words, Places({row.source})},
             out);
    }
  }
}

void Commitments(const ReportData& data, std::string* out) {
  Record({"incident", "due", "preferred", "who", "to_whom", "what", "made_on", "status",
          "contested", "speaker", "evidence"},
         out);
  for (const CommitmentRow& row : data.commitments) {
    std::vector<DueValue> due = row.due;
    if (due.empty()) due.push_back({"", {}, true});
    for (const DueValue& value : due) {  // a record per due date told
      Record(
          {row.incident, value.due, value.preferred ? "yes" : "no", row.who, row.to_whom, row.what,
           row.made_on, row.status, Join(row.contested), Join(value.speakers), Places(row.sources)},
          out);
    }
  }
}

void Contested(const ReportData& data, std::string* out) {
  Record({"incident", "kind", "title", "field", "value", "label", "preferred", "documents",
          "speakers", "facts", "rule"},
         out);
  for (const ContestedRow& row : data.contested) {
    for (const FieldValue& value : row.field->values) {
      Record(
          {row.incident->id, row.incident->kind, row.incident->title, row.field->field, value.value,
           value.label, value.preferred ? "yes" : "no", std::to_string(value.documents),
           Join(value.speakers), Join(value.facts), row.field->rule},
          out);
    }
  }
}

void Contradictions(const ReportData& data, std::string* out) {
  Record({"document", "field", "rule", "same_teller", "certain", "incidents", "title", "value",
          "facts"},
         out);
  for (const reconcile::Contradiction& one : data.contradictions) {
    for (const reconcile::ContradictingValue& value : one.values) {
      std::vector<std::string> facts;
      for (const reconcile::Telling& telling : value.tellings) facts.push_back(telling.fact);
      Record({one.doc, one.field, one.rule, one.same_teller ? "yes" : "no",
              one.certain ? "yes" : "no", Join(one.incidents), one.title, value.value, Join(facts)},
             out);
    }
  }
}

void Coverage(const ReportData& data, std::string* out) {
  Record(
      {"name", "outlet", "title", "published", "inferred", "facts", "sentences", "coded_sentences"},
      out);
  for (const DocumentRow& row : data.documents) {
    Record({row.name, row.outlet, row.title, row.published, row.inferred ? "yes" : "no",
            std::to_string(row.facts), std::to_string(row.sentences),
            std::to_string(row.coded_sentences)},
           out);
  }
}

void Rejects(const ReportData& data, std::string* out) {
  Record({"name", "code", "message"}, out);
  for (const store::RejectRecord& reject : data.rejects) {
    Record({reject.name, ErrorCodeName(reject.error.code), reject.error.message}, out);
  }
}

}  // namespace

void WriteCsv(const ReportData& data, const ReportOptions& options, std::string* out) {
  const std::string& section = options.section;
  if (section == "series") return Series(data, out);
  if (section == "tallies") return Tallies(data, out);
  if (section == "levels") return Levels(data, out);
  if (section == "commitments") return Commitments(data, out);
  if (section == "contested" || (section.empty() && options.contested_only)) {
    return Contested(data, out);
  }
  if (section == "contradictions") return Contradictions(data, out);
  if (section == "coverage") return Coverage(data, out);
  if (section == "rejects") return Rejects(data, out);
  Incidents(data, out);
}

}  // namespace tadwin::report
