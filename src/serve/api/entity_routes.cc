// The parties: the names each is told by, and who says that one is another's front or part.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "serve/api/entity_book.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/parameters.h"
#include "serve/api/reconcile_book.h"
#include "serve/api/services.h"

namespace tadwin::serve {

std::unique_ptr<EntityBook> EntityBook::Create(const pipeline::Coder* coder,
                                               std::vector<Error>* errors) {
  return std::unique_ptr<EntityBook>(
      new EntityBook(coder, pipeline::EntityTextReader::Create(coder, errors)));
}

std::shared_ptr<const Entities> EntityBook::Of(const Snapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  if (entities_ != nullptr && entities_->snapshot->content == snapshot.content &&
      entities_->snapshot->decisions.size() == snapshot.decisions.size()) {
    return entities_;
  }
  auto entities = std::make_shared<Entities>();
  entities->snapshot = snapshot.shared_from_this();
  std::vector<reconcile::TextNames> texts;
  for (const store::DocumentRecord& document : snapshot.documents) {
    auto known = texts_.find(document.sha256);
    if (known == texts_.end()) {
      known = texts_.emplace(document.sha256, reader_.Read(document)).first;
    }
    if (!known->second) continue;
    // What was told of the document beside its text may have changed since.
    known->second->doc = document.name;
    known->second->published.reset();
    if (document.published) known->second->published = document.published->start;
    texts.push_back(*known->second);
  }
  const reconcile::LedgerView view(snapshot.facts, snapshot.incidents);
  entities->entities = reconcile::ReadEntities(view, coder_.rules(), texts, snapshot.decisions);
  entities_ = std::move(entities);
  return entities_;
}

namespace {

Response ListEntities(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "linked"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const std::string* linked = call.Query("linked");
  if (linked != nullptr && *linked != "true" && *linked != "false") {
    return ErrorResponse({ErrorCode::kInvalidArgument, "linked: true or false", ""});
  }
  const auto rules = services.rules.Current();
  const auto all = rules->entities->Of(snapshot);
  std::vector<const reconcile::Entity*> found;
  for (const reconcile::Entity& entity : all->entities) {
    if (linked == nullptr || entity.links.empty() == (*linked == "false")) {
      found.push_back(&entity);
    }
  }
  const reconcile::TextOf text_of = TextOfSnapshot(snapshot);
  return ListResponse(
      call, found.size(), [&](size_t i) { return found[i]->id; },
      [&](size_t i, JsonWriter* out) { reconcile::WriteEntity(*found[i], text_of, out); });
}

// The entity, and the links of others that lead to it.
Response GetEntity(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const std::string& id = call.taken[0];
  const auto rules = services.rules.Current();
  const auto all = rules->entities->Of(snapshot);
  const auto found = std::find_if(all->entities.begin(), all->entities.end(),
                                  [&id](const reconcile::Entity& one) { return one.id == id; });
  if (found == all->entities.end()) return NotFound("entity", id);
  const reconcile::TextOf text_of = TextOfSnapshot(snapshot);
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("entity");
  reconcile::WriteEntity(*found, text_of, &out);
  std::vector<std::string> known;  // whom it is linked to, where the ledger's facts name them
  for (const reconcile::EntityLink& link : found->links) {
    const auto is_it = [&link](const reconcile::Entity& one) { return one.id == link.to; };
    if (std::any_of(all->entities.begin(), all->entities.end(), is_it)) known.push_back(link.to);
  }
  Texts("known", known, &out);
  out.Key("linked_from");
  out.BeginArray();
  for (const reconcile::Entity& other : all->entities) {
    for (const reconcile::EntityLink& link : other.links) {
      if (link.to != id) continue;
      out.BeginObject();
      Field("id", other.id, &out);
      FieldOrNull("name_en", other.name_en, &out);
      FieldOrNull("name", other.names.empty() ? std::string() : other.names.front().text, &out);
      out.Key("link");
      reconcile::WriteEntityLink(link, text_of, &out);
      out.EndObject();
    }
  }
  out.EndArray();
  out.EndObject();
  return JsonResponse(std::move(json));
}

}  // namespace

void AddEntityRoutes(Services* services, Router* router) {
  AddRead(services, router, "/entities", [services](const Snapshot& snapshot, const Call& call) {
    return ListEntities(*services, snapshot, call);
  });
  AddRead(services, router, "/entities/{id}",
          [services](const Snapshot& snapshot, const Call& call) {
            return GetEntity(*services, snapshot, call);
          });
}

}  // namespace tadwin::serve
