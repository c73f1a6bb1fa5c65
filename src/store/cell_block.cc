#include "store/cell_block.h"

namespace tadwin::store {
namespace {

constexpr unsigned char kFirstDigit = '0';
constexpr uint64_t kMore = 32;
constexpr unsigned kBitsOfDigit = 5;

void PutNumber(uint64_t number, std::string* out) {
  while (number >= kMore) {
    *out += static_cast<char>(kFirstDigit + (kMore | (number & (kMore - 1))));
    number >>= kBitsOfDigit;
  }
  *out += static_cast<char>(kFirstDigit + number);
}

class BlockReader {
 public:
  explicit BlockReader(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ == text_.size(); }

  bool Number(uint64_t* number) {
    *number = 0;
    for (unsigned shift = 0; at_ < text_.size() && shift < 64; shift += kBitsOfDigit) {
      const uint64_t digit = static_cast<unsigned char>(text_[at_++]) - uint64_t{kFirstDigit};
      if (digit >= 2 * kMore) return false;
      *number |= (digit & (kMore - 1)) << shift;
      if (digit < kMore) return true;
    }
    return false;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

bool ReadCell(BlockReader* reader, Measures* measures) {
  uint64_t number = 0;
  if (!reader->Number(&number)) return false;
  (*measures)[0] = static_cast<int64_t>(number);
  uint64_t mask = 0;
  if (!reader->Number(&mask) || mask >> kMeasureCount != 0) return false;
  for (size_t i = 1; i < kMeasureCount; ++i) {
    if ((mask >> i & 1) == 0) continue;
    if (!reader->Number(&number)) return false;
    (*measures)[i] = static_cast<int64_t>(number);
  }
  return true;
}

}  // namespace

const char* const kMeasureNames[kMeasureCount] = {
    "incidents",         "killed_low",   "killed_low_known",   "killed_best",
    "killed_best_known", "killed_high",  "killed_high_known",  "injured_low",
    "injured_low_known", "injured_best", "injured_best_known", "injured_high",
    "injured_high_known"};

std::string WriteBlock(const std::vector<BlockCell>& cells) {
  std::string out;
  out.reserve(cells.size() * 20);
  int64_t before = 0;
  for (const BlockCell& cell : cells) {
    PutNumber(static_cast<uint64_t>(cell.b) - static_cast<uint64_t>(before), &out);
    before = cell.b;
    PutNumber(static_cast<uint64_t>(cell.measures[0]), &out);
    uint64_t mask = 0;
    for (size_t i = 1; i < kMeasureCount; ++i) {
      if (cell.measures[i] != 0) mask |= uint64_t{1} << i;
    }
    PutNumber(mask, &out);
    for (size_t i = 1; i < kMeasureCount; ++i) {
      if (cell.measures[i] != 0) PutNumber(static_cast<uint64_t>(cell.measures[i]), &out);
    }
  }
  return out;
}

Status ReadBlock(std::string_view text, std::vector<BlockCell>* out) {
  BlockReader reader(text);
  uint64_t b = 0;
  while (!reader.AtEnd()) {
    uint64_t more = 0;
    BlockCell cell;
    if (!reader.Number(&more) || !ReadCell(&reader, &cell.measures)) {
      return Error{ErrorCode::kIo, "counts of the ledger are damaged: `tadwin verify` tells more",
                   ""};
    }
    b += more;
    cell.b = static_cast<int64_t>(b);
    out->push_back(cell);
  }
  return {};
}

}  // namespace tadwin::store
