// A value or the reason why there is none; errors are values and nothing throws across a folder.
//
// Shaped after std::expected, which the supported compilers lack under -std=c++20.
// Errors: one enum of codes for the whole product; only serve/ and apps/ map it outwards.
// Threads: a Result is a plain value.
//
// Example:
//   Result<Date> date = ParseIsoDate("2020-09-28");
//   if (!date) return date.error();

#ifndef TADWIN_BASE_RESULT_H_
#define TADWIN_BASE_RESULT_H_

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace tadwin {

// Stored in ledgers (rejects.code): never renumber.
enum class ErrorCode {
  kInvalidArgument = 1,  // the caller's words are off: a flag, a date, a name
  kNotFound = 2,         // the file, ledger or row asked for is not there
  kIo = 3,               // reading or writing failed: permissions, full disk, torn file
  kBadEncoding = 4,      // bytes that are not text in a known encoding
  kBadFormat = 5,        // text that is not in the format it claims (JSON, TSV, ISO date)
  kBadRule = 6,          // a mistake in a rule, lexicon or cases file
  kEmpty = 7,            // a document without text
  kNotArabic = 8,        // a document in another language
  kTooLarge = 9,         // beyond the documented limits
  kSchemaVersion = 10,   // a ledger written by another version
  kDatabase = 11,        // the database refused
  kInterrupted = 12,     // the user asked to stop
  kConflict = 13,        // what is asked for clashes with what was done before
};

// The stable, lower-case name of a code, as it appears in JSON and in the ledger.
const char* ErrorCodeName(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInvalidArgument;
  std::string message;  // one sentence: what is wrong and, where there is one, the remedy
  std::string where;    // "file:line:col", a path, or empty

  // "where: message", ready to print.
  std::string ToString() const { return where.empty() ? message : where + ": " + message; }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // implicit by design
  Result(Error error) : state_(std::move(error)) {}  // implicit by design

  explicit operator bool() const { return std::holds_alternative<T>(state_); }
  bool has_value() const { return static_cast<bool>(*this); }

  T& value() & {
    TADWIN_CHECK(has_value(), "value() called on a Result that holds an error");
    return std::get<T>(state_);
  }
  const T& value() const& {
    TADWIN_CHECK(has_value(), "value() called on a Result that holds an error");
    return std::get<T>(state_);
  }
  T&& value() && {
    TADWIN_CHECK(has_value(), "value() called on a Result that holds an error");
    return std::get<T>(std::move(state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    TADWIN_CHECK(!has_value(), "error() called on a Result that holds a value");
    return std::get<Error>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // implicit by design
  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const {
    TADWIN_CHECK(error_.has_value(), "error() called on a Status that is a success");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace tadwin

#endif  // TADWIN_BASE_RESULT_H_
