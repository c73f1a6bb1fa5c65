#include "base/result.h"

namespace tadwin {

const char* ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument: return "invalid_argument";
    case ErrorCode::kNotFound: return "not_found";
    case ErrorCode::kIo: return "io";
    case ErrorCode::kBadEncoding: return "bad_encoding";
    case ErrorCode::kBadFormat: return "bad_format";
    case ErrorCode::kBadRule: return "bad_rule";
    case ErrorCode::kEmpty: return "empty";
    case ErrorCode::kNotArabic: return "not_arabic";
    case ErrorCode::kTooLarge: return "too_large";
    case ErrorCode::kSchemaVersion: return "schema_version";
    case ErrorCode::kDatabase: return "database";
    case ErrorCode::kInterrupted: return "interrupted";
    case ErrorCode::kConflict: return "conflict";
  }
  return "unknown";
}

}  // namespace tadwin
