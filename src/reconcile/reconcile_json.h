// What reconciling finds, as JSON objects: the same for the command line and for the HTTP API.
//
// In: records of this folder. Out: one object each, keys in a fixed order, null for what is not
// known. Offsets are code points, where the text they point into is given. Threads: safe.

#ifndef TADWIN_RECONCILE_RECONCILE_JSON_H_
#define TADWIN_RECONCILE_RECONCILE_JSON_H_

#include <functional>
#include <string>

#include "base/json_writer.h"
#include "reconcile/contradictions.h"
#include "reconcile/entities.h"
#include "reconcile/levels.h"
#include "reconcile/relations.h"
#include "reconcile/responses.h"
#include "reconcile/stances.h"
#include "reconcile/tallies.h"

namespace tadwin::reconcile {

// The text of a document by its SHA-256; nullptr when it is not at hand.
using TextOf = std::function<const std::string*(const std::string& sha256)>;

void WriteTelling(const Telling& telling, JsonWriter* json);
void WriteTally(const TallyRecord& tally, JsonWriter* json);
void WriteTallyConflict(const TallyConflict& conflict, JsonWriter* json);
void WriteLevelSeries(const LevelSeries& series, JsonWriter* json);
void WriteContradiction(const Contradiction& contradiction, const TextOf& text_of,
                        JsonWriter* json);
void WriteStance(const Stance& stance, JsonWriter* json);
void WriteRelation(const Relation& relation, const TextOf& text_of, JsonWriter* json);
void WriteResponseRow(const ResponseRow& row, JsonWriter* json);
void WriteEntityLink(const EntityLink& link, const TextOf& text_of, JsonWriter* json);
void WriteEntity(const Entity& entity, const TextOf& text_of, JsonWriter* json);

}  // namespace tadwin::reconcile

#endif  // TADWIN_RECONCILE_RECONCILE_JSON_H_
