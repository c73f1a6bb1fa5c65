#include "base/json_writer.h"
#include "reconcile/reconcile_json.h"
#include "report/writers.h"

namespace tadwin::report {
namespace {

class JsonReport {
 public:
  JsonReport(const ReportData& data, const ReportOptions& options, std::string* out)
      : data_(data), options_(options), w_(out) {}

  void Write() {
    w_.BeginObject();
    Text("by", options_.by == By::kMonth     ? "month"
               : options_.by == By::kQuarter ? "quarter"
                                             : "year");
    Summary();
    if (Wants("incidents")) Incidents();
    if (Wants("series")) Series();
    if (Wants("tallies")) Tallies();
    if (Wants("levels")) Levels();
    if (Wants("commitments")) Commitments();
    if (Wants("contested")) Contested();
    if (Wants("contradictions")) Contradictions();
    if (Wants("coverage") || options_.section == "rejects") Coverage();
    w_.EndObject();
  }

 private:
  bool Wants(const std::string& section) const {
    return options_.section.empty() || options_.section == section;
  }

  // Unknown is null.
  void Text(const char* key, const std::string& text) {
    w_.Key(key);
    if (text.empty()) {
      w_.Null();
    } else {
      w_.String(text);
    }
  }
  void Number(const char* key, double number) {
    w_.Key(key);
    w_.Double(number);
  }
  void Flag(const char* key, bool flag) {
    w_.Key(key);
    w_.Bool(flag);
  }
  void Texts(const char* key, const std::vector<std::string>& texts) {
    w_.Key(key);
    w_.BeginArray();
    for (const std::string& text : texts) w_.String(text);
    w_.EndArray();
  }
  void Interval(const std::optional<DateInterval>& when) {
    Text("start", when ? ToIso(when->start) : "");
    Text("stop", when ? ToIso(when->stop) : "");
  }

  void WriteSource(const Source& source) {
    w_.BeginObject();
    Text("fact", source.fact);
    Text("doc", source.doc);
    Number("begin", source.begin);
    Number("end", source.end);
    Text("words", source.words);
    Text("before", source.before);
    Text("after", source.after);
    Text("status", source.status);
    Text("speaker", source.speaker);
    Text("speaker_type", source.speaker_type);
    w_.EndObject();
  }
  void Evidence(const std::vector<Source>& sources) {
    w_.Key("evidence");
    w_.BeginArray();
    for (const Source& source : sources) WriteSource(source);
    w_.EndArray();
  }

  void WriteValues(const std::vector<FieldValue>& values) {
    w_.Key("values");
    w_.BeginArray();
    for (const FieldValue& value : values) {
      w_.BeginObject();
      Text("value", value.value);
      Text("label", value.label);
      Number("documents", value.documents);
      w_.Key("speakers");
      w_.BeginArray();
      for (const std::string& speaker : value.speakers) {
        if (speaker.empty()) {
          w_.Null();
        } else {
          w_.String(speaker);
        }
      }
      w_.EndArray();
      Texts("facts", value.facts);
      Flag("preferred", value.preferred);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Summary() {
    size_t incidents = 0;
    size_t contested = 0;
    for (const Incident& incident : data_.incidents) {
      incidents += incident.kind == "event" ? 1 : 0;
      for (const IncidentField& field : incident.fields) contested += field.contested ? 1 : 0;
    }
    w_.Key("summary");
    w_.BeginObject();
    Number("documents", static_cast<double>(data_.documents.size()));
    Number("rejects", static_cast<double>(data_.rejects.size()));
    w_.Key("facts");
    w_.BeginObject();
    for (const FactKind kind :
         {FactKind::kEvent, FactKind::kTally, FactKind::kLevel, FactKind::kCommitment}) {
      Number(FactKindName(kind), static_cast<double>(data_.fact_counts[static_cast<size_t>(kind)]));
    }
    w_.EndObject();
    Number("incidents", static_cast<double>(incidents));
    Number("contested", static_cast<double>(contested));
    w_.EndObject();
  }

  void Incidents() {
    w_.Key("incidents");
    w_.BeginArray();
    for (const IncidentRow& row : data_.rows) {
      w_.BeginObject();
      Text("id", row.incident->id);
      Text("title", row.incident->title);
      Text("date", row.date);
      Interval(row.when);
      Flag("happened", row.happened);
      Text("type", row.type);
      Text("subtype", row.subtype);
      Text("place", row.place);
      Text("actor", row.actors);
      Text("target", row.targets);
      Text("killed", row.killed);
      Text("injured", row.injured);
      Text("weapon", row.weapon);
      Text("outcome", row.outcome);
      Text("status", row.status);
      Number("documents", static_cast<double>(row.documents));
      Texts("contested", row.contested);
      w_.Key("fields");
      w_.BeginArray();
      for (const IncidentField& field : row.incident->fields) {
        w_.BeginObject();
        Text("field", field.field);
        Flag("contested", field.contested);
        Text("rule", field.rule);
        WriteValues(field.values);
        w_.EndObject();
      }
      w_.EndArray();
      w_.Key("why");
      w_.BeginArray();
      for (const auto& [fact, reason] : row.incident->why) {
        w_.BeginObject();
        Text("fact", fact);
        Text("reason", reason);
        w_.EndObject();
      }
      w_.EndArray();
      Evidence(row.sources);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Cells(const char* key, const std::vector<std::string>& cells) {
    w_.Key(key);
    w_.BeginArray();
    for (const std::string& cell : cells) {
      if (cell.empty()) {
        w_.Null();
      } else {
        w_.String(cell);
      }
    }
    w_.EndArray();
  }

  void Series() {
    w_.Key("series");
    w_.BeginObject();
    Texts("periods", data_.series.periods);
    w_.Key("rows");
    w_.BeginArray();
    for (const auto& row : data_.series.rows) {
      w_.BeginObject();
      Text("label", row.label);
      w_.Key("counts");
      w_.BeginArray();
      for (const uint32_t count : row.counts) w_.Int(count);
      w_.EndArray();
      Number("total", row.total);
      w_.EndObject();
    }
    w_.EndArray();
    w_.Key("tallies");
    w_.BeginArray();
    for (const auto& tally : data_.series.tallies) {
      w_.BeginObject();
      Text("what", tally.what);
      Text("key", tally.what_key);
      Cells("values", tally.values);
      Cells("itemised", tally.itemised);
      Evidence(tally.sources);
      w_.EndObject();
    }
    w_.EndArray();
    Number("undated", data_.series.undated);
    Number("too_wide", data_.series.too_wide);
    w_.EndObject();
  }

  void Tallies() {
    w_.Key("tallies");
    w_.BeginArray();
    for (const TallyRow& row : data_.tallies) {
      w_.BeginObject();
      Text("incident", row.incident);
      Number("n", row.n);
      Text("what", row.what);
      Text("key", row.what_key);
      Text("subtype", row.subtype);
      Text("period", row.period);
      Interval(row.when);
      Text("place", row.place);
      w_.Key("itemised");
      if (row.itemised) {
        w_.Int(*row.itemised);
      } else {
        w_.Null();
      }
      Flag("contested", row.contested);
      Evidence(row.sources);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Levels() {
    w_.Key("levels");
    w_.BeginArray();
    for (const LevelSeries& series : data_.levels) {
      w_.BeginObject();
      Text("what", series.what);
      Text("key", series.what_key);
      Flag("contested", series.contested);
      w_.Key("rows");
      w_.BeginArray();
      for (const LevelRow& row : series.rows) {
        w_.BeginObject();
        Number("n", row.n);
        Text("at", row.at);
        Text("told", row.told);
        Evidence({row.source});
        w_.EndObject();
      }
      w_.EndArray();
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Commitments() {
    w_.Key("commitments");
    w_.BeginArray();
    for (const CommitmentRow& row : data_.commitments) {
      w_.BeginObject();
      Text("incident", row.incident);
      Text("who", row.who);
      Text("to_whom", row.to_whom);
      Text("what", row.what);
      Text("made_on", row.made_on);
      Text("status", row.status);
      w_.Key("due");
      w_.BeginArray();
      for (const DueValue& value : row.due) {
        w_.BeginObject();
        Text("value", value.due);
        Texts("speakers", value.speakers);
        Flag("preferred", value.preferred);
        w_.EndObject();
      }
      w_.EndArray();
      Texts("contested", row.contested);
      Evidence(row.sources);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Contested() {
    w_.Key("contested");
    w_.BeginArray();
    for (const ContestedRow& row : data_.contested) {
      w_.BeginObject();
      Text("incident", row.incident->id);
      Text("kind", row.incident->kind);
      Text("title", row.incident->title);
      Text("field", row.field->field);
      Text("rule", row.field->rule);
      WriteValues(row.field->values);
      w_.EndObject();
    }
    w_.EndArray();
  }

  void Contradictions() {
    w_.Key("contradictions");
    w_.BeginArray();
    for (const reconcile::Contradiction& one : data_.contradictions) {
      reconcile::WriteContradiction(one, nullptr, &w_);
    }
    w_.EndArray();
  }

  void Coverage() {
    w_.Key("coverage");
    w_.BeginObject();
    w_.Key("documents");
    w_.BeginArray();
    for (const DocumentRow& row : data_.documents) {
      w_.BeginObject();
      Text("name", row.name);
      Text("outlet", row.outlet);
      Text("title", row.title);
      Text("published", row.published);
      Flag("inferred", row.inferred);
      Number("facts", row.facts);
      Number("sentences", row.sentences);
      Number("coded_sentences", row.coded_sentences);
      w_.EndObject();
    }
    w_.EndArray();
    w_.Key("rejects");
    w_.BeginArray();
    for (const store::RejectRecord& reject : data_.rejects) {
      w_.BeginObject();
      Text("name", reject.name);
      Text("code", ErrorCodeName(reject.error.code));
      Text("message", reject.error.message);
      w_.EndObject();
    }
    w_.EndArray();
    w_.EndObject();
  }

  const ReportData& data_;
  const ReportOptions& options_;
  JsonWriter w_;
};

}  // namespace

void WriteJson(const ReportData& data, const ReportOptions& options, std::string* out) {
  JsonReport(data, options, out).Write();
  out->push_back('\n');
}

}  // namespace tadwin::report
