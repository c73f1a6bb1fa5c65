// Pages of a table or view whose rows have one key: keyset paging in two steps, so that what is
// shown is only read of the rows that are.
//
// Errors: what the database gives. Threads: a TablePages is a plain value.

#ifndef TADWIN_QUERY_TABLE_PAGE_H_
#define TADWIN_QUERY_TABLE_PAGE_H_

#include <string>
#include <vector>

#include "query/clause.h"
#include "query/incident_page.h"

namespace tadwin::query {

// What the pages of one table are made of.
struct TableShape {
  Clause from;          // "FROM ... WHERE ...": the rows that pass
  std::string key;      // an expression over them, unique
  std::string columns;  // what is shown, over `joined` and c.key
  std::string joined;   // " JOIN ... ON ... = c.key"; empty: all that is shown is `carried`
  std::string carried;  // ", ... AS name": what `columns` shows as c.name, read with the keys
};

class TablePages {
 public:
  TablePages(TableShape shape, const Sort& sort) : shape_(std::move(shape)), sort_(sort) {}

  // Rows with a value of the sort column, then those without.
  size_t phases() const { return sort_.column->nullable ? 2 : 1; }
  // Columns: the sort's value, the key, then `columns`.
  Clause Question(size_t phase, const std::vector<store::SqlValue>& after, int64_t limit) const;
  std::vector<store::SqlValue> KeyOf(size_t phase, const store::Statement& row) const;

 private:
  TableShape shape_;
  Sort sort_;
};

}  // namespace tadwin::query

#endif  // TADWIN_QUERY_TABLE_PAGE_H_
