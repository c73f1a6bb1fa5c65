// What happened once in the world: the facts of many documents that tell it, every value kept.
//
// Incident crosses the arrow link -> store.

#ifndef TADWIN_MODEL_INCIDENT_H_
#define TADWIN_MODEL_INCIDENT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tadwin {

// One value that was told for a field, and who tells it.
struct FieldValue {
  std::string value;                  // canonical text: "2020-09-15", "3", "us_government"
  std::string label;                  // as shown to people
  std::vector<std::string> facts;     // ids of the facts that say so, sorted
  std::vector<std::string> speakers;  // distinct, sorted; "" is the article itself
  uint32_t documents = 0;             // distinct documents
  bool preferred = false;
  // Where its facts go back to (Incident::origins), sorted, distinct: copies of one report are one.
  std::vector<std::string> origins = {};
};

struct IncidentField {
  std::string field;  // "start", "place", "killed", "actor", "due", "n", ...
  std::vector<FieldValue> values;
  bool contested = false;  // values differ beyond their precision
  std::string rule;        // the stated rule that preferred one
};

// Groups events, but also levels, tallies and commitments told more than once.
struct Incident {
  std::string id;                  // 16 hex digits, from the identity of its facts, not their order
  std::string kind;                // FactKindName of its facts
  std::string title;               // one line in English, from the fields
  std::vector<std::string> facts;  // sorted ids
  std::vector<IncidentField> fields;                     // sorted by field
  std::vector<std::pair<std::string, std::string>> why;  // (fact id, reason it was linked)
  // Of each fact, in their order: an agency, else the document its words first stood in.
  // Empty in ledgers that were linked before origins were kept.
  std::vector<std::string> origins = {};
};

// Sets FieldValue::origins of every value from those of the facts.
void SetValueOrigins(Incident* incident);

}  // namespace tadwin

#endif  // TADWIN_MODEL_INCIDENT_H_
