// Places and actors. A person without an id in the tables is nobody's profile: such names are shown
// where the text tells them, and are not listed here.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "query/query.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/place_counts.h"
#include "serve/api/query_pool.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

// Ids of the incidents that pass; nothing: all do.
Result<std::optional<std::set<std::string>>> IncidentsUnder(const Services& services,
                                                            const query::Filter& filter) {
  const bool is_all = filter.keys.empty() || (filter.any_kind && filter.keys.size() == 1);
  if (is_all) return std::optional<std::set<std::string>>();
  auto ids = services.queries->With([&](query::Query& query) { return query.IncidentIds(filter); });
  if (!ids) return ids.error();
  return std::optional<std::set<std::string>>(*std::move(ids));
}

// Ids of the actors that a filter names; nothing: it names none.
Result<std::optional<std::set<std::string>>> ActorsUnder(const Services& services,
                                                         const query::Filter& filter) {
  query::PageRequest request;
  request.filter = query::OfActors(filter);
  if (request.filter.keys.empty()) return std::optional<std::set<std::string>>();
  request.sort = "id";
  request.limit = kMaxLimit;
  request.with_total = false;
  std::set<std::string> ids;
  do {
    const auto page =
        services.queries->With([&](query::Query& query) { return query.Actors(request); });
    if (!page) return page.error();
    for (const query::ActorRow& row : page->items) ids.insert(row.id);
    request.cursor = page->next;
  } while (!request.cursor.empty());
  return std::optional<std::set<std::string>>(std::move(ids));
}

bool Passes(const std::optional<std::set<std::string>>& ids, const std::string& id) {
  return !ids || ids->count(id) > 0;
}

Response ListPlaces(const Services& services, const Snapshot& snapshot, const Call& call) {
  const auto filter = FilterOf(call, {"limit", "cursor"});
  if (!filter) return ErrorResponse(filter.error());
  const auto ids = IncidentsUnder(services, *filter);
  if (!ids) return ErrorResponse(ids.error());
  const auto places =
      CountPlaces(snapshot, [&](const IncidentRow& row) { return Passes(*ids, row.incident->id); });
  return ListResponse(
      call, places.size(), [&](size_t i) { return places[i].key; },
      [&](size_t i, JsonWriter* out) { WritePlaceCount(places[i], out); });
}

struct ActorCount {
  const NamedRef* ref = nullptr;
  std::set<const IncidentRow*> incidents;
  uint64_t as_actor = 0;
  uint64_t as_target = 0;
  uint64_t claims = 0;
  uint64_t denials = 0;
  uint64_t blamed = 0;
  uint64_t commitments = 0;
};
using Actors = std::map<std::string, ActorCount>;

class ActorCounter {
 public:
  // `only`: one id; empty counts all.
  explicit ActorCounter(std::string only) : only_(std::move(only)) {}

  void Add(const IncidentRow& row) {
    for (const NamedRef* ref : row.actors) {
      ActorCount* actor = Find(*ref, row);
      if (actor == nullptr) continue;
      const bool promises = row.incident->kind == FactKindName(FactKind::kCommitment);
      ++(promises ? actor->commitments : actor->as_actor);
    }
    for (const NamedRef* ref : row.targets) {
      if (ActorCount* actor = Find(*ref, row)) ++actor->as_target;
    }
    for (const Fact* fact : row.facts) AddSpeaker(*fact, row);
  }

  Actors Take() { return std::move(actors_); }

 private:
  ActorCount* Find(const NamedRef& ref, const IncidentRow& row) {
    if (ref.name.id.empty() || (!only_.empty() && ref.name.id != only_)) return nullptr;
    ActorCount& actor = actors_[ref.name.id];
    if (actor.ref == nullptr) actor.ref = &ref;
    actor.incidents.insert(&row);
    return &actor;
  }

  // What it says of itself, and what others say of it.
  void AddSpeaker(const Fact& fact, const IncidentRow& row) {
    if (!fact.speaker) return;
    for (const NamedRef& ref : fact.actors) {
      if (ref.name.id.empty()) continue;
      const bool itself = fact.speaker->id == ref.name.id;
      ActorCount* actor = Find(ref, row);
      if (actor == nullptr) continue;
      if (!itself) {
        actor->blamed += fact.status == FactStatus::kDenied ? 0 : 1;
      } else {
        ++(fact.status == FactStatus::kDenied ? actor->denials : actor->claims);
      }
    }
  }

  const std::string only_;
  Actors actors_;
};

void WriteActorRow(const std::string& id, const ActorCount& actor, JsonWriter* out) {
  const NameValue& name = actor.ref->name;
  out->BeginObject();
  Field("id", id, out);
  FieldOrNull("name_en", name.name_en, out);
  FieldOrNull("text", actor.ref->text, out);
  Field("kind", NameKindName(name.kind), out);
  FieldOrNull("country", name.country, out);
  Field("incidents", actor.incidents.size(), out);
  Field("as_actor", actor.as_actor, out);
  Field("as_target", actor.as_target, out);
  Field("claims", actor.claims, out);
  Field("denials", actor.denials, out);
  Field("blamed", actor.blamed, out);
  Field("commitments", actor.commitments, out);
  out->EndObject();
}

Response ListActors(const Services& services, const Snapshot& snapshot, const Call& call) {
  const auto filter = FilterOf(call, {"limit", "cursor"});
  if (!filter) return ErrorResponse(filter.error());
  const auto ids = IncidentsUnder(services, query::OfIncidents(*filter));
  if (!ids) return ErrorResponse(ids.error());
  const auto named = ActorsUnder(services, *filter);
  if (!named) return ErrorResponse(named.error());
  ActorCounter counter("");
  for (const IncidentRow& row : snapshot.rows) {
    if (Passes(*ids, row.incident->id)) counter.Add(row);
  }
  const Actors actors = counter.Take();
  std::vector<const Actors::value_type*> sorted;
  for (const auto& actor : actors) {
    if (Passes(*named, actor.first)) sorted.push_back(&actor);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return a->second.incidents.size() > b->second.incidents.size();
  });
  return ListResponse(
      call, sorted.size(), [&](size_t i) { return sorted[i]->first; },
      [&](size_t i, JsonWriter* out) { WriteActorRow(sorted[i]->first, sorted[i]->second, out); });
}

void WriteCounts(const char* key, const std::map<std::string, uint64_t>& counts, JsonWriter* out) {
  out->Key(key);
  out->BeginArray();
  for (const auto& [name, n] : counts) {
    out->BeginObject();
    FieldOrNull("key", name, out);
    Field("n", n, out);
    out->EndObject();
  }
  out->EndArray();
}

Response GetActor(const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const std::string& id = call.taken[0];
  ActorCounter counter(id);
  for (const IncidentRow& row : snapshot.rows) counter.Add(row);
  const Actors actors = counter.Take();
  if (actors.empty()) return NotFound("actor", id);
  const ActorCount& actor = actors.begin()->second;
  std::map<std::string, uint64_t> by_type;
  std::map<std::string, uint64_t> by_month;
  std::map<std::string, uint64_t> speakers;
  for (const IncidentRow* row : actor.incidents) {
    if (!row->type.empty()) ++by_type[row->type];
    if (row->when) ++by_month[ToIso(row->when->start).substr(0, 7)];
    for (const Fact* fact : row->facts) {
      const bool named = std::any_of(fact->actors.begin(), fact->actors.end(),
                                     [&](const NamedRef& ref) { return ref.name.id == id; });
      if (named) ++speakers[fact->speaker ? fact->speaker->text : std::string()];
    }
  }
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("row");
  WriteActorRow(id, actor, &out);
  WriteCounts("by_type", by_type, &out);
  WriteCounts("by_month", by_month, &out);
  WriteCounts("speakers", speakers, &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

void AddNameRoutes(Services* services, Router* router) {
  AddRead(services, router, "/places", [services](const Snapshot& snapshot, const Call& call) {
    return ListPlaces(*services, snapshot, call);
  });
  AddRead(services, router, "/actors", [services](const Snapshot& snapshot, const Call& call) {
    return ListActors(*services, snapshot, call);
  });
  AddRead(services, router, "/actors/{id}", GetActor);
}

}  // namespace tadwin::serve
