#include "annotate/names/tagger.h"

#include <algorithm>
#include <atomic>
#include <charconv>

namespace tadwin::annotate {
namespace {

constexpr double kForbidden = -1e9;
constexpr int32_t kForbiddenPoints = -1'000'000'000;
// Points are counted from the best label again after so many words, lest they grow too large.
constexpr size_t kRestAfter = 1024;

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
    uint64_t points = uint64_t{FeatureWeights::kBias} << 8 * kLabels;
    for (size_t l = 0; l < kLabels; ++l) {
      points |= static_cast<uint64_t>(values[l] + kBias) << 8 * l;
    }
    rows_[at].low = static_cast<uint32_t>(points);
    rows_[at].high = static_cast<uint32_t>(points >> 32);
  }
}

std::vector<Label> Tagger::Tag(const SentenceFeatures& features) const {
  std::vector<LabelScores> scores(features.size());
  if (!empty()) {
    for (size_t i = 0; i < features.size(); ++i) {
      for (const uint32_t feature : features[i]) weights_.AddTo(feature, &scores[i]);
    }
  }
  std::vector<Label> labels;
  TagScores(scores, &labels);
  return labels;
}

// BestSequence in whole numbers; the same labels.
void Tagger::TagScores(const std::vector<LabelScores>& scores, std::vector<Label>* labels) const {
  labels->assign(scores.size(), Label::kOutside);
  if (empty() || scores.empty()) return;
  thread_local std::vector<std::array<uint8_t, kLabels + 1>> from;
  from.resize(scores.size());
  std::array<int32_t, kLabels> best{};
  for (size_t l = 0; l < kLabels; ++l) {
    const bool allowed = !IsInside(static_cast<Label>(l));
    best[l] = allowed ? scores[0][l] + weights_.moves()[0][l] : kForbiddenPoints;
  }
  std::array<std::array<int32_t, kLabels>, kLabels> moves;  // [before][after]
  for (size_t before = 0; before < kLabels; ++before) {
    for (size_t l = 0; l < kLabels; ++l) moves[before][l] = weights_.moves()[before + 1][l];
  }
  for (size_t i = 1; i < scores.size(); ++i) {
    std::array<int32_t, kLabels> next;
    // Anything may stand before these.
    for (const size_t l : {size_t{0}, size_t{1}, size_t{3}, size_t{5}}) {
      int32_t top = best[0] + moves[0][l];
      uint32_t source = 0;
#pragma GCC unroll 6
      for (uint32_t b = 1; b < kLabels; ++b) {
        const int32_t sum = best[b] + moves[b][l];
        source = sum > top ? b : source;
        top = std::max(sum, top);
      }
      next[l] = top + scores[i][l];
      from[i][l] = static_cast<uint8_t>(source);
    }
    // An inside label stands behind the label that begins its layer, or behind itself.
    for (const size_t l : {size_t{2}, size_t{4}, size_t{6}}) {
      const int32_t begun = best[l - 1] + moves[l - 1][l];
      const int32_t gone_on = best[l] + moves[l][l];
      next[l] = std::max(begun, gone_on) + scores[i][l];
      from[i][l] = static_cast<uint8_t>(gone_on > begun ? l : l - 1);
    }
    best = next;
    if (i % kRestAfter != 0) continue;
    const int32_t most = *std::max_element(best.begin(), best.end());
    for (int32_t& points : best) points -= most;
  }
  auto at = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t i = scores.size(); i-- > 0;) {
    (*labels)[i] = static_cast<Label>(at);
    at = from[i][at];
  }
}

}  // namespace tadwin::annotate
