// What a ledger tells of a document beside its facts, as one line of canonical JSON, both ways.
//
// Errors: kBadFormat. Threads: safe.

#ifndef TADWIN_STORE_DOCUMENT_RECORD_H_
#define TADWIN_STORE_DOCUMENT_RECORD_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "store/store.h"

namespace tadwin::store {

// `with_text`: also the text and its folded form, which are most of it.
std::string WriteDocumentRecord(const DocumentRecord& document, bool with_text);
// `text` and `folded` are empty where the line has none.
Result<DocumentRecord> ParseDocumentRecord(std::string_view record);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_DOCUMENT_RECORD_H_
