// The rows that revisions vouch for, as they stand in the tables.
//
// Every table of a ledger is one of: of a document (its digest), linked (sums over all of it), of
// the record itself (the chain tells what must be in it), derived (made again from the others and
// compared), or outside the record. AllTables says which; a table that is not named there fails a
// test. Errors: of the database. Threads: as the connection.

#ifndef TADWIN_STORE_CONTENT_ROWS_H_
#define TADWIN_STORE_CONTENT_ROWS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/row_digest.h"
#include "store/sql_connection.h"

namespace tadwin::store {

enum class TableRole { kDocument, kLinked, kRecord, kDerived, kOutside };

struct TableInfo {
  const char* name;
  TableRole role;
};
const std::vector<TableInfo>& AllTables();

// The first 63 bits of the hash: the same bytes have the same row in every ledger.
int64_t DocumentIdOf(const std::string& sha256);

// All rows of a document, those of its facts and reviews among them. Names apart: a copy adds one
// without a look at the document.
Status ReadDocumentRows(Connection* connection, int64_t document_id, RowSet* rows);
Result<std::string> DigestOfDocument(Connection* connection, int64_t document_id);

// What linking wrote, one sum per table or group of tables.
struct LinkedSums {
  Multiset incidents;  // with their reasons, fields, values and sources
  Multiset members;    // incident_facts, incident_origins
  Multiset links;      // fact_links
  Multiset blocks;     // link_blocks, per fact
  Multiset touched;    // link_touched
  Multiset units;      // place_units; ledgers of before had none

  std::string ToText() const;
  static LinkedSums FromText(const std::string& text);
  bool operator==(const LinkedSums&) const = default;
};

// Of an incident without its facts, of which it may lose some before it is linked again.
Result<std::string> DigestOfIncident(Connection* connection, const std::string& incident_id);
// The bytes that stand for it in LinkedSums.
std::string IncidentRow(const std::string& incident_id, const std::string& digest);
std::string MemberRow(const std::string& incident_id, const std::string& fact_id);
std::string BlocksRow(const std::string& fact_id, const std::vector<int64_t>& blocks);
std::string TouchedRow(int64_t component);
Result<std::vector<int64_t>> BlocksOf(Connection* connection, const std::string& fact_id);
// Empty when there is none.
Result<std::string> LinkRow(Connection* connection, const std::string& fact_id);

// Takes all that linking keeps of a fact out of the sums: before it leaves the tables.
Status TakeFact(Connection* connection, const std::string& fact_id, LinkedSums* sums);
// The sums of the tables as they stand.
Result<LinkedSums> SumLinked(Connection* connection);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_CONTENT_ROWS_H_
