#include "query/suggest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace tadwin::query {
namespace {

size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string Nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  size_t best_distance = SIZE_MAX;
  for (const std::string_view one : known) {
    const size_t distance = Distance(word, one);
    const bool is_part = word.size() >= 3 && one.find(word) != std::string_view::npos;
    if (distance > std::max<size_t>(1, one.size() / 3) && !is_part) continue;
    if (distance < best_distance) {
      best = one;
      best_distance = distance;
    }
  }
  return std::string(best);
}

std::string DidYouMean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string nearest = Nearest(word, known);
  return nearest.empty() ? std::string() : " (did you mean " + nearest + "?)";
}

std::string JoinedWords(const std::vector<std::string_view>& words) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace tadwin::query
