// What the linker compares of a fact: names, places and dates as numbers and short keys.
//
// An item is made of one fact alone (`single_story` apart, which its document's facts decide), so
// that what is linked does not hang on what else a ledger holds. Keys are hashes that are only ever
// compared for equality; 0 is none. Units: days since 1970-01-01, kilometres, degrees.
// Threads: safe.

#ifndef TADWIN_LINK_ITEM_H_
#define TADWIN_LINK_ITEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "link/link_rules.h"
#include "model/fact.h"

namespace tadwin::link {

using Key = uint64_t;

// The key of a text of some kind ("i" an id, "n" a name, ...); 0 for an empty text.
Key KeyOf(char kind, std::string_view text);

// Whether the event is told as having happened, as not (yet) having happened, or as either.
enum class Reality : uint8_t { kReal, kUnreal, kOpen };

struct ItemName {
  Key key = 0;  // id, else folded words
  Key country = 0;
  NameKind kind = NameKind::kUnknown;
  bool known = false;      // has an id that tells it from others of its kind
  bool generic = false;    // a kind of people without a country: soldiers, forces, fighters
  Key person = 0;          // of a person named by two words or more, or of the holder of an office
  Key tail = 0;            // the last two words, which name a person behind titles
  std::vector<Key> words;  // its words by their roots
  bool operator==(const ItemName&) const = default;
};

struct ItemPlace {
  Key key = 0;
  std::vector<Key> words;  // that tell which place it is: sorted, distinct
  Key country = 0;
  bool is_country = false;
  bool located = false;
  double lat = 0;
  double lon = 0;
  double radius_km = 0;
  bool operator==(const ItemPlace&) const = default;
};

struct Item {
  FactKind kind = FactKind::kEvent;
  Key document = 0;
  uint32_t sentence = 0;
  uint32_t begin = 0;
  Key family = 0;
  Key subtype = 0;           // 0: none or "other"
  uint32_t subtype_row = 0;  // LinkRules::SubtypeRow
  Key type = 0;
  bool repeats = true;
  bool harms = false;       // done to people: whom it was done to tells incidents apart
  bool lethal = false;      // tells of a killing of its targets that was carried out
  bool background = false;  // earlier history, told in passing
  bool attempt = false;     // foiled, failed, intercepted
  Reality reality = Reality::kReal;

  bool dated = false;
  bool own_date = false;  // the date has words of its own
  Span date_span;
  int32_t start = 0;
  int32_t stop = 0;
  bool presumed = false;       // not dated, but news of the days before its document appeared:
  int32_t presumed_start = 0;  // the days that makes likely
  int32_t presumed_stop = 0;

  ItemPlace place;  // key 0: none
  std::vector<ItemName> actors;
  std::vector<ItemName> targets;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  Key weapon = 0;
  int64_t count = 0;
  std::vector<Key> deed;          // the words of the trigger by their roots
  Key act = 0;                    // its kind in deed.tsv
  bool joined = false;            // begins with a conjunction and without the article
  std::vector<uint32_t> wording;  // Fact::wording
  bool definite = false;          // told with the article, without a date of its own
  bool single_story = false;      // its document dates all violence to one day
  bool another = false;           // told as a further one
  bool back_reference = false;    // told as the one already told

  // commitment: who in `actors`, to whom in `targets`, due in start..stop
  Key topic = 0;
  std::vector<Key> words;  // sorted, distinct

  int32_t length() const { return stop - start + 1; }
};

Item MakeItem(const LinkRules& rules, const Fact& fact);
// Sets `single_story` of the items of whole documents.
void MarkSingleStories(std::vector<Item>* items);

// Kilometres between two points on a sphere of the earth's mean radius.
double DistanceKm(double lat1, double lon1, double lat2, double lon2);

// How two places stand to each other.
enum class PlaceRelation : uint8_t {
  kUnknown,
  kSame,
  kWithin,  // nearer than the slack
  kNear,    // nearer than the two radii
  kAlike,
  kRegion,
  kCountry,
  kApart
};
PlaceRelation Relate(const ItemPlace& first, const ItemPlace& second, double slack_km);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_ITEM_H_
