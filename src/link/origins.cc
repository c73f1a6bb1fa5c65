#include "link/origins.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>

namespace tadwin::link {
namespace {

// Measured on the copied passages of the sample corpus, dev half: docs/reconcile.md.
constexpr double kCopied = 0.3;
constexpr size_t kDigits = 8;     // of one pair of words in a wording
constexpr size_t kCompared = 64;  // earlier facts that one is compared with, in order of appearance

// Whom the text passes on, outermost link first, else whom its document credits.
std::string SourceOf(const Fact& fact) {
  if (fact.speaker) {
    for (const SpeakerLink& link : fact.speaker->chain) {
      if (link.type == SpeakerType::kAgency && !link.id.empty()) return link.id;
    }
    if (fact.speaker->type == SpeakerType::kAgency && !fact.speaker->id.empty()) {
      return fact.speaker->id;
    }
  }
  return fact.credit;
}

// By appearance: documents without a date last.
bool AppearsBefore(const Fact& a, const Fact& b) {
  const auto key = [](const Fact& fact) {
    return std::tuple(fact.told ? fact.told->start.days : INT32_MAX, std::string_view(fact.doc),
                      std::string_view(fact.doc_sha256), fact.span.begin, fact.span.end,
                      std::string_view(fact.id));
  };
  return key(a) < key(b);
}

class Groups {
 public:
  explicit Groups(size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }
  size_t Find(size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }
  // The earlier one leads.
  void Join(size_t a, size_t b) {
    a = Find(a);
    b = Find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<size_t> parent_;
};

}  // namespace

double WordingLikeness(std::string_view a, std::string_view b) {
  const size_t a_size = a.size() / kDigits;
  const size_t b_size = b.size() / kDigits;
  if (a_size == 0 || b_size == 0) return 0;
  const auto at = [](std::string_view wording, size_t i) {
    return wording.substr(i * kDigits, kDigits);
  };
  // The smallest of the union as a sample of it; both are sorted.
  const size_t sample = std::min(a_size, b_size);
  size_t common = 0;
  for (size_t i = 0, j = 0, seen = 0; seen < sample; ++seen) {
    if (j == b_size || (i < a_size && at(a, i) < at(b, j))) {
      ++i;
    } else if (i == a_size || at(b, j) < at(a, i)) {
      ++j;
    } else {
      ++common, ++i, ++j;
    }
  }
  return static_cast<double>(common) / static_cast<double>(sample);
}

std::vector<std::string> OriginsOf(const std::vector<const Fact*>& facts) {
  std::vector<size_t> order(facts.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return AppearsBefore(*facts[a], *facts[b]); });
  Groups groups(order.size());  // by place in the order of appearance
  for (size_t i = 1; i < order.size(); ++i) {
    for (size_t j = i > kCompared ? i - kCompared : 0; j < i; ++j) {
      const Fact& one = *facts[order[i]];
      const Fact& other = *facts[order[j]];
      if (one.doc_sha256 == other.doc_sha256 && one.doc == other.doc) continue;
      if (WordingLikeness(one.wording, other.wording) >= kCopied) groups.Join(i, j);
    }
  }
  // The agency that any of the copies passes on or credits is the origin of all of them.
  std::map<size_t, std::string> sources;
  for (size_t i = 0; i < order.size(); ++i) {
    const std::string source = SourceOf(*facts[order[i]]);
    std::string& of_group = sources[groups.Find(i)];
    if (of_group.empty()) of_group = source;
  }
  std::vector<std::string> origins(facts.size());
  for (size_t i = 0; i < order.size(); ++i) {
    const size_t group = groups.Find(i);
    const std::string& source = sources[group];
    origins[order[i]] = source.empty() ? facts[order[group]]->doc : source;
  }
  return origins;
}

}  // namespace tadwin::link
