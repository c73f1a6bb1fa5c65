// Search over the folded text of documents: the index, one entry per document.
//
// Shape: SQLite keeps an FTS5 table over documents.folded, which reads the text from there.

#ifndef TADWIN_STORE_FULL_TEXT_H_
#define TADWIN_STORE_FULL_TEXT_H_

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// The document is in `documents`, and not yet in the index.
Status AddToSearch(Connection* connection, int64_t document_id, const std::string& folded);
// Before the document leaves `documents`. Nothing happens when it is not there.
Status RemoveFromSearch(Connection* connection, int64_t document_id);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_FULL_TEXT_H_
