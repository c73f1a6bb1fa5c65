// Incidents as a SQLite file: one table for SQL, notebooks and spreadsheets.
//
// Not a copy of the ledger: backups and copies are another verb's. No clock, no page is reused: the
// same rows give the same bytes with the same SQLite.

#include <sqlite3.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "export/incident_table.h"

namespace tadwin::exporting {
namespace {

namespace fs = std::filesystem;

class SqliteFile : public TableFile {
 public:
  explicit SqliteFile(std::string path) : path_(std::move(path)), part_(path_ + ".part") {}
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;
  ~SqliteFile() override {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }

  Status Open() {
    std::error_code ignored;
    fs::remove(part_, ignored);
    if (sqlite3_open(part_.c_str(), &database_) != SQLITE_OK) return Failure();
    std::string columns, marks;
    for (const Column& column : IncidentColumns()) {
      columns += (columns.empty() ? "" : ", ") + std::string(column.name) +
                 (column.is_number ? " REAL" : " TEXT");
      marks += marks.empty() ? "?" : ", ?";
    }
    // It is moved into place when it is whole: no journal is needed, and none is left behind.
    const std::string begin =
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; BEGIN; "
        "CREATE TABLE incidents (" +
        columns + ") STRICT;";
    if (Status done = Run(begin); !done) return done;
    const std::string insert = "INSERT INTO incidents VALUES (" + marks + ")";
    if (sqlite3_prepare_v2(database_, insert.c_str(), -1, &insert_, nullptr) != SQLITE_OK) {
      return Failure();
    }
    return {};
  }

  Status Append(const std::vector<Cell>& row) override {
    for (size_t i = 0; i < row.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      if (const auto* text = std::get_if<std::string>(&row[i])) {
        sqlite3_bind_text(insert_, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
      } else if (const auto* number = std::get_if<double>(&row[i])) {
        sqlite3_bind_double(insert_, at, *number);
      } else {
        sqlite3_bind_null(insert_, at);
      }
    }
    const bool done = sqlite3_step(insert_) == SQLITE_DONE;
    if (sqlite3_reset(insert_) != SQLITE_OK || !done) return Failure();
    return {};
  }

  Status Finish() override {
    sqlite3_finalize(std::exchange(insert_, nullptr));
    const Status done =
        Run("CREATE INDEX incidents_by_start ON incidents (start); "
            "CREATE INDEX incidents_by_country ON incidents (country, start); COMMIT;");
    if (!done) return done;
    if (sqlite3_close(std::exchange(database_, nullptr)) != SQLITE_OK) return Failure();
    std::error_code failed;
    fs::rename(part_, path_, failed);
    if (failed) {
      return Error{ErrorCode::kIo, "cannot be moved into place: " + failed.message(), path_};
    }
    return {};
  }

 private:
  Status Run(const std::string& sql) {
    return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK
               ? Status()
               : Status(Failure());
  }
  Error Failure() const {
    return {ErrorCode::kIo,
            std::string("cannot be written (") +
                (database_ == nullptr ? "no memory" : sqlite3_errmsg(database_)) +
                "): is there space, are there rights?",
            part_};
  }

  std::string path_;
  std::string part_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<TableFile>> OpenSqliteFile(const std::string& path) {
  auto file = std::make_unique<SqliteFile>(path);
  if (Status opened = file->Open(); !opened) return opened.error();
  return std::unique_ptr<TableFile>(std::move(file));
}

}  // namespace tadwin::exporting
