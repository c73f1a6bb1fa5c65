// Digests of rows, the same in every engine and whatever the order the rows are read in.
//
// A row is encoded as the name of its table and its values with their types and lengths, so that no
// two rows have the same bytes. A set of rows is hashed in the order of those bytes. A Multiset is
// a sum of hashes modulo 2^256: adding or taking away a row costs one hash, whatever else is in it.
// Threads: safe, one object per thread.

#ifndef TADWIN_STORE_ROW_DIGEST_H_
#define TADWIN_STORE_ROW_DIGEST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// Appends one value.
void EncodeText(std::string_view text, std::string* row);
void EncodeInt(int64_t value, std::string* row);
void EncodeDouble(double value, std::string* row);
void EncodeNull(std::string* row);
void EncodeValue(const SqlValue& value, std::string* row);

// As a statement binds them.
inline void Encode(std::string_view value, std::string* row) { EncodeText(value, row); }
inline void Encode(const std::string& value, std::string* row) { EncodeText(value, row); }
inline void Encode(const char* value, std::string* row) { EncodeText(value, row); }
inline void Encode(int64_t value, std::string* row) { EncodeInt(value, row); }
inline void Encode(uint64_t value, std::string* row) {
  EncodeInt(static_cast<int64_t>(value), row);
}
inline void Encode(uint32_t value, std::string* row) { EncodeInt(value, row); }
inline void Encode(int value, std::string* row) { EncodeInt(value, row); }
inline void Encode(bool value, std::string* row) { EncodeInt(value ? 1 : 0, row); }
inline void Encode(double value, std::string* row) { EncodeDouble(value, row); }
inline void Encode(std::nullopt_t, std::string* row) { EncodeNull(row); }
template <typename T>
void Encode(const std::optional<T>& value, std::string* row) {
  if (value) {
    Encode(*value, row);
  } else {
    EncodeNull(row);
  }
}

template <typename... Values>
std::string EncodeRow(const char* table, const Values&... values) {
  std::string row;
  EncodeText(table, &row);
  (Encode(values, &row), ...);
  return row;
}
// The current row of a query of all columns in their order, but for the last `left_out`.
std::string EncodeRow(const char* table, const Statement& row, int left_out = 0);

// The rows of one document, or of one incident.
class RowSet {
 public:
  // Writes a row and keeps it for the digest.
  template <typename... Values>
  Status Insert(const char* table, Statement* insert, const Values&... values) {
    rows_.push_back(EncodeRow(table, values...));
    return insert->Run(values...);
  }
  void Add(std::string row) { rows_.push_back(std::move(row)); }
  size_t size() const { return rows_.size(); }
  // Lower-case hexadecimal SHA-256.
  std::string Digest();
  // The same, and the beginning of one for the rows of each table: "HASH table=0a1b2c3d ...".
  std::string DetailedDigest();

 private:
  std::vector<std::string> rows_;
};

// The tables in which two detailed digests differ; none when the digests are the same.
std::vector<std::string> TablesThatDiffer(std::string_view one, std::string_view other);

class Multiset {
 public:
  void Add(std::string_view row) { Apply(row, 1); }
  void Take(std::string_view row) { Apply(row, -1); }
  std::string ToHex() const;  // 64 digits
  static Multiset FromHex(std::string_view hex);
  bool operator==(const Multiset&) const = default;

 private:
  void Apply(std::string_view row, int sign);
  std::array<uint64_t, 4> lanes_{};  // least significant first
};

}  // namespace tadwin::store

#endif  // TADWIN_STORE_ROW_DIGEST_H_
