#include "reuse/align.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace tadwin::reuse {
namespace {

constexpr uint32_t kRun = 3;       // words in a row that anchor a passage
constexpr uint32_t kGap = 6;       // words that an editor may put in, leave out or change at once
constexpr uint32_t kEndLeast = 2;  // same words that carry a passage on over changed ones
// What a same word gains and a changed word on one side costs.
constexpr int64_t kGain = 4;
constexpr int64_t kCost = 2;
constexpr size_t kRepeats = 8;    // places of one anchor that are looked at in the other text
constexpr size_t kLookBack = 64;  // anchors before one that it may go on from

using Words = std::vector<uint32_t>;

struct Run {
  uint32_t one = 0;
  uint32_t other = 0;
  uint32_t length = 0;
};

// A run within a chain: what it adds and the words between it and the run before.
struct Link {
  SharedPassage run;
  uint32_t same_in_gap = 0;
  uint32_t changed = 0;  // words of both sides in the gap that are not the same
};

using Anchor = std::array<uint32_t, kRun>;

Anchor AnchorAt(const Words& words, size_t at) { return {words[at], words[at + 1], words[at + 2]}; }

// All longest runs of the same words, by place in `one`.
std::vector<Run> FindRuns(const Words& one, const Words& other) {
  std::vector<Run> runs;
  if (one.size() < kRun || other.size() < kRun) return runs;
  std::vector<std::pair<Anchor, uint32_t>> places;
  places.reserve(other.size());
  for (uint32_t at = 0; at + kRun <= other.size(); ++at) {
    places.emplace_back(AnchorAt(other, at), at);
  }
  std::sort(places.begin(), places.end());
  for (uint32_t at = 0; at + kRun <= one.size(); ++at) {
    const Anchor anchor = AnchorAt(one, at);
    auto place = std::lower_bound(places.begin(), places.end(), std::pair{anchor, uint32_t{0}});
    for (size_t n = 0; n < kRepeats && place != places.end() && place->first == anchor;
         ++n, ++place) {
      const uint32_t to = place->second;
      if (at > 0 && to > 0 && one[at - 1] == other[to - 1]) continue;  // within a run found before
      uint32_t length = kRun;
      while (at + length < one.size() && to + length < other.size() &&
             one[at + length] == other[to + length]) {
        ++length;
      }
      runs.push_back({at, to, length});
    }
  }
  return runs;
}

// best[i][j]: length of the longest common subsequence of the first i and j words of two gaps of at
// most kGap words.
using Grid = std::array<std::array<uint32_t, kGap + 1>, kGap + 1>;

template <typename One, typename Other>
Grid CountSame(One one, uint32_t one_size, Other other, uint32_t other_size) {
  Grid best{};
  for (uint32_t i = 0; i < one_size; ++i) {
    for (uint32_t j = 0; j < other_size; ++j) {
      best[i + 1][j + 1] =
          one[i] == other[j] ? best[i][j] + 1 : std::max(best[i][j + 1], best[i + 1][j]);
    }
  }
  return best;
}

// `run` as it goes on from `before`, when it can; words that both runs claim stay with `before`.
bool Join(const Words& one, const Words& other, const Run& before, const Run& run, Link* link) {
  if (before.one >= run.one || before.other >= run.other) return false;
  const uint32_t one_end = before.one + before.length;
  const uint32_t other_end = before.other + before.length;
  uint32_t cut = one_end > run.one ? one_end - run.one : 0;
  if (other_end > run.other) cut = std::max(cut, other_end - run.other);
  if (cut >= run.length) return false;
  const uint32_t one_gap = run.one + cut - one_end;
  const uint32_t other_gap = run.other + cut - other_end;
  if (one_gap > kGap || other_gap > kGap) return false;
  link->same_in_gap = CountSame(one.begin() + one_end, one_gap, other.begin() + other_end,
                                other_gap)[one_gap][other_gap];
  link->changed = one_gap + other_gap - 2 * link->same_in_gap;
  link->run = {run.one + cut, run.one + run.length, run.other + cut, run.other + run.length,
               run.length - cut};
  return true;
}

SharedPassage Sum(const std::vector<Link>& chain, size_t from, size_t to) {
  SharedPassage sum{chain[from].run.begin, chain[to - 1].run.end, chain[from].run.other_begin,
                    chain[to - 1].run.other_end, 0};
  for (size_t at = from; at < to; ++at) {
    sum.same += chain[at].run.same + (at > from ? chain[at].same_in_gap : 0);
  }
  return sum;
}

bool IsLikeEnough(const SharedPassage& passage) {
  const uint32_t all = passage.end - passage.begin + passage.other_end - passage.other_begin;
  return 8 * passage.same >= 3 * all;
}

// How far two texts go on with enough same words among changed ones.
struct Step {
  uint32_t one = 0;
  uint32_t other = 0;
  uint32_t same = 0;
};

template <typename One, typename Other>
Step FindStep(One one, uint32_t one_left, Other other, uint32_t other_left) {
  const uint32_t one_size = std::min(one_left, kGap);
  const uint32_t other_size = std::min(other_left, kGap);
  const Grid best = CountSame(one, one_size, other, other_size);
  Step step;
  int64_t most = 0;
  for (uint32_t i = 1; i <= one_size; ++i) {
    for (uint32_t j = 1; j <= other_size; ++j) {
      const uint32_t same = best[i][j];
      const int64_t score = kGain * int64_t{same} - kCost * (int64_t{i} + j - 2 * int64_t{same});
      if (same < kEndLeast || score <= most) continue;
      most = score;
      step = {i, j, same};
    }
  }
  return step;
}

// Carries a passage on at both ends as long as it stays like enough.
SharedPassage Stretch(const Words& one, const Words& other, SharedPassage passage) {
  const auto size_of = [](const Words& words) { return static_cast<uint32_t>(words.size()); };
  while (true) {
    const Step step =
        FindStep(one.begin() + passage.end, size_of(one) - passage.end,
                 other.begin() + passage.other_end, size_of(other) - passage.other_end);
    SharedPassage longer = passage;
    longer.end += step.one;
    longer.other_end += step.other;
    longer.same += step.same;
    if (step.same == 0 || !IsLikeEnough(longer)) break;
    passage = longer;
  }
  while (true) {
    const Step step = FindStep(
        std::make_reverse_iterator(one.begin() + passage.begin), passage.begin,
        std::make_reverse_iterator(other.begin() + passage.other_begin), passage.other_begin);
    SharedPassage longer = passage;
    longer.begin -= step.one;
    longer.other_begin -= step.other;
    longer.same += step.same;
    if (step.same == 0 || !IsLikeEnough(longer)) break;
    passage = longer;
  }
  return passage;
}

// Cuts a chain at its widest gap until every piece is like enough.
void AddPassages(const Words& one, const Words& other, const std::vector<Link>& chain,
                 uint32_t min_words, std::vector<SharedPassage>* passages) {
  std::vector<std::pair<size_t, size_t>> pieces = {{0, chain.size()}};
  while (!pieces.empty()) {
    const auto [from, to] = pieces.back();
    pieces.pop_back();
    const SharedPassage sum = Sum(chain, from, to);
    if (IsLikeEnough(sum)) {
      const SharedPassage whole = Stretch(one, other, sum);
      if (whole.same >= min_words) passages->push_back(whole);
      continue;
    }
    size_t widest = from + 1;
    for (size_t at = widest + 1; at < to; ++at) {
      if (chain[at].changed > chain[widest].changed) widest = at;
    }
    pieces.emplace_back(from, widest);
    pieces.emplace_back(widest, to);
  }
}

struct Chains {
  std::vector<int64_t> score;
  std::vector<int32_t> before;  // -1: none
};

Chains ChainRuns(const Words& one, const Words& other, const std::vector<Run>& runs) {
  Chains chains{std::vector<int64_t>(runs.size()), std::vector<int32_t>(runs.size(), -1)};
  for (size_t i = 0; i < runs.size(); ++i) {
    chains.score[i] = kGain * int64_t{runs[i].length};
    for (size_t back = 1; back <= std::min(i, kLookBack); ++back) {
      Link link;
      if (!Join(one, other, runs[i - back], runs[i], &link)) continue;
      const int64_t score = chains.score[i - back] +
                            kGain * (int64_t{link.run.same} + link.same_in_gap) -
                            kCost * int64_t{link.changed};
      if (score <= chains.score[i]) continue;
      chains.score[i] = score;
      chains.before[i] = static_cast<int32_t>(i - back);
    }
  }
  return chains;
}

}  // namespace

double Likeness(const SharedPassage& passage) {
  const uint32_t all = passage.end - passage.begin + passage.other_end - passage.other_begin;
  return all == 0 ? 0 : 2.0 * passage.same / all;
}

bool IsVerbatim(const SharedPassage& passage) {
  return passage.same == passage.end - passage.begin &&
         passage.same == passage.other_end - passage.other_begin;
}

std::vector<SharedPassage> Align(const std::vector<uint32_t>& one,
                                 const std::vector<uint32_t>& other, uint32_t min_words) {
  std::vector<SharedPassage> passages;
  const std::vector<Run> runs = FindRuns(one, other);
  if (runs.empty()) return passages;
  const Chains chains = ChainRuns(one, other, runs);
  std::vector<size_t> order(runs.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return chains.score[a] > chains.score[b]; });
  std::vector<bool> is_used(runs.size(), false);
  for (const size_t last : order) {
    if (is_used[last]) continue;
    std::vector<size_t> members;
    for (int64_t at = static_cast<int64_t>(last); at >= 0 && !is_used[static_cast<size_t>(at)];
         at = chains.before[static_cast<size_t>(at)]) {
      members.push_back(static_cast<size_t>(at));
      is_used[members.back()] = true;
    }
    std::reverse(members.begin(), members.end());
    std::vector<Link> chain;
    for (size_t n = 0; n < members.size(); ++n) {
      const Run& run = runs[members[n]];
      Link link{
          {run.one, run.one + run.length, run.other, run.other + run.length, run.length}, 0, 0};
      if (n > 0) Join(one, other, runs[members[n - 1]], run, &link);
      chain.push_back(link);
    }
    AddPassages(one, other, chain, min_words, &passages);
  }
  std::sort(passages.begin(), passages.end(), [](const auto& a, const auto& b) {
    return std::tie(a.begin, a.end, a.other_begin, a.other_end) <
           std::tie(b.begin, b.end, b.other_begin, b.other_end);
  });
  return passages;
}

}  // namespace tadwin::reuse
