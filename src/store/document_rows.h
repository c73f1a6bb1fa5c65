// Documents as queries of the table `documents AS d` read them. Threads: safe.

#ifndef TADWIN_STORE_DOCUMENT_ROWS_H_
#define TADWIN_STORE_DOCUMENT_ROWS_H_

#include "store/sql_connection.h"
#include "store/store.h"

namespace tadwin::store {

// The columns before the text: "SELECT " and those that DocumentHeadOf reads.
inline constexpr char kDocumentHead[] =
    "SELECT d.sha256, d.name, d.title, d.outlet, d.url, d.published_start, d.published_stop, "
    "d.published_inferred, d.published_rule, d.rules_hash, d.meta_hash, d.sentences";
inline constexpr int kDocumentHeadColumns = 12;
// Those that may follow them: the text, as it is and folded.
inline constexpr char kDocumentText[] = "d.text, d.folded";

// A document without text and evidence of its publication date.
DocumentRecord DocumentHeadOf(const Statement& row);
// Of a row with kDocumentText behind kDocumentHead.
void ReadDocumentText(const Statement& row, DocumentRecord* document);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_DOCUMENT_ROWS_H_
