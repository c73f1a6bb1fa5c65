#include "query/fact_filter.h"

#include <tuple>
#include <utility>

#include "model/fact.h"
#include "query/text_query.h"
#include "store/fact_rules.h"

namespace tadwin::query {

Clause DocumentsRecorded(const DateInterval& days) {
  Clause documents;
  documents
      .Add("SELECT v.subject FROM revisions AS v WHERE v.kind = 'document' AND v.recorded_at >= ?",
           ToIso(days.start))
      .Add(" AND v.recorded_at < ?", ToIso(AddDays(days.stop, 1)))
      .Add(
          " AND NOT EXISTS (SELECT 1 FROM revisions AS e WHERE e.subject = v.subject AND "
          "e.kind = 'document' AND e.seq < v.seq)");
  return documents;
}

Clause FactsOfRules(const std::vector<int64_t>& numbers) {
  return Clause().Add("SELECT u.fact_id FROM fact_rules AS u WHERE u.rule IN ").AddList(numbers);
}

std::vector<int64_t> NumbersOfRules(const Words& rules) {
  std::vector<int64_t> numbers;
  for (const std::string& rule : rules) numbers.push_back(store::RuleNumber(rule));
  return numbers;
}

std::vector<int64_t> NumbersOfContexts(const Words& contexts) {
  std::vector<int64_t> numbers;
  for (const std::string& context : contexts) {
    numbers.push_back(store::RuleNumber(std::string(kContextRule) + context));
  }
  return numbers;
}

Result<FactFilter> FactFilterMaker::Make(const Filter& filter) {
  out_ = {};
  AddColumn("kind", filter.kinds, false);
  AddColumn("plover", filter.types, true);
  AddColumn("mode", filter.modes, false);
  AddColumn("subtype", filter.subtypes, false);
  AddColumn("status", filter.statuses, false);
  AddColumn("outcome", filter.outcomes, false);
  AddColumn("incident", filter.incidents, true);
  AddRules(NumbersOfContexts(filter.contexts));
  AddRules(NumbersOfRules(filter.rules));
  AddDocuments(filter);
  if (Status added = AddOutlets(filter.outlets); !added) return added.error();
  const std::tuple<std::vector<std::string>, const char*, const Words*, const Words*> parties[] = {
      {{"actor", "who"}, "actor", &filter.actors, &filter.actor_types},
      {{"target", "to_whom"}, "target", &filter.targets, &filter.target_types}};
  for (const auto& [roles, name_role, words, types] : parties) {
    if (Status added = AddNames(roles, name_role, *words); !added) return added.error();
    AddTypes(roles, *types);
  }
  if (Status added = AddPlaces(filter); !added) return added.error();
  if (Status added = AddSpeakers(filter); !added) return added.error();
  if (!filter.weapons.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("weapon", filter.weapons);
    if (!found) return found.error();
    Words keys;
    for (const FoundName& name : *found) keys.push_back(name.key);
    out_.tests.push_back(Clause().Add("f.weapon IN ").AddList(keys));
  }
  AddNumbers(filter);
  if (!filter.text.empty()) {
    const Result<TextQuery> query = ParseTextQuery(filter.text, names_.folder());
    if (!query) return query.error();
    out_.tests.push_back(
        Clause().Add("f.document_id IN (").Add(DocumentsMatching(*query, *connection_)).Add(")"));
    out_.has_lead = true;
  }
  if (Status added = AddOfIncident(filter); !added) return added.error();
  return std::move(out_);
}

void FactFilterMaker::AddColumn(const std::string& column, const Words& values, bool leads) {
  if (values.empty()) return;
  out_.tests.push_back(Clause().Add("f." + column + " IN ").AddList(values));
  out_.has_lead = out_.has_lead || leads;
}

void FactFilterMaker::AddRules(const std::vector<int64_t>& numbers) {
  if (numbers.empty()) return;
  out_.tests.push_back(Clause().Add("f.id IN (").Add(FactsOfRules(numbers)).Add(")"));
  out_.has_lead = true;
}

void FactFilterMaker::AddDocuments(const Filter& filter) {
  if (!filter.documents.empty()) {
    out_.tests.push_back(Clause()
                             .Add("f.document_id IN (SELECT id FROM documents WHERE sha256 IN ")
                             .AddList(filter.documents)
                             .Add(" OR name IN ")
                             .AddList(filter.documents)
                             .Add(")"));
    out_.has_lead = true;
  }
  if (filter.published) {
    out_.tests.push_back(
        Clause()
            .Add("f.document_id IN (SELECT id FROM documents WHERE published_start <= ?",
                 ToIso(filter.published->stop))
            .Add(" AND published_stop >= ?)", ToIso(filter.published->start)));
    out_.has_lead = true;
  }
  if (filter.recorded) {
    out_.tests.push_back(Clause()
                             .Add("f.document_id IN (SELECT id FROM documents WHERE sha256 IN (")
                             .Add(DocumentsRecorded(*filter.recorded))
                             .Add("))"));
    out_.has_lead = true;
  }
}

Status FactFilterMaker::AddOutlets(const Words& outlets) {
  if (outlets.empty()) return {};
  const Result<std::vector<FoundName>> found = names_.Find("outlet", outlets);
  if (!found) return found.error();
  Words keys = outlets;
  for (const FoundName& name : *found) keys.push_back(name.key);
  out_.tests.push_back(Clause()
                           .Add("f.document_id IN (SELECT id FROM documents WHERE outlet IN ")
                           .AddList(keys)
                           .Add(")"));
  out_.has_lead = true;
  return {};
}

Status FactFilterMaker::AddNames(const std::vector<std::string>& roles,
                                 const std::string& name_role, const Words& words) {
  if (words.empty()) return {};
  const Result<std::vector<FoundName>> found = names_.Find(name_role, words);
  if (!found) return found.error();
  return AddFound(roles, *found);
}

// By id where a name has one; else by how it is written, among the facts of its incidents.
Status FactFilterMaker::AddFound(const std::vector<std::string>& roles,
                                 const std::vector<FoundName>& found) {
  Words ids;
  std::vector<int64_t> without_id;
  for (const FoundName& name : found) {
    if (name.has_id) {
      ids.push_back(name.key);
    } else {
      without_id.push_back(name.number);
    }
  }
  const Result<Words> spellings = names_.Spellings(found);
  if (!spellings) return spellings.error();
  Clause test;
  test.Add("f.id IN (SELECT n.fact_id FROM fact_names AS n WHERE n.id IN ")
      .AddList(ids)
      .Add(" AND n.role IN ")
      .AddList(roles);
  if (!without_id.empty()) {
    test.Add(
            " UNION SELECT n.fact_id FROM incident_names AS x JOIN incident_rows AS r "
            "ON r.day = x.day AND r.number = x.incident JOIN facts AS g ON g.incident = r.id "
            "JOIN fact_names AS n ON n.fact_id = g.id WHERE x.name IN ")
        .AddList(without_id)
        .Add(" AND n.id IS NULL AND n.text IN ")
        .AddList(*spellings)
        .Add(" AND n.role IN ")
        .AddList(roles);
  }
  out_.tests.push_back(test.Add(")"));
  out_.has_lead = true;
  return {};
}

void FactFilterMaker::AddTypes(const std::vector<std::string>& roles, const Words& types) {
  if (types.empty()) return;
  out_.tests.push_back(
      Clause()
          .Add("EXISTS (SELECT 1 FROM fact_names AS n WHERE n.fact_id = f.id AND n.role IN ")
          .AddList(roles)
          .Add(" AND n.kind IN ")
          .AddList(types)
          .Add(")"));
}

Status FactFilterMaker::AddPlaces(const Filter& filter) {
  if (Status added = AddNames({"place"}, "place", filter.places); !added) return added;
  if (filter.near || !filter.within.empty()) {
    const Result<std::vector<FoundName>> found = names_.PlacesIn(filter);
    if (!found) return found.error();
    if (Status added = AddFound({"place"}, *found); !added) return added;
  }
  if (!filter.countries.empty()) {
    out_.tests.push_back(
        Clause()
            .Add("f.id IN (SELECT fact_id FROM fact_names WHERE role = 'place' AND country IN ")
            .AddList(filter.countries)
            .Add(")"));
    out_.has_lead = true;
  }
  if (!filter.admins.empty()) {
    const Result<Words> units = names_.Units(filter.admins);
    if (!units) return units.error();
    out_.tests.push_back(
        Clause()
            .Add("f.id IN (SELECT n.fact_id FROM place_units AS u JOIN fact_names AS n "
                 "ON n.id = u.place WHERE n.role = 'place' AND u.unit IN ")
            .AddList(*units)
            .Add(")"));
    out_.has_lead = true;
  }
  return {};
}

Status FactFilterMaker::AddSpeakers(const Filter& filter) {
  if (!filter.speakers.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("speaker", filter.speakers);
    if (!found) return found.error();
    Words keys;
    for (const FoundName& name : *found) keys.push_back(name.key);
    out_.tests.push_back(
        Clause()
            .Add("f.id IN (SELECT fact_id FROM fact_speakers WHERE position = 0 AND id IN ")
            .AddList(keys)
            .Add(" UNION SELECT fact_id FROM fact_speakers WHERE position = 0 AND id IS NULL AND "
                 "text IN ")
            .AddList(keys)
            .Add(")"));
    out_.has_lead = true;
  }
  if (!filter.speaker_types.empty()) {
    out_.tests.push_back(
        Clause()
            .Add("EXISTS (SELECT 1 FROM fact_speakers AS s WHERE s.fact_id = f.id AND "
                 "s.position = 0 AND s.type IN ")
            .AddList(filter.speaker_types)
            .Add(")"));
  }
  return {};
}

void FactFilterMaker::AddNumbers(const Filter& filter) {
  if (filter.from) out_.tests.push_back(Clause().Add("t.stop >= ?", ToIso(*filter.from)));
  if (filter.to) out_.tests.push_back(Clause().Add("t.start <= ?", ToIso(*filter.to)));
  if (filter.min_score) out_.tests.push_back(Clause().Add("f.score >= ?", *filter.min_score));
  if (filter.max_score) out_.tests.push_back(Clause().Add("f.score <= ?", *filter.max_score));
  const std::pair<const char*, std::optional<double>> tolls[] = {{"killed", filter.min_killed},
                                                                 {"injured", filter.min_injured}};
  for (const auto& [field, least] : tolls) {
    if (!least) continue;
    out_.tests.push_back(
        Clause()
            .Add("EXISTS (SELECT 1 FROM fact_quantities AS q WHERE q.fact_id = f.id AND "
                 "q.field = ?",
                 std::string(field))
            .Add(" AND q.low >= ?)", *least));
  }
}

Status FactFilterMaker::AddOfIncident(const Filter& filter) {
  Clause tests;
  if (!filter.reviews.empty()) tests.Add(" AND r.review IN ").AddList(filter.reviews);
  if (filter.is_contested)
    tests.Add(*filter.is_contested ? " AND r.contested > 0" : " AND r.contested = 0");
  if (!filter.contested.empty()) {
    const Result<std::vector<FoundName>> found = names_.Find("contested", filter.contested);
    if (!found) return found.error();
    tests
        .Add(
            " AND EXISTS (SELECT 1 FROM incident_names AS x WHERE x.incident = r.number AND "
            "x.role = 'contested' AND x.name IN ")
        .AddList(NumbersOf(*found))
        .Add(")");
  }
  if (tests.sql.empty()) return {};
  out_.tests.push_back(Clause()
                           .Add("EXISTS (SELECT 1 FROM incident_rows AS r WHERE r.id = f.incident")
                           .Add(tests)
                           .Add(")"));
  return {};
}

}  // namespace tadwin::query
