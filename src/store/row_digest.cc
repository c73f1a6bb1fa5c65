#include "store/row_digest.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/hash.h"

namespace tadwin::store {

void EncodeText(std::string_view text, std::string* row) {
  row->push_back('t');
  row->append(std::to_string(text.size()));
  row->push_back(':');
  row->append(text);
}

void EncodeInt(int64_t value, std::string* row) {
  row->push_back('i');
  row->append(std::to_string(value));
  row->push_back(';');
}

void EncodeDouble(double value, std::string* row) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  row->push_back('r');
  row->append(buffer, end.ptr);
  row->push_back(';');
}

void EncodeNull(std::string* row) { row->push_back('n'); }

void EncodeValue(const SqlValue& value, std::string* row) {
  if (const auto* number = std::get_if<int64_t>(&value)) return EncodeInt(*number, row);
  if (const auto* real = std::get_if<double>(&value)) return EncodeDouble(*real, row);
  if (const auto* text = std::get_if<std::string>(&value)) return EncodeText(*text, row);
  EncodeNull(row);
}

std::string EncodeRow(const char* table, const Statement& row, int left_out) {
  std::string encoded;
  EncodeText(table, &encoded);
  for (int column = 0; column < row.columns() - left_out; ++column) {
    EncodeValue(row.Value(column), &encoded);
  }
  return encoded;
}

std::string RowSet::Digest() {
  std::sort(rows_.begin(), rows_.end());
  std::string all;
  for (const std::string& row : rows_) {
    all += row;
    all.push_back('\n');
  }
  return Sha256Hex(all);
}

std::string RowSet::DetailedDigest() {
  constexpr size_t kShort = 8;
  std::string detailed = Digest();  // sorts
  std::map<std::string_view, std::string> tables;
  for (const std::string& row : rows_) {
    const size_t colon = row.find(':');
    size_t length = 0;
    std::from_chars(row.data() + 1, row.data() + colon, length);
    std::string& all = tables[std::string_view(row).substr(colon + 1, length)];
    all += row;
    all.push_back('\n');
  }
  for (const auto& [table, all] : tables) {
    detailed += " " + std::string(table) + "=" + Sha256Hex(all).substr(0, kShort);
  }
  return detailed;
}

std::vector<std::string> TablesThatDiffer(std::string_view one, std::string_view other) {
  std::map<std::string, std::pair<std::string, std::string>> tables;
  const auto read = [&tables](std::string_view digest, auto member) {
    while (true) {
      const size_t space = digest.find(' ');
      if (space == std::string_view::npos) return;
      digest.remove_prefix(space + 1);
      const std::string_view part = digest.substr(0, digest.find(' '));
      const size_t equals = std::min(part.find('='), part.size() - 1);
      tables[std::string(part.substr(0, equals))].*member = part.substr(equals + 1);
    }
  };
  using Pair = std::pair<std::string, std::string>;
  read(one, &Pair::first);
  read(other, &Pair::second);
  std::vector<std::string> differ;
  for (const auto& [table, pair] : tables) {
    if (pair.first != pair.second) differ.push_back(table);
  }
  return differ;
}

void Multiset::Apply(std::string_view row, int sign) {
  const Multiset other = FromHex(Sha256Hex(row));
  uint64_t carry = sign > 0 ? 0 : 1;
  for (size_t i = 0; i < lanes_.size(); ++i) {
    // Taking away is adding the complement and one.
    const uint64_t term = sign > 0 ? other.lanes_[i] : ~other.lanes_[i];
    const uint64_t sum = lanes_[i] + term;
    const uint64_t with_carry = sum + carry;
    carry = (sum < term || with_carry < sum) ? 1 : 0;
    lanes_[i] = with_carry;
  }
}

std::string Multiset::ToHex() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (size_t lane = lanes_.size(); lane-- > 0;) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      hex.push_back(kDigits[(lanes_[lane] >> shift) & 0xF]);
    }
  }
  return hex;
}

Multiset Multiset::FromHex(std::string_view hex) {
  Multiset out;
  constexpr size_t kDigitsPerLane = 16;
  if (hex.size() != kDigitsPerLane * out.lanes_.size()) return out;
  for (size_t lane = 0; lane < out.lanes_.size(); ++lane) {
    const std::string_view part =
        hex.substr(kDigitsPerLane * (out.lanes_.size() - 1 - lane), kDigitsPerLane);
    std::from_chars(part.data(), part.data() + part.size(), out.lanes_[lane], 16);
  }
  return out;
}

}  // namespace tadwin::store
