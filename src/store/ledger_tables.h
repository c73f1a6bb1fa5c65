// The tables of a ledger as a list: for what treats all of them alike.
//
// Out: taken from the schema itself, so that a table that is added is never forgotten. Indexes for
// searching are not among them: each engine makes its own.

#ifndef TADWIN_STORE_LEDGER_TABLES_H_
#define TADWIN_STORE_LEDGER_TABLES_H_

#include <string>
#include <vector>

#include "base/result.h"

namespace tadwin::store {

struct LedgerTable {
  std::string name;
  std::vector<std::string> columns;

  // `"a", "b"`: the columns for a statement.
  std::string ColumnList() const;
};

// The tables of this version, each after those that it refers to; the same in every engine.
Result<std::vector<LedgerTable>> LedgerTables();

}  // namespace tadwin::store

#endif  // TADWIN_STORE_LEDGER_TABLES_H_
