#include "link/block.h"

#include <algorithm>
#include <tuple>

#include "base/calendar.h"

namespace tadwin::link {
namespace {

constexpr int32_t kDays = 3;
constexpr int32_t kWideDays = 100;  // beyond a quarter a date proposes nothing by itself

enum class BlockKind : uint8_t { kDay, kMonth, kPerson, kOnce, kParty };

// One fact's place in one block. Sorting brings the blocks together.
struct Entry {
  BlockKind kind;
  uint32_t a;  // family, or 0
  int32_t b;   // day, month, or 0
  uint32_t c;  // participant or place, or 0
  uint32_t item;

  auto Block() const { return std::tuple(kind, a, b, c); }
  bool operator<(const Entry& other) const {
    return std::tuple(Block(), item) < std::tuple(other.Block(), other.item);
  }
  bool operator==(const Entry& other) const {
    return Block() == other.Block() && item == other.item;
  }
};

int32_t MonthOf(int32_t day) {
  const CivilDate civil = ToCivil(Date{day});
  return civil.year * 12 + civil.month;
}

template <typename Visitor>
void ForEachFeature(const Item& item, Visitor visit) {
  if (item.place.key != 0 && !item.place.is_country) visit(item.place.key);
  for (const ItemName& name : item.actors) {
    if (name.key != 0) visit(name.key);
  }
  for (const ItemName& name : item.targets) {
    if (name.key != 0) visit(name.key);
  }
}

void AddEvent(const Item& item, uint32_t i, std::vector<Entry>* entries) {
  for (const ItemName& name : item.targets) {
    if (name.person != 0) entries->push_back({BlockKind::kPerson, 0, 0, name.person, i});
    if (item.harms && name.tail != 0) {
      entries->push_back({BlockKind::kPerson, 0, 0, name.tail, i});
    }
  }
  if (item.dated && item.length() <= kDays) {
    for (int32_t day = item.start; day <= item.stop + 1; ++day) {
      entries->push_back({BlockKind::kDay, item.family, day, 0, i});
    }
  }
  if (item.dated && item.length() <= kWideDays) {
    for (int32_t month = MonthOf(item.start); month <= MonthOf(item.stop); ++month) {
      ForEachFeature(item, [&](Key key) {
        entries->push_back({BlockKind::kMonth, item.family, month, key, i});
      });
    }
  }
  if (!item.repeats) {
    for (const ItemName& name : item.targets) {
      if (name.key != 0) entries->push_back({BlockKind::kOnce, item.family, 0, name.key, i});
    }
  }
}

void AddCommitment(const Item& item, uint32_t i, std::vector<Entry>* entries) {
  const int32_t year = item.dated ? ToCivil(Date{item.start}).year : 0;
  for (const auto* names : {&item.actors, &item.targets}) {
    for (const ItemName& name : *names) {
      if (name.key == 0) continue;
      for (int32_t near = year - 1; near <= year + 1; ++near) {
        entries->push_back({BlockKind::kParty, item.topic, item.dated ? near : 0, name.key, i});
        if (!item.dated) break;
      }
    }
  }
}

// Pairs of one block, given as a range of items.
class Pairing {
 public:
  Pairing(const Weights& weights, const std::vector<Item>& items, std::vector<Pair>* out)
      : weights_(weights), items_(items), out_(out) {}

  void Add(uint32_t a, uint32_t b) {
    if (a == b) return;
    out_->emplace_back(std::min(a, b), std::max(a, b));
  }

  void AllOrWindow(std::vector<uint32_t> members) {
    const auto limit = static_cast<size_t>(weights_.block_limit);
    const auto window = static_cast<size_t>(weights_.block_window);
    const size_t reach = members.size() <= limit ? members.size() : window;
    if (reach == window) {
      std::sort(members.begin(), members.end(),
                [&](uint32_t a, uint32_t b) { return Order(a) < Order(b); });
    }
    for (size_t i = 0; i < members.size(); ++i) {
      const size_t end = std::min(members.size(), i + 1 + reach);
      for (size_t j = i + 1; j < end; ++j) Add(members[i], members[j]);
    }
  }

  // What is told less closely than to the day, with everything else of its month.
  void WideWithAll(const std::vector<uint32_t>& members) {
    std::vector<uint32_t> narrow;
    std::vector<uint32_t> wide;
    for (const uint32_t member : members) {
      (items_[member].length() > kDays ? wide : narrow).push_back(member);
    }
    const auto limit = static_cast<size_t>(weights_.block_limit);
    const size_t step = 1 + narrow.size() / limit;  // thin out what is too many to compare with
    for (const uint32_t member : wide) {
      for (size_t i = member % step; i < narrow.size(); i += step) Add(member, narrow[i]);
    }
    AllOrWindow(std::move(wide));
  }

  // A block: all its pairs, or those that also share a participant or place.
  void Block(const std::vector<uint32_t>& members) {
    if (members.size() <= static_cast<size_t>(weights_.block_limit)) {
      AllOrWindow(members);
      return;
    }
    std::vector<std::pair<Key, uint32_t>> by_feature;
    for (const uint32_t member : members) {
      ForEachFeature(items_[member], [&](Key key) { by_feature.emplace_back(key, member); });
    }
    std::sort(by_feature.begin(), by_feature.end());
    by_feature.erase(std::unique(by_feature.begin(), by_feature.end()), by_feature.end());
    for (size_t i = 0; i < by_feature.size();) {
      std::vector<uint32_t> sub;
      const Key key = by_feature[i].first;
      for (; i < by_feature.size() && by_feature[i].first == key; ++i) {
        sub.push_back(by_feature[i].second);
      }
      AllOrWindow(std::move(sub));
    }
  }

 private:
  std::tuple<int32_t, Key, Key, Key, uint32_t> Order(uint32_t i) const {
    const Item& item = items_[i];
    return {item.start, item.place.key, item.targets.empty() ? 0 : item.targets.front().key,
            item.subtype, i};
  }

  const Weights& weights_;
  const std::vector<Item>& items_;
  std::vector<Pair>* out_;
};

void PairInsideDocuments(const Weights& weights, const std::vector<Item>& items,
                         std::vector<Pair>* out) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == FactKind::kEvent || items[i].kind == FactKind::kCommitment) {
      order.push_back(i);
    }
  }
  const auto block = [&](uint32_t i) {
    return std::tuple(items[i].document, items[i].kind, items[i].family);
  };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::tuple(block(a), items[a].begin, a) < std::tuple(block(b), items[b].begin, b);
  });
  const auto window = static_cast<size_t>(weights.document_window);
  size_t first = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    if (block(order[i]) != block(order[first])) first = i;
    // The window before it, and the document's first facts, which sum up what follows.
    const size_t begin = i - first > window ? i - window : first;
    for (size_t j = begin; j < i; ++j) {
      out->emplace_back(std::min(order[i], order[j]), std::max(order[i], order[j]));
    }
    for (size_t j = first; j < std::min(begin, first + window / 4); ++j) {
      out->emplace_back(std::min(order[i], order[j]), std::max(order[i], order[j]));
    }
  }
}

}  // namespace

std::vector<Pair> CandidatePairs(const Weights& weights, const std::vector<Item>& items) {
  std::vector<Entry> entries;
  for (uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == FactKind::kEvent) AddEvent(items[i], i, &entries);
    if (items[i].kind == FactKind::kCommitment) AddCommitment(items[i], i, &entries);
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());

  std::vector<Pair> pairs;
  Pairing pairing(weights, items, &pairs);
  std::vector<uint32_t> members;
  for (size_t i = 0; i < entries.size();) {
    members.clear();
    const auto block = entries[i].Block();
    for (; i < entries.size() && entries[i].Block() == block; ++i) {
      members.push_back(entries[i].item);
    }
    if (members.size() < 2) continue;
    if (std::get<0>(block) == BlockKind::kMonth) {
      pairing.WideWithAll(members);
    } else {
      pairing.Block(members);
    }
  }
  PairInsideDocuments(weights, items, &pairs);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace tadwin::link
