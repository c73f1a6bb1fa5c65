// What comes of setting a ledger beside itself: stances, relations, responses, contradictions,
// tallies item by item, levels step by step.

#include <string>
#include <utility>
#include <vector>

#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/reconcile_book.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

// A list of what `wanted` lets through; `write` as in reconcile_json.h.
template <typename Item, typename Wanted, typename Write>
Response ListOf(const Call& call, const std::vector<Item>& items, Wanted wanted, Write write) {
  std::vector<size_t> found;
  for (size_t i = 0; i < items.size(); ++i) {
    if (wanted(items[i])) found.push_back(i);
  }
  return ListResponse(
      call, found.size(), [&](size_t i) { return std::to_string(found[i] + 1); },
      [&](size_t i, JsonWriter* out) { write(items[found[i]], out); });
}

bool IsAsked(const std::string* wanted, std::string_view told) {
  return wanted == nullptr || *wanted == told;
}

Response ListStances(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "incident", "stance", "by"});
      !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  return ListOf(
      call, found->stances,
      [&](const reconcile::Stance& stance) {
        return IsAsked(call.Query("incident"), stance.incident) &&
               IsAsked(call.Query("stance"), reconcile::StanceKindName(stance.kind)) &&
               IsAsked(call.Query("by"), reconcile::PartyKey(stance.by));
      },
      [](const reconcile::Stance& stance, JsonWriter* out) { WriteStance(stance, out); });
}

Response ListRelations(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "incident", "relation"});
      !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  const std::string* incident = call.Query("incident");
  const reconcile::TextOf text_of = TextOfSnapshot(snapshot);
  return ListOf(
      call, found->relations,
      [&](const reconcile::Relation& relation) {
        return (incident == nullptr || relation.from == *incident || relation.to == *incident) &&
               IsAsked(call.Query("relation"), relation.kind);
      },
      [&](const reconcile::Relation& relation, JsonWriter* out) {
        WriteRelation(relation, text_of, out);
      });
}

Result<reconcile::ResponseOptions> OptionsOf(const Call& call) {
  reconcile::ResponseOptions options;
  const std::string* by = call.Query("by");
  if (by == nullptr) return options;
  options = {.by_side = false, .period = reconcile::Period::kNone};
  for (const std::string& one : SplitCommas(*by)) {
    if (one == "side") {
      options.by_side = true;
    } else if (one == "month") {
      options.period = reconcile::Period::kMonth;
    } else if (one == "quarter") {
      options.period = reconcile::Period::kQuarter;
    } else if (one == "year") {
      options.period = reconcile::Period::kYear;
    } else {
      return Error{ErrorCode::kInvalidArgument, "by: side, month, quarter or year", ""};
    }
  }
  return options;
}

Response ListResponses(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "by"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto options = OptionsOf(call);
  if (!options) return ErrorResponse(options.error());
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  const reconcile::ResponseReport report = rules->reconciled->Responses(*found, *options);
  return ListOf(
      call, report.rows, [](const reconcile::ResponseRow&) { return true; },
      [](const reconcile::ResponseRow& row, JsonWriter* out) { WriteResponseRow(row, out); });
}

Response ListContradictions(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "document", "incident"});
      !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  const std::string* incident = call.Query("incident");
  const reconcile::TextOf text_of = TextOfSnapshot(snapshot);
  return ListOf(
      call, found->contradictions,
      [&](const reconcile::Contradiction& one) {
        bool of_incident = incident == nullptr;
        for (const std::string& id : one.incidents) of_incident |= incident && id == *incident;
        return of_incident && IsAsked(call.Query("document"), one.doc_sha256);
      },
      [&](const reconcile::Contradiction& one, JsonWriter* out) {
        WriteContradiction(one, text_of, out);
      });
}

Response ListAccounts(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "incident"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  return ListOf(
      call, found->tallies.tallies,
      [&](const reconcile::TallyRecord& tally) {
        return IsAsked(call.Query("incident"), tally.incident);
      },
      [](const reconcile::TallyRecord& tally, JsonWriter* out) { WriteTally(tally, out); });
}

Response ListConflicts(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  return ListOf(
      call, found->tallies.conflicts, [](const reconcile::TallyConflict&) { return true; },
      [](const reconcile::TallyConflict& conflict, JsonWriter* out) {
        WriteTallyConflict(conflict, out);
      });
}

Response ListSteps(const Services& services, const Snapshot& snapshot, const Call& call) {
  if (Status checked = CheckParameters(call, {"limit", "cursor"}); !checked) {
    return ErrorResponse(checked.error());
  }
  const auto rules = services.rules.Current();
  const auto found = rules->reconciled->Of(snapshot);
  return ListOf(
      call, found->levels, [](const reconcile::LevelSeries&) { return true; },
      [](const reconcile::LevelSeries& series, JsonWriter* out) { WriteLevelSeries(series, out); });
}

}  // namespace

void AddReconcileRoutes(Services* services, Router* router) {
  using Lister = Response (*)(const Services&, const Snapshot&, const Call&);
  const std::pair<const char*, Lister> routes[] = {
      {"/stances", ListStances},           {"/relations", ListRelations},
      {"/responses", ListResponses},       {"/contradictions", ListContradictions},
      {"/tallies/accounts", ListAccounts}, {"/tallies/conflicts", ListConflicts},
      {"/levels/steps", ListSteps}};
  for (const auto& [path, list] : routes) {
    AddRead(services, router, path,
            [services, list = list](const Snapshot& snapshot, const Call& call) {
              return list(*services, snapshot, call);
            });
  }
}

}  // namespace tadwin::serve
