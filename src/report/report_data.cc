#include "report/report_data.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "report/columns.h"
#include "report/series.h"

namespace tadwin::report {
namespace {

constexpr size_t kContextBytes = 90;  // on either side of the quoted words

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

bool Contains(std::string_view text, std::string_view part) {
  return Lower(text).find(Lower(part)) != std::string::npos;
}

const IncidentField* FieldOf(const Incident& incident, std::string_view name) {
  for (const IncidentField& field : incident.fields) {
    if (field.field == name) return &field;
  }
  return nullptr;
}

// Labels of the preferred values.
std::string Preferred(const Incident& incident, std::string_view name) {
  const IncidentField* field = FieldOf(incident, name);
  std::string text;
  if (field == nullptr) return text;
  for (const FieldValue& value : field->values) {
    if (value.preferred) text += (text.empty() ? "" : ", ") + value.label;
  }
  return text;
}

std::string IntervalText(const TimeValue& time) {
  if (!time.start || !time.stop) return {};
  return IntervalLabel({*time.start, *time.stop});
}

struct Reader {
  const ReportOptions& options;
  std::unordered_map<std::string, const Fact*> facts;
  std::unordered_map<std::string, const store::DocumentRecord*> documents;  // by sha256
  mutable std::unordered_map<std::string, std::unique_ptr<CodePointIndex>> indices;

  const CodePointIndex& IndexOf(const store::DocumentRecord& document) const {
    auto& index = indices[document.sha256];
    if (index == nullptr) index = std::make_unique<CodePointIndex>(document.text);
    return *index;
  }

  Source SourceOf(const Fact& fact) const {
    Source source;
    source.fact = fact.id;
    source.doc = fact.doc;
    source.words = fact.text;
    source.sentence = fact.sentence;
    source.begin = fact.span.begin;
    source.end = fact.span.end;
    source.status = FactStatusName(fact.status);
    if (fact.speaker) {
      source.speaker = fact.speaker->text;
      source.speaker_type = SpeakerTypeName(fact.speaker->type);
    }
    const auto found = documents.find(fact.doc_sha256);
    if (found == documents.end() || fact.span.end > found->second->text.size()) return source;
    const CodePointIndex& index = IndexOf(*found->second);
    source.begin = index.FromByte(fact.span.begin);
    source.end = index.FromByte(fact.span.end);
    AddContext(found->second->text, fact.span, &source);
    return source;
  }

  // The words around, within the line, from blank to blank.
  static void AddContext(const std::string& text, Span span, Source* source) {
    size_t begin = span.begin > kContextBytes ? span.begin - kContextBytes : 0;
    const size_t line = text.rfind('\n', span.begin == 0 ? 0 : span.begin - 1);
    if (line != std::string::npos && line + 1 > begin && line < span.begin) {
      begin = line + 1;
    } else if (begin > 0) {
      const size_t blank = text.find(' ', begin);
      begin = blank == std::string::npos || blank > span.begin ? span.begin : blank + 1;
    }
    size_t end = std::min(text.size(), span.end + kContextBytes);
    const size_t line_end = text.find('\n', span.end);
    if (line_end != std::string::npos && line_end < end) {
      end = line_end;
    } else if (end < text.size()) {
      const size_t blank = text.rfind(' ', end);
      end = blank == std::string::npos || blank < span.end ? span.end : blank;
    }
    source->before = text.substr(begin, span.begin - begin);
    source->after = text.substr(span.end, end - span.end);
  }

  std::vector<Source> SourcesOf(const Incident& incident) const {
    std::vector<const Fact*> told;
    for (const std::string& id : incident.facts) {
      const auto found = facts.find(id);
      if (found != facts.end()) told.push_back(found->second);
    }
    std::sort(told.begin(), told.end(), [](const Fact* a, const Fact* b) {
      return std::tie(a->doc, a->span, a->id) < std::tie(b->doc, b->span, b->id);
    });
    std::vector<Source> sources;
    for (const Fact* fact : told) sources.push_back(SourceOf(*fact));
    return sources;
  }

  std::string Published(const Fact& fact) const {
    const auto found = documents.find(fact.doc_sha256);
    if (found == documents.end() || !found->second->published) return {};
    return IntervalLabel(*found->second->published);
  }

  bool InTime(const std::optional<DateInterval>& when) const {
    if (!options.from && !options.to) return true;
    if (!when) return false;
    return (!options.from || when->stop >= *options.from) &&
           (!options.to || when->start <= *options.to);
  }

  // True when one of `wanted` is part of one of the values of the fields, or of `words`.
  bool Names(const std::vector<std::string>& wanted, const Incident& incident,
             const std::vector<std::string_view>& fields) const {
    if (wanted.empty()) return true;
    for (const std::string& want : wanted) {
      for (const std::string_view name : fields) {
        const IncidentField* field = FieldOf(incident, name);
        if (field == nullptr) continue;
        for (const FieldValue& value : field->values) {
          if (Contains(value.value, want) || Contains(value.label, want)) return true;
        }
      }
      for (const std::string& id : incident.facts) {
        const auto found = facts.find(id);
        if (found != facts.end() && FactNames(*found->second, want, fields)) return true;
      }
    }
    return false;
  }

  static bool FactNames(const Fact& fact, const std::string& want,
                        const std::vector<std::string_view>& fields) {
    const auto names = [&](const NamedRef& ref) {
      return Contains(ref.text, want) || Contains(ref.name.name_en, want) ||
             Lower(ref.name.country) == Lower(want);
    };
    for (const std::string_view field : fields) {
      if (field == "place" && fact.place && names(*fact.place)) return true;
      if (field == "actor" && std::any_of(fact.actors.begin(), fact.actors.end(), names)) {
        return true;
      }
      if (field == "target" && std::any_of(fact.targets.begin(), fact.targets.end(), names)) {
        return true;
      }
      if (field == "who" && std::any_of(fact.who.begin(), fact.who.end(), names)) return true;
      if (field == "to_whom" && std::any_of(fact.to_whom.begin(), fact.to_whom.end(), names)) {
        return true;
      }
    }
    return false;
  }

  bool IsType(const Incident& incident) const {
    if (options.types.empty()) return true;
    for (const std::string& want : options.types) {
      for (const char* name : {"type", "mode", "subtype"}) {
        const IncidentField* field = FieldOf(incident, name);
        if (field == nullptr) continue;
        for (const FieldValue& value : field->values) {
          if (Lower(value.value) == Lower(want)) return true;
        }
      }
    }
    return false;
  }

  bool IsType(const Fact& fact) const {
    if (options.types.empty()) return true;
    for (const std::string& want : options.types) {
      if (Lower(fact.subtype) == Lower(want) || Lower(fact.plover) == Lower(want) ||
          Contains(fact.what_key, want) || Contains(fact.what, want)) {
        return true;
      }
    }
    return false;
  }

  bool IsType(const TallyRow& row) const {
    return std::any_of(options.types.begin(), options.types.end(), [&](const std::string& want) {
      return Contains(row.series, want) || Contains(row.series_label, want);
    });
  }

  std::optional<DateInterval> When(const Incident& incident, std::string_view name) const {
    const IncidentField* field = FieldOf(incident, name);
    if (field == nullptr) return std::nullopt;
    for (const FieldValue& value : field->values) {
      if (!value.preferred) continue;
      const size_t slash = value.value.find('/');
      const auto first = ParseIsoDate(value.value.substr(0, slash));
      if (!first) return std::nullopt;
      if (slash == std::string::npos) return *first;
      const auto last = ParseIsoDate(value.value.substr(slash + 1));
      if (!last) return std::nullopt;
      return DateInterval{first->start, last->stop};
    }
    return std::nullopt;
  }
};

std::vector<std::string> ContestedFields(const Incident& incident) {
  std::vector<std::string> fields;
  for (const IncidentField& field : incident.fields) {
    if (field.contested) fields.push_back(field.field);
  }
  return fields;
}

size_t CountDocuments(const std::vector<Source>& sources) {
  std::set<std::string> documents;
  for (const Source& source : sources) documents.insert(source.doc);
  return documents.size();
}

IncidentRow MakeIncidentRow(const Incident& incident, const Reader& reader) {
  IncidentRow row;
  row.incident = &incident;
  row.when = reader.When(incident, "start");
  row.date = row.when ? IntervalLabel(*row.when) : "";
  row.heading = incident.title;
  const std::string tail = ", " + Preferred(incident, "start");
  if (row.when && row.heading.size() > tail.size() &&
      row.heading.compare(row.heading.size() - tail.size(), tail.size(), tail) == 0) {
    row.heading.resize(row.heading.size() - tail.size());
  }
  row.type = Preferred(incident, "type");
  row.subtype = Preferred(incident, "subtype");
  row.place = Preferred(incident, "place");
  row.actors = Preferred(incident, "actor");
  row.targets = Preferred(incident, "target");
  row.killed = Preferred(incident, "killed");
  row.injured = Preferred(incident, "injured");
  row.outcome = Preferred(incident, "outcome");
  row.status = Preferred(incident, "status");
  row.weapon = Preferred(incident, "weapon");
  row.contested = ContestedFields(incident);
  row.sources = reader.SourcesOf(incident);
  row.documents = CountDocuments(row.sources);
  row.happened = false;
  if (const IncidentField* status = FieldOf(incident, "status")) {
    for (const FieldValue& value : status->values) {
      row.happened |= value.value == "asserted" || value.value == "attributed" ||
                      value.value == "background" || value.value == "alleged";
    }
  }
  return row;
}

void CollectIncidents(const Reader& reader, ReportData* data) {
  for (const Incident& incident : data->incidents) {
    if (incident.kind != "event") continue;
    if (!reader.IsType(incident)) continue;
    if (!reader.Names(reader.options.places, incident, {"place"})) continue;
    if (!reader.Names(reader.options.actors, incident, {"actor", "target"})) continue;
    IncidentRow row = MakeIncidentRow(incident, reader);
    if (!reader.InTime(row.when)) continue;
    if (reader.options.contested_only && row.contested.empty()) continue;
    data->rows.push_back(std::move(row));
  }
  std::sort(data->rows.begin(), data->rows.end(), [](const IncidentRow& a, const IncidentRow& b) {
    const auto key = [](const IncidentRow& r) {
      return std::tuple(!r.happened, !r.when.has_value(), r.when ? r.when->start.days : 0,
                        r.when ? r.when->stop.days : 0, std::string_view(r.heading),
                        std::string_view(r.incident->id));
    };
    return key(a) < key(b);
  });
}

void CollectTallies(const Reader& reader, ReportData* data) {
  std::map<std::string_view, std::string_view> subtypes;  // by series
  for (const Fact& fact : data->facts) {
    if (fact.kind == FactKind::kTally && !fact.subtype.empty()) {
      subtypes.emplace(fact.what_key, fact.subtype);
    }
  }
  for (const Incident& incident : data->incidents) {
    if (incident.kind != "tally" || incident.facts.empty()) continue;
    if (!reader.Names(reader.options.places, incident, {"place", "what"})) continue;
    if (!reader.Names(reader.options.actors, incident, {"what"})) continue;
    TallyRow row;
    row.incident = incident.id;
    row.sources = reader.SourcesOf(incident);
    row.contested = !ContestedFields(incident).empty();
    if (reader.options.contested_only && !row.contested) continue;
    // A row per number told, so that contested numbers stand side by side.
    std::map<double, std::vector<Source>> numbers;
    const Fact* first = nullptr;
    for (const Source& source : row.sources) {
      const Fact* fact = reader.facts.at(source.fact);
      if (first == nullptr) first = fact;
      if (fact->n) numbers[*fact->n].push_back(source);
    }
    if (first == nullptr) continue;
    row.what = first->what.empty() ? first->text : first->what;
    row.what_key = first->what_key;
    row.series = row.what_key.empty() ? row.what : row.what_key;
    row.series_label = row.what;
    if (const IncidentField* field = FieldOf(incident, "series")) {
      row.series = field->values.front().value;
      row.series_label = field->values.front().label;
    }
    row.subtype = first->subtype;
    // What a count leaves out it has from its series.
    if (const auto found = subtypes.find(row.series);
        row.subtype.empty() && found != subtypes.end()) {
      row.subtype = found->second;
    }
    if (!reader.IsType(*first) && !reader.IsType(row)) continue;
    if (first->time.start && first->time.stop) {
      row.when = DateInterval{*first->time.start, *first->time.stop};
      row.period = IntervalText(first->time);
    }
    row.place = Preferred(incident, "place");
    if (!reader.InTime(row.when)) continue;
    for (auto& [n, sources] : numbers) {
      row.n = n;
      row.sources = std::move(sources);
      data->tallies.push_back(row);
    }
  }
  std::sort(data->tallies.begin(), data->tallies.end(), [](const TallyRow& a, const TallyRow& b) {
    const auto key = [](const TallyRow& r) {
      return std::tuple(!r.when.has_value(), std::string_view(r.what_key), std::string_view(r.what),
                        r.when ? r.when->start.days : 0, r.n, std::string_view(r.incident));
    };
    return key(a) < key(b);
  });
}

void CollectLevels(const Reader& reader, ReportData* data) {
  for (const Incident& incident : data->incidents) {
    if (incident.kind != "level" || incident.facts.empty()) continue;
    if (!reader.options.types.empty() && reader.options.section != "levels") continue;
    if (!reader.Names(reader.options.places, incident, {"place", "what"})) continue;
    if (!reader.Names(reader.options.actors, incident, {"what"})) continue;
    LevelSeries series;
    series.contested = !ContestedFields(incident).empty();
    if (reader.options.contested_only && !series.contested) continue;
    series.what = Preferred(incident, "what");
    for (const Source& source : reader.SourcesOf(incident)) {
      const Fact& fact = *reader.facts.at(source.fact);
      if (!fact.n) continue;
      series.what_key = fact.what_key;
      LevelRow row;
      row.n = *fact.n;
      row.at = IntervalText(fact.time);
      row.told = reader.Published(fact);
      row.source = source;
      std::optional<DateInterval> when;
      if (fact.time.start && fact.time.stop) when = {*fact.time.start, *fact.time.stop};
      if (reader.InTime(when)) series.rows.push_back(std::move(row));
    }
    if (series.rows.empty()) continue;
    std::sort(series.rows.begin(), series.rows.end(), [](const LevelRow& a, const LevelRow& b) {
      const auto key = [](const LevelRow& r) {
        const std::string_view when = r.at.empty() ? r.told : r.at;
        return std::tuple(when.empty(), when, std::string_view(r.source.doc), r.source.begin);
      };
      return key(a) < key(b);
    });
    data->levels.push_back(std::move(series));
  }
  std::sort(data->levels.begin(), data->levels.end(),
            [](const LevelSeries& a, const LevelSeries& b) {
              const auto key = [](const LevelSeries& s) {
                return std::tuple(-static_cast<int64_t>(s.rows.size()), std::string_view(s.what),
                                  std::string_view(s.what_key),
                                  std::string_view(s.rows.front().source.fact));
              };
              return key(a) < key(b);
            });
}

void CollectCommitments(const Reader& reader, ReportData* data) {
  for (const Incident& incident : data->incidents) {
    if (incident.kind != "commitment") continue;
    if (!reader.options.types.empty() && reader.options.section != "commitments") continue;
    if (!reader.Names(reader.options.places, incident, {"what"})) continue;
    if (!reader.Names(reader.options.actors, incident, {"who", "to_whom"})) continue;
    CommitmentRow row;
    row.incident = incident.id;
    row.when = reader.When(incident, "due");
    if (!reader.InTime(row.when)) continue;
    row.contested = ContestedFields(incident);
    if (reader.options.contested_only && row.contested.empty()) continue;
    row.who = Preferred(incident, "who");
    row.to_whom = Preferred(incident, "to_whom");
    row.what = Preferred(incident, "what");
    row.made_on = Preferred(incident, "made_on");
    row.status = Preferred(incident, "status");
    row.sources = reader.SourcesOf(incident);
    if (const IncidentField* due = FieldOf(incident, "due")) {
      for (const FieldValue& value : due->values) {
        row.due.push_back({value.label, value.speakers, value.preferred});
      }
    }
    data->commitments.push_back(std::move(row));
  }
  std::sort(data->commitments.begin(), data->commitments.end(),
            [](const CommitmentRow& a, const CommitmentRow& b) {
              const auto key = [](const CommitmentRow& r) {
                return std::tuple(!r.when.has_value(), r.when ? r.when->start.days : 0,
                                  std::string_view(r.who), std::string_view(r.what),
                                  std::string_view(r.incident));
              };
              return key(a) < key(b);
            });
}

// The incidents that the filters let through.
std::set<std::string_view> ShownIncidents(const ReportData* data) {
  std::set<std::string_view> shown;
  for (const IncidentRow& row : data->rows) shown.insert(row.incident->id);
  for (const TallyRow& row : data->tallies) shown.insert(row.incident);
  for (const CommitmentRow& row : data->commitments) shown.insert(row.incident);
  std::set<std::string_view> level_facts;
  for (const LevelSeries& series : data->levels) {
    for (const LevelRow& row : series.rows) level_facts.insert(row.source.fact);
  }
  for (const Incident& incident : data->incidents) {
    for (const std::string& fact : incident.facts) {
      if (level_facts.count(fact) > 0) shown.insert(incident.id);
    }
  }
  return shown;
}

void CollectContradictions(const std::set<std::string_view>& shown, ReportData* data) {
  const reconcile::LedgerView view(data->facts, data->incidents);
  for (reconcile::Contradiction& one : reconcile::FindContradictions(view)) {
    const bool is_shown =
        std::any_of(one.incidents.begin(), one.incidents.end(),
                    [&shown](const std::string& id) { return shown.count(id) > 0; });
    if (is_shown) data->contradictions.push_back(std::move(one));
  }
}

void CollectContested(const std::set<std::string_view>& shown, ReportData* data) {
  for (const Incident& incident : data->incidents) {
    if (shown.count(incident.id) == 0) continue;
    for (const IncidentField& field : incident.fields) {
      if (field.contested) data->contested.push_back({&incident, &field});
    }
  }
  std::sort(data->contested.begin(), data->contested.end(),
            [](const ContestedRow& a, const ContestedRow& b) {
              return std::tie(a.incident->title, a.incident->id, a.field->field) <
                     std::tie(b.incident->title, b.incident->id, b.field->field);
            });
}

void CollectDocuments(const std::vector<store::DocumentRecord>& documents, ReportData* data) {
  std::map<std::string, std::pair<uint32_t, std::set<uint32_t>>> coded;
  for (const Fact& fact : data->facts) {
    auto& [facts, sentences] = coded[fact.doc_sha256];
    ++facts;
    sentences.insert(fact.sentence);
    ++data->fact_counts[static_cast<size_t>(fact.kind)];
  }
  for (const store::DocumentRecord& document : documents) {
    DocumentRow row;
    row.name = document.name;
    row.outlet = document.outlet.value_or("");
    row.title = document.title.value_or("");
    if (document.published) row.published = IntervalLabel(*document.published);
    row.inferred = document.published_inferred;
    row.sentences = document.sentences;
    const auto found = coded.find(document.sha256);
    if (found != coded.end()) {
      row.facts = found->second.first;
      row.coded_sentences = static_cast<uint32_t>(found->second.second.size());
    }
    data->documents.push_back(std::move(row));
  }
}

}  // namespace

ReportData Collect(Contents contents, const ReportOptions& options) {
  ReportData data;
  data.facts = std::move(contents.facts);
  data.incidents = std::move(contents.incidents);
  data.rejects = std::move(contents.rejects);

  Reader reader{options, {}, {}, {}};
  for (const Fact& fact : data.facts) reader.facts.emplace(fact.id, &fact);
  for (const store::DocumentRecord& document : contents.documents) {
    reader.documents.emplace(document.sha256, &document);
  }
  CollectIncidents(reader, &data);
  CollectTallies(reader, &data);
  CollectLevels(reader, &data);
  CollectCommitments(reader, &data);
  const std::set<std::string_view> shown = ShownIncidents(&data);
  CollectContested(shown, &data);
  CollectContradictions(shown, &data);
  CollectDocuments(contents.documents, &data);
  data.series = MakeSeries(data.rows, &data.tallies, options.by);
  return data;
}

}  // namespace tadwin::report
