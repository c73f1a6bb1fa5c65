// Incidents as Parquet, written by DuckDB.
//
// DuckDB is not in Debian 12 and is never linked: its library is loaded when a Parquet file is
// asked for (tools/fetch_duckdb.sh brings it), from $TADWIN_DUCKDB, beside the program,
// build/duckdb of the tree the program was built in, or wherever the loader looks. Only the
// functions below are used, as DuckDB's C API 1.x declares them (duckdb.h, which the package does
// not hold). Rows go to a file of DuckDB's own beside the target, so that memory does not grow with
// them.

#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "export/incident_table.h"

namespace tadwin::exporting {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kFlushRows = 10000;

// duckdb_result: five deprecated members and a pointer.
struct DuckResult {
  uint64_t counts[3];
  void* columns;
  char* error;
  void* data;
};

struct DuckApi {
  int (*open)(const char*, void**);
  int (*connect)(void*, void**);
  int (*query)(void*, const char*, DuckResult*);
  const char* (*result_error)(DuckResult*);
  void (*destroy_result)(DuckResult*);
  int (*appender_create)(void*, const char*, const char*, void**);
  const char* (*appender_error)(void*);
  int (*append_text)(void*, const char*, uint64_t);
  int (*append_double)(void*, double);
  int (*append_null)(void*);
  int (*end_row)(void*);
  int (*flush)(void*);
  int (*appender_destroy)(void**);
  void (*disconnect)(void**);
  void (*close)(void**);
};

std::vector<std::string> Candidates() {
  if (const char* named = std::getenv("TADWIN_DUCKDB"); named != nullptr && *named != '\0') {
    return {named};
  }
  std::vector<std::string> paths;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    const fs::path folder = program.parent_path();
    paths.push_back(folder / "libduckdb.so");
    paths.push_back(folder / "../lib/libduckdb.so");
    paths.push_back(folder / "../../duckdb/libduckdb.so");  // build/release/bin -> build/duckdb
  }
  paths.emplace_back("libduckdb.so");
  return paths;
}

Result<DuckApi> LoadDuckDb() {
  void* library = nullptr;
  for (const std::string& path : Candidates()) {
    library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) break;
  }
  if (library == nullptr) {
    return Error{
        ErrorCode::kNotFound,
        "Parquet needs DuckDB's library, which is not here: run `make parquet` in Tadwin's "
        "tree (it needs npm), or name libduckdb.so in TADWIN_DUCKDB; csv and sqlite hold the "
        "same columns without it",
        "libduckdb.so"};
  }
  DuckApi api{};
  bool whole = true;
  const auto find = [&](const char* name, auto* function) {
    *reinterpret_cast<void**>(function) = ::dlsym(library, name);
    whole = whole && *function != nullptr;
  };
  find("duckdb_open", &api.open);
  find("duckdb_connect", &api.connect);
  find("duckdb_query", &api.query);
  find("duckdb_result_error", &api.result_error);
  find("duckdb_destroy_result", &api.destroy_result);
  find("duckdb_appender_create", &api.appender_create);
  find("duckdb_appender_error", &api.appender_error);
  find("duckdb_append_varchar_length", &api.append_text);
  find("duckdb_append_double", &api.append_double);
  find("duckdb_append_null", &api.append_null);
  find("duckdb_appender_end_row", &api.end_row);
  find("duckdb_appender_flush", &api.flush);
  find("duckdb_appender_destroy", &api.appender_destroy);
  find("duckdb_disconnect", &api.disconnect);
  find("duckdb_close", &api.close);
  if (whole) return api;
  return Error{ErrorCode::kNotFound, "this library lacks functions of DuckDB's C API 1.x",
               "libduckdb.so"};
}

std::string Quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

class ParquetFile : public TableFile {
 public:
  ParquetFile(const DuckApi& api, std::string path)
      : api_(api), path_(std::move(path)), part_(path_ + ".part"), rows_file_(part_ + ".rows") {}
  ParquetFile(const ParquetFile&) = delete;
  ParquetFile& operator=(const ParquetFile&) = delete;
  ~ParquetFile() override { Close(); }

  Status Open() {
    Remove();
    if (api_.open(rows_file_.c_str(), &database_) != 0 ||
        api_.connect(database_, &connection_) != 0) {
      return Error{ErrorCode::kIo, "cannot be written: is there space, are there rights?",
                   rows_file_};
    }
    std::string columns;
    for (const Column& column : IncidentColumns()) {
      columns += (columns.empty() ? "" : ", ") + std::string("\"") + column.name + "\"" +
                 (column.is_number ? " DOUBLE" : " VARCHAR");
    }
    // One thread: rows keep their order, and the same rows give the same bytes.
    for (const std::string& sql :
         {std::string("SET threads = 1"), std::string("SET memory_limit = '512MB'"),
          "CREATE TABLE incidents (" + columns + ")"}) {
      if (Status done = Run(sql); !done) return done;
    }
    if (api_.appender_create(connection_, nullptr, "incidents", &appender_) != 0) {
      return AppendFailure();
    }
    return {};
  }

  Status Append(const std::vector<Cell>& row) override {
    int failed = 0;
    for (const Cell& cell : row) {
      if (const auto* text = std::get_if<std::string>(&cell)) {
        failed |= api_.append_text(appender_, text->data(), text->size());
      } else if (const auto* number = std::get_if<double>(&cell)) {
        failed |= api_.append_double(appender_, *number);
      } else {
        failed |= api_.append_null(appender_);
      }
    }
    failed |= api_.end_row(appender_);
    if (++rows_ % kFlushRows == 0) failed |= api_.flush(appender_);
    return failed == 0 ? Status() : Status(AppendFailure());
  }

  Status Finish() override {
    if (api_.flush(appender_) != 0) return AppendFailure();
    api_.appender_destroy(&appender_);
    const Status written = Run("COPY incidents TO " + Quoted(part_) +
                               " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
    if (!written) return written;
    Close();
    std::error_code failed;
    fs::rename(part_, path_, failed);
    if (failed) {
      return Error{ErrorCode::kIo, "cannot be moved into place: " + failed.message(), path_};
    }
    return {};
  }

 private:
  Status Run(const std::string& sql) {
    DuckResult result{};
    const bool failed = api_.query(connection_, sql.c_str(), &result) != 0;
    const char* told = failed ? api_.result_error(&result) : nullptr;
    const std::string message = told == nullptr ? "refused" : told;
    api_.destroy_result(&result);
    if (!failed) return {};
    return Error{ErrorCode::kIo, "cannot be written (" + message + ")", part_};
  }

  Error AppendFailure() const {
    const char* told = appender_ == nullptr ? nullptr : api_.appender_error(appender_);
    return {ErrorCode::kIo,
            std::string("cannot be written (") + (told == nullptr ? "refused" : told) + ")", part_};
  }

  void Close() {
    if (appender_ != nullptr) api_.appender_destroy(&appender_);
    if (connection_ != nullptr) api_.disconnect(&connection_);
    if (database_ != nullptr) api_.close(&database_);
    appender_ = connection_ = database_ = nullptr;
    std::error_code ignored;
    fs::remove(rows_file_, ignored);
    fs::remove(rows_file_ + ".wal", ignored);
  }

  void Remove() {
    std::error_code ignored;
    for (const std::string& path : {part_, rows_file_, rows_file_ + ".wal"}) {
      fs::remove(path, ignored);
    }
  }

  DuckApi api_;
  std::string path_;
  std::string part_;
  std::string rows_file_;
  void* database_ = nullptr;
  void* connection_ = nullptr;
  void* appender_ = nullptr;
  uint64_t rows_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableFile>> OpenParquetFile(const std::string& path) {
  const Result<DuckApi> api = LoadDuckDb();
  if (!api) return api.error();
  auto file = std::make_unique<ParquetFile>(*api, path);
  if (Status opened = file->Open(); !opened) return opened.error();
  return std::unique_ptr<TableFile>(std::move(file));
}

}  // namespace tadwin::exporting
