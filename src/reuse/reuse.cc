#include "reuse/reuse.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/hash.h"

namespace tadwin::reuse {
namespace {

constexpr size_t kShingle = 4;        // words of a shingle
constexpr size_t kFollowed = 8;       // earliest and nearest bearers of a shingle, each
constexpr size_t kSources = 32;       // earlier documents that one is laid beside
constexpr uint32_t kSharedLeast = 2;  // shingles that two documents share before they are aligned

struct Posting {
  uint64_t shingle = 0;
  uint32_t rank = 0;  // of the document, by appearance
  auto operator<=>(const Posting&) const = default;
};

uint64_t ShingleAt(const std::vector<uint32_t>& words, size_t at) {
  return Hash64(
      std::string_view(reinterpret_cast<const char*>(&words[at]), kShingle * sizeof(uint32_t)));
}

std::vector<uint64_t> ShinglesOf(const std::vector<uint32_t>& words) {
  std::vector<uint64_t> shingles;
  for (size_t at = 0; at + kShingle <= words.size(); ++at) {
    shingles.push_back(ShingleAt(words, at));
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

// By date, then name; documents without a date come last.
std::vector<uint32_t> OrderOfAppearance(const std::vector<Document>& documents) {
  std::vector<uint32_t> order(documents.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const Document& one = documents[a];
    const Document& other = documents[b];
    const auto key = [](const Document& document) {
      return std::tuple(!document.published, document.published.value_or(Date{}));
    };
    return std::tuple(key(one), std::string_view(one.name), std::string_view(one.sha256)) <
           std::tuple(key(other), std::string_view(other.name), std::string_view(other.sha256));
  });
  return order;
}

class Finder {
 public:
  Finder(const std::vector<Document>& documents, const ReuseOptions& options)
      : documents_(documents), options_(options), order_(OrderOfAppearance(documents)) {
    for (uint32_t rank = 0; rank < order_.size(); ++rank) {
      for (const uint64_t shingle : ShinglesOf(WordsOf(rank))) postings_.push_back({shingle, rank});
    }
    std::sort(postings_.begin(), postings_.end());
    KeepShared();
  }

  std::vector<Passage> Run() {
    std::vector<Passage> all;
    by_rank_.resize(order_.size());
    for (uint32_t rank = 0; rank < order_.size(); ++rank) {
      by_rank_[rank] = PassagesOf(rank);
      all.insert(all.end(), by_rank_[rank].begin(), by_rank_[rank].end());
    }
    for (Passage& passage : all) {
      const Document& document = documents_[order_[passage.document]];
      const Document& source = documents_[order_[passage.source]];
      passage.is_dated =
          document.published && source.published && *source.published < *document.published;
      passage.document = order_[passage.document];
      passage.source = order_[passage.source];
      passage.first = order_[passage.first];
    }
    return all;
  }

 private:
  const std::vector<uint32_t>& WordsOf(uint32_t rank) const {
    return documents_[order_[rank]].words;
  }

  // Drops the shingles that only one document has: most of them.
  void KeepShared() {
    size_t kept = 0;
    for (size_t from = 0; from < postings_.size();) {
      size_t to = from;
      while (to < postings_.size() && postings_[to].shingle == postings_[from].shingle) ++to;
      if (to - from > 1) {
        for (size_t at = from; at < to; ++at) postings_[kept++] = postings_[at];
      }
      from = to;
    }
    postings_.resize(kept);
    postings_.shrink_to_fit();
  }

  // Earlier documents that share shingles with this one, those that share most first.
  std::vector<uint32_t> CandidatesOf(uint32_t rank) const {
    std::map<uint32_t, uint32_t> shared;
    for (const uint64_t shingle : ShinglesOf(WordsOf(rank))) {
      const auto first = std::lower_bound(postings_.begin(), postings_.end(), Posting{shingle, 0});
      const auto here = std::lower_bound(first, postings_.end(), Posting{shingle, rank});
      const auto before = static_cast<size_t>(here - first);
      for (size_t n = 0; n < std::min(before, kFollowed); ++n) ++shared[(first + n)->rank];
      const size_t nearest = before > 2 * kFollowed ? before - kFollowed : kFollowed;
      for (size_t n = nearest; n < before; ++n) ++shared[(first + n)->rank];
    }
    std::vector<std::pair<uint32_t, uint32_t>> most;  // (shared, rank)
    const uint32_t least = options_.min_words > kShingle ? kSharedLeast : 1;
    for (const auto& [other, count] : shared) {
      if (count >= least) most.emplace_back(count, other);
    }
    std::stable_sort(most.begin(), most.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (most.size() > kSources) most.resize(kSources);
    std::vector<uint32_t> candidates;
    for (const auto& entry : most) candidates.push_back(entry.second);
    return candidates;
  }

  // Where the words of a passage of `source` first stood.
  uint32_t FirstOf(uint32_t source, const SharedPassage& shared) const {
    for (const Passage& earlier : by_rank_[source]) {
      const uint32_t begin = std::max(earlier.shared.begin, shared.other_begin);
      const uint32_t end = std::min(earlier.shared.end, shared.other_end);
      if (begin < end && 2 * (end - begin) >= shared.other_end - shared.other_begin) {
        return earlier.first;
      }
    }
    return source;
  }

  std::vector<Passage> PassagesOf(uint32_t rank) const {
    std::vector<Passage> found;
    for (const uint32_t source : CandidatesOf(rank)) {
      for (const SharedPassage& shared :
           Align(WordsOf(rank), WordsOf(source), options_.min_words)) {
        found.push_back({rank, source, source, shared, false});
      }
    }
    std::sort(found.begin(), found.end(), [](const Passage& a, const Passage& b) {
      const auto changed = [](const SharedPassage& s) {
        return s.end - s.begin + s.other_end - s.other_begin - 2 * s.same;
      };
      return std::tuple(b.shared.same, changed(a.shared), a.source, a.shared.begin,
                        a.shared.other_begin) < std::tuple(a.shared.same, changed(b.shared),
                                                           b.source, b.shared.begin,
                                                           b.shared.other_begin);
    });
    std::vector<Passage> kept;
    for (Passage& passage : found) {
      const bool overlaps = std::any_of(kept.begin(), kept.end(), [&](const Passage& other) {
        return passage.shared.begin < other.shared.end && other.shared.begin < passage.shared.end;
      });
      if (overlaps) continue;
      passage.first = FirstOf(passage.source, passage.shared);
      kept.push_back(passage);
    }
    std::sort(kept.begin(), kept.end(),
              [](const Passage& a, const Passage& b) { return a.shared.begin < b.shared.begin; });
    return kept;
  }

  const std::vector<Document>& documents_;
  const ReuseOptions options_;
  const std::vector<uint32_t> order_;          // rank -> index
  std::vector<Posting> postings_;              // by shingle, then rank
  std::vector<std::vector<Passage>> by_rank_;  // documents as ranks
};

}  // namespace

std::vector<Passage> FindReuse(const std::vector<Document>& documents,
                               const ReuseOptions& options) {
  return Finder(documents, options).Run();
}

}  // namespace tadwin::reuse
