// What pages of a ledger show: one struct per kind of row.
//
// Every value is the preferred one; empty text and empty optionals are not known.

#ifndef TADWIN_QUERY_ROWS_H_
#define TADWIN_QUERY_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/mention.h"

namespace tadwin::query {

struct NameCell {
  std::string text;  // as told
  std::string id;
  std::string name_en;
  std::string type;  // NameKindName; of a speaker SpeakerTypeName
};

struct PlaceCell {
  std::string text;
  std::string id;
  std::string name_en;
  std::string country;
  std::string admin;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<double> radius_km;
};

// Also a tally, a level and a commitment: an incident of that kind.
struct IncidentRow {
  std::string id;
  std::string kind;
  std::string title;
  std::string type;
  std::string mode;
  std::string subtype;
  std::string start;  // ISO dates; of a commitment when it is due, of a level when it stood so
  std::string stop;
  std::optional<PlaceCell> place;
  std::vector<NameCell> actors;   // of a commitment: who promises
  std::vector<NameCell> targets;  // of a commitment: to whom
  std::vector<NameCell> speakers;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::string status;
  std::string outcome;
  std::string weapon;
  std::optional<double> n;  // tally, level
  std::string what;         // tally, level, commitment
  std::string made_on;      // commitment
  double score = 0;
  int64_t documents = 0;
  int64_t facts = 0;
  std::vector<std::string> contested;  // fields
  std::vector<std::string> contexts;   // PLOVER contexts, sorted
  std::string review;
};

struct FactRow {
  std::string id;
  std::string kind;
  std::string incident;
  std::string document;  // SHA-256
  std::string document_name;
  std::string outlet;
  std::string published;  // ISO date of its beginning
  std::string text;       // the words of the trigger
  std::string type;
  std::string mode;
  std::string subtype;
  std::string start;
  std::string stop;
  std::optional<PlaceCell> place;
  std::vector<NameCell> actors;
  std::vector<NameCell> targets;
  std::optional<NameCell> speaker;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::string status;
  std::string outcome;
  std::string weapon;
  std::optional<double> n;
  std::string what;
  double score = 0;
  std::vector<std::string> contexts;  // PLOVER contexts, sorted
};

struct DocumentRow {
  std::string sha256;
  std::string name;
  std::string title;
  std::string outlet;
  std::string url;
  std::string published_start;
  std::string published_stop;
  bool published_inferred = false;
  int64_t sentences = 0;
  int64_t facts = 0;
};

// Words of a document around what was searched for.
struct Snippet {
  std::string text;    // exactly the original
  uint32_t begin = 0;  // code points of the original, half-open
  uint32_t end = 0;
  std::vector<std::pair<uint32_t, uint32_t>> matches;  // the same
};

struct SearchRow {
  DocumentRow document;
  int64_t matches = 0;
  std::vector<Snippet> snippets;  // of the first matches
};

// A name with an id: private persons have none and are no actors.
struct ActorRow {
  std::string id;
  std::string name_en;
  std::string text;  // the spelling met most
  std::string type;
  std::string country;
  int64_t as_actor = 0;  // incidents
  int64_t as_target = 0;
  int64_t as_speaker = 0;
};

struct PlaceRow {
  PlaceCell place;
  std::string type;
  int64_t incidents = 0;
};

// How many there are. When `is_exact` is false it is more than `count`.
struct Total {
  int64_t count = 0;
  bool is_exact = true;
};

template <typename Row>
struct Page {
  std::vector<Row> items;
  std::string next;  // cursor; empty at the end
  std::optional<Total> total;
};

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_ROWS_H_
