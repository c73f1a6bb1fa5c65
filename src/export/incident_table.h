// Incidents as rows of typed cells: what CSV, SQLite and Parquet have in common.
//
// docs/exports.md says what each column is. Threads: safe.

#ifndef TADWIN_EXPORT_INCIDENT_TABLE_H_
#define TADWIN_EXPORT_INCIDENT_TABLE_H_

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "export/incident_view.h"

namespace tadwin::exporting {

struct Column {
  const char* name;
  bool is_number;
};

using Cell = std::variant<std::monostate, double, std::string>;  // not known, a number, a text

const std::vector<Column>& IncidentColumns();
// One cell a column.
std::vector<Cell> IncidentRow(const IncidentView& incident);

// A file that is no stream of bytes. It is FILE.part until Finish; a run that was killed starts
// again.
class TableFile {
 public:
  virtual ~TableFile() = default;
  virtual Status Append(const std::vector<Cell>& row) = 0;
  virtual Status Finish() = 0;
};

// A table `incidents` with an index over start and one over country.
Result<std::unique_ptr<TableFile>> OpenSqliteFile(const std::string& path);
// By DuckDB, loaded when this is called. Errors: kNotFound with the remedy when it is not there.
Result<std::unique_ptr<TableFile>> OpenParquetFile(const std::string& path);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_INCIDENT_TABLE_H_
