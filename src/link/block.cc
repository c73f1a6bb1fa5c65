#include "link/block.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/hash.h"

namespace tadwin::link {
namespace {

constexpr int32_t kDays = 4;        // told, or presumed, to the day
constexpr int32_t kWideDays = 100;  // beyond a quarter a date proposes nothing by itself
constexpr size_t kNames = 3;        // of each side; more do not find more

enum class BlockKind : uint8_t { kDay, kNarrowMonth, kWideMonth, kSlain, kHarmed, kOnce, kPromise };

struct BlockName {
  uint64_t kind;
  uint64_t family;
  int64_t when;
  Key first;
  Key second;
};

Block Of(BlockKind kind, Key family, int64_t when, Key first, Key second = 0) {
  const BlockName name{static_cast<uint64_t>(kind), family, when, first, second};
  return Hash64({reinterpret_cast<const char*>(&name), sizeof(name)});
}

int32_t MonthOf(int32_t day) {
  const CivilDate civil = ToCivil(Date{day});
  return civil.year * 12 + civil.month;
}

Key TollKey(char kind, const std::optional<Quantity>& toll) {
  if (!toll || toll->best.value_or(0) < 1) return 0;
  const auto number = static_cast<int64_t>(*toll->best);
  return KeyOf(kind, {reinterpret_cast<const char*>(&number), sizeof(number)});
}

// What a fact tells that another telling of the same is likely to tell too.
class Features {
 public:
  explicit Features(const Item& item) {
    if (!item.place.is_country) Add(item.place.key, &things_);
    Add(item.place.country, &countries_);
    for (const Key word : item.place.words) Add(word, &stateless_);
    AddNames(item.actors);
    AddNames(item.targets);
    Add(TollKey('k', item.killed), &tolls_);
    Add(TollKey('j', item.injured), &tolls_);
    for (const Key toll : tolls_) Add(toll, &things_);
  }

  // Countries, words of places, parties without a country, tolls: one in common is enough on one
  // day.
  std::vector<Key> OfDay() const {
    std::vector<Key> all = countries_;
    all.insert(all.end(), stateless_.begin(), stateless_.end());
    all.insert(all.end(), tolls_.begin(), tolls_.end());
    return all;
  }
  const std::vector<Key>& things() const { return things_; }

 private:
  static void Add(Key key, std::vector<Key>* keys) {
    if (key != 0 && std::find(keys->begin(), keys->end(), key) == keys->end()) {
      keys->push_back(key);
    }
  }
  void AddNames(const std::vector<ItemName>& names) {
    for (size_t i = 0; i < std::min(names.size(), kNames); ++i) {
      Add(names[i].key, &things_);
      Add(names[i].country, &countries_);
      if (names[i].country == 0) Add(names[i].key, &stateless_);
    }
  }

  std::vector<Key> things_;
  std::vector<Key> countries_;
  std::vector<Key> stateless_;
  std::vector<Key> tolls_;
};

template <typename Visitor>
void ForEachPair(const std::vector<Key>& keys, Visitor visit) {
  for (size_t i = 0; i < keys.size(); ++i) {
    for (size_t j = i + 1; j < keys.size(); ++j) {
      visit(std::min(keys[i], keys[j]), std::max(keys[i], keys[j]));
    }
  }
}

struct Window {
  bool known = false;
  int32_t start = 0;
  int32_t stop = 0;
  bool narrow() const { return stop - start < kDays; }
};

Window WindowOf(const Item& item) {
  if (item.dated) return {item.stop - item.start < kWideDays, item.start, item.stop};
  if (item.presumed) return {true, item.presumed_start, item.presumed_stop};
  return {};
}

// Blocks of those who may have been killed: what tells of a killing meets all that tells of harm to
// one of that name, whenever it was.
void AddPersons(const Item& item, BlockKind kind, std::vector<Block>* blocks) {
  if (!item.harms || item.attempt || item.reality == Reality::kUnreal) return;
  for (const ItemName& name : item.targets) {
    if (name.person != 0) blocks->push_back(Of(kind, 0, 0, name.person));
    const bool may_be_person = name.person != 0 || name.kind == NameKind::kUnknown;
    if (may_be_person && name.tail != 0) blocks->push_back(Of(kind, 0, 0, name.tail));
  }
}

// What does not happen again and again: whose facts all ask for each other.
void AddOnce(const Item& item, const Features& features, std::vector<Block>* blocks) {
  if (item.repeats || !item.dated) return;
  ForEachPair(features.things(), [&](Key a, Key b) {
    const int32_t last = ToCivil(Date{item.stop}).year;
    for (int32_t year = ToCivil(Date{item.start}).year; year <= last; ++year) {
      blocks->push_back(Of(BlockKind::kOnce, item.family, year, a, b));
    }
  });
}

// `slack`: days to reach beyond the fact's own.
void AddDays(const Item& item, const Features& features, const Window& window, int32_t slack,
             std::vector<Block>* blocks) {
  for (int32_t day = window.start - slack; day <= window.stop + slack; ++day) {
    for (const Key key : features.OfDay()) {
      blocks->push_back(Of(BlockKind::kDay, item.family, day, key));
    }
  }
}

void AddMonths(const Item& item, const Features& features, const Window& window, BlockKind kind,
               std::vector<Block>* blocks) {
  for (int32_t month = MonthOf(window.start); month <= MonthOf(window.stop); ++month) {
    ForEachPair(features.things(),
                [&](Key a, Key b) { blocks->push_back(Of(kind, item.family, month, a, b)); });
  }
}

// `slack`: years to reach beyond the promise's own.
void AddPromise(const Item& item, int32_t slack, std::vector<Block>* blocks) {
  const int32_t year = item.dated ? ToCivil(Date{item.start}).year : 0;
  const int32_t reach = item.dated ? slack : 0;
  for (const auto* names : {&item.actors, &item.targets}) {
    for (const ItemName& name : *names) {
      if (name.key == 0) continue;
      for (int32_t near = year - reach; near <= year + reach; ++near) {
        blocks->push_back(Of(BlockKind::kPromise, item.topic, near, name.key));
      }
    }
  }
}

std::vector<Block> Sorted(std::vector<Block> blocks) {
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

}  // namespace

std::vector<Block> FiledUnder(const Item& item) {
  std::vector<Block> blocks;
  if (item.kind == FactKind::kCommitment) AddPromise(item, 0, &blocks);
  if (item.kind != FactKind::kEvent) return Sorted(std::move(blocks));
  const Features features(item);
  const Window window = WindowOf(item);
  AddPersons(item, item.lethal ? BlockKind::kSlain : BlockKind::kHarmed, &blocks);
  AddOnce(item, features, &blocks);
  if (window.known && window.narrow()) {
    AddDays(item, features, window, 0, &blocks);
    AddMonths(item, features, window, BlockKind::kNarrowMonth, &blocks);
  } else if (window.known) {
    AddMonths(item, features, window, BlockKind::kWideMonth, &blocks);
  }
  return Sorted(std::move(blocks));
}

std::vector<Block> AskedFor(const Item& item) {
  std::vector<Block> blocks;
  if (item.kind == FactKind::kCommitment) AddPromise(item, 1, &blocks);
  if (item.kind != FactKind::kEvent) return Sorted(std::move(blocks));
  const Features features(item);
  const Window window = WindowOf(item);
  AddPersons(item, BlockKind::kSlain, &blocks);
  if (item.lethal) AddPersons(item, BlockKind::kHarmed, &blocks);
  AddOnce(item, features, &blocks);
  if (window.known && window.narrow()) {
    AddDays(item, features, window, 1, &blocks);
  } else if (window.known) {
    AddMonths(item, features, window, BlockKind::kNarrowMonth, &blocks);
  }
  if (window.known) AddMonths(item, features, window, BlockKind::kWideMonth, &blocks);
  return Sorted(std::move(blocks));
}

bool IsLead(const Weights& weights, const Item& item) {
  return item.sentence < weights.lead_sentences && 4 * item.begin < weights.document_bytes;
}

bool MayPairInDocument(const Weights& weights, const Item& a, const Item& b) {
  if (a.document != b.document || a.kind != b.kind || a.family != b.family) return false;
  const auto apart = [](uint32_t x, uint32_t y) { return x < y ? y - x : x - y; };
  const Item& earlier = a.begin <= b.begin ? a : b;
  if (IsLead(weights, earlier)) return true;
  return apart(a.sentence, b.sentence) <= weights.document_window &&
         apart(a.begin, b.begin) <= weights.document_bytes;
}

}  // namespace tadwin::link
