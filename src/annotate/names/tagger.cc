#include "annotate/names/tagger.h"

#include <algorithm>
#include <atomic>
#include <charconv>

namespace tadwin::annotate {
namespace {

constexpr double kForbidden = -1e9;

bool ParseHex(std::string_view text, uint32_t* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value, 16);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

// Reads one number of so many digits a label, written around the middle of their range.
bool ParseRow(std::string_view digits, size_t places, std::array<int16_t, kLabels>* values) {
  if (digits.size() != places * kLabels) return false;
  const int middle = places == 2 ? 0x80 : 0x8000;
  for (size_t l = 0; l < kLabels; ++l) {
    uint32_t number = 0;
    if (!ParseHex(digits.substr(places * l, places), &number)) return false;
    (*values)[l] = static_cast<int16_t>(static_cast<int>(number) - middle);
  }
  return true;
}

}  // namespace

// [after][before], as MayFollow has it.
const std::array<std::array<bool, kLabels>, kLabels> kMayFollow = [] {
  std::array<std::array<bool, kLabels>, kLabels> table{};
  for (size_t after = 0; after < kLabels; ++after) {
    for (size_t before = 0; before < kLabels; ++before) {
      table[after][before] = MayFollow(static_cast<Label>(before), static_cast<Label>(after));
    }
  }
  return table;
}();

bool IsBegin(Label label) {
  return label == Label::kBeginPerson || label == Label::kBeginOrg || label == Label::kBeginPlace;
}

bool IsInside(Label label) { return label != Label::kOutside && !IsBegin(label); }

Layer LayerOfLabel(Label label) {
  if (label == Label::kBeginPerson || label == Label::kInPerson) return Layer::kPerson;
  if (label == Label::kBeginOrg || label == Label::kInOrg) return Layer::kOrg;
  return Layer::kPlace;
}

bool MayFollow(Label before, Label after) {
  if (!IsInside(after)) return true;
  return before != Label::kOutside && LayerOfLabel(before) == LayerOfLabel(after);
}

std::vector<Label> BestSequence(const std::vector<std::array<double, kLabels>>& scores,
                                const std::array<std::array<double, kLabels>, kLabels + 1>& moves) {
  const size_t length = scores.size();
  std::vector<Label> labels(length, Label::kOutside);
  if (length == 0) return labels;
  std::vector<std::array<uint8_t, kLabels>> from(length);
  std::array<double, kLabels> best{};
  for (size_t l = 0; l < kLabels; ++l) {
    const bool allowed = !IsInside(static_cast<Label>(l));
    best[l] = allowed ? scores[0][l] + moves[0][l] : kForbidden;
  }
  for (size_t i = 1; i < length; ++i) {
    std::array<double, kLabels> next{};
    for (size_t l = 0; l < kLabels; ++l) {
      double top = 2 * kForbidden;
      for (size_t b = 0; b < kLabels; ++b) {
        if (!kMayFollow[l][b]) continue;
        const double score = best[b] + moves[b + 1][l];
        if (score > top) {
          top = score;
          from[i][l] = static_cast<uint8_t>(b);
        }
      }
      next[l] = top + scores[i][l];
    }
    best = next;
  }
  auto at = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t i = length; i-- > 0;) {
    labels[i] = static_cast<Label>(at);
    at = from[i][at];
  }
  return labels;
}

void FeatureWeights::Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
  static std::atomic<uint64_t> last_serial{0};
  const rules::Table* table = rules.FindTable("person/tagger");
  if (table == nullptr) return;
  serial_ = ++last_serial;
  size_t capacity = 1024;
  while (capacity < table->rows.size() * 2) capacity *= 2;
  rows_.assign(capacity, {});
  present_.assign(kPresenceBits / 64, 0);
  mask_ = static_cast<uint32_t>(capacity - 1);
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view digits = table->Cell(row, "weights");
    uint32_t key = 0;
    std::array<int16_t, kLabels> values{};
    const bool known = ParseHex(table->Cell(row, "feature"), &key);
    const bool is_move = key <= kLabels;  // from the start (0) or from label key - 1
    if (!known || !ParseRow(digits, is_move ? 4 : 2, &values)) {
      errors->push_back(
          Error{ErrorCode::kBadRule, "weights that cannot be read", table->Where(row, "weights")});
      return;
    }
    if (is_move) {
      moves_[key] = values;
      continue;
    }
    uint32_t at = key & mask_;
    while (rows_[at].key != 0) at = (at + 1) & mask_;
    rows_[at].key = key;
    const uint32_t bit = key & (kPresenceBits - 1);
    present_[bit / 64] |= uint64_t{1} << (bit % 64);
    for (size_t l = 0; l < kLabels; ++l) rows_[at].points[l] = static_cast<int8_t>(values[l]);
  }
}

std::vector<Label> Tagger::Tag(const SentenceFeatures& features) const {
  std::vector<LabelScores> scores(features.size());
  if (!empty()) {
    for (size_t i = 0; i < features.size(); ++i) {
      for (const uint32_t feature : features[i]) weights_.AddTo(feature, &scores[i]);
    }
  }
  return TagScores(scores);
}

std::vector<Label> Tagger::TagScores(const std::vector<LabelScores>& scores) const {
  if (empty()) return std::vector<Label>(scores.size(), Label::kOutside);
  std::vector<std::array<double, kLabels>> points(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) {
    for (size_t l = 0; l < kLabels; ++l) points[i][l] = scores[i][l];
  }
  std::array<std::array<double, kLabels>, kLabels + 1> moves{};
  for (size_t b = 0; b <= kLabels; ++b) {
    for (size_t l = 0; l < kLabels; ++l) moves[b][l] = weights_.moves()[b][l];
  }
  return BestSequence(points, moves);
}

}  // namespace tadwin::annotate
