// Search over the folded text of documents: the index, one entry per document.
//
// Shape: SQLite keeps an FTS5 table over documents.folded, which reads the text from there;
// PostgreSQL a tsvector per document, made from SearchWords so that both divide a text alike.
// Source: sqlite.org/fts5.html (unicode61), postgresql.org/docs/15/datatype-textsearch.html.

#ifndef TADWIN_STORE_FULL_TEXT_H_
#define TADWIN_STORE_FULL_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// The words of a text as FTS5's unicode61 divides it: runs of letters and numbers with their marks,
// in lower case.
std::vector<std::string> SearchWords(std::string_view text);

// The words as the text of a tsvector: 'word':1 'word':2. A tsvector holds a megabyte at most: the
// words of a larger article from there on are not found.
std::string SearchVector(const std::vector<std::string>& words);

// The document is in `documents`, and not yet in the index.
Status AddToSearch(Connection* connection, int64_t document_id, const std::string& folded);
// The whole index, after many documents were written past AddToSearch.
Status FillSearch(Connection* connection);
// Leaves the index without any document.
Status ClearSearch(Connection* connection);
// Before the document leaves `documents`. Nothing happens when it is not there.
Status RemoveFromSearch(Connection* connection, int64_t document_id);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_FULL_TEXT_H_
