// `tadwin import csv FILE --ledger L`: hand-coded events as a reference ledger.
//
// Every row becomes a document and one incident of its own: rows are never linked with each other.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "apps/exchange_verbs.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "compare/reference.h"
#include "export/cells.h"
#include "export/part_file.h"
#include "link/linker.h"
#include "pipeline/coder.h"

namespace tadwin::apps {
namespace {

using compare::CsvReader;
using compare::CsvRecord;
using compare::Reference;

struct RejectedRow {
  size_t line = 0;
  std::string reason;
  std::string raw;
};

struct Imported {
  uint64_t rows = 0;  // imported and rejected
  uint64_t imported = 0;
  std::vector<RejectedRow> rejected;
  std::vector<std::string> ignored;  // columns
};

Result<std::string> ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kNotFound, "cannot be opened", path};
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return Error{ErrorCode::kIo, "cannot be read to its end", path};
  if (const auto bad = FindInvalidUtf8(text)) {
    return Error{ErrorCode::kBadEncoding,
                 "invalid UTF-8 at byte " + std::to_string(*bad) + ": save the table as UTF-8",
                 path};
  }
  return text;
}

// What machines coded and what people coded stay apart.
Status CheckLedger(store::Store& store, const std::string& path) {
  const auto keys = store.Keys();
  if (!keys) return keys.error();
  for (const store::DocumentKey& key : *keys) {
    if (key.rules_hash == compare::kReferenceRules) continue;
    return Error{ErrorCode::kInvalidArgument,
                 "this ledger holds coded articles: name another file for the reference", path};
  }
  return {};
}

Result<Imported> ReadRows(const std::string& path, const std::string& text,
                          const exporting::Mappings& mappings, std::vector<Reference>* rows) {
  CsvReader csv(text);
  CsvRecord record;
  if (!csv.Next(&record)) return Error{ErrorCode::kEmpty, "the file is empty", path};
  const std::string name = std::filesystem::path(path).filename().string();
  const auto reader = compare::ReferenceReader::Create(record.cells, mappings, name);
  if (!reader) return reader.error();
  Imported out;
  out.ignored = reader->ignored();
  const size_t width = record.cells.size();
  std::map<std::string, size_t> lines;  // by sha256
  std::map<std::string, size_t> names;
  const auto reject = [&](std::string reason) {
    out.rejected.push_back({record.line, std::move(reason), std::string(record.raw)});
  };
  while (csv.Next(&record)) {
    ++out.rows;
    if (record.cells.size() > width) {
      reject("the row has " + std::to_string(record.cells.size()) + " cells, the header " +
             std::to_string(width));
      continue;
    }
    Result<Reference> row = reader->Read(record);
    if (!row) {
      reject(row.error().message);
      continue;
    }
    const auto [same, fresh] = lines.emplace(row->document.sha256, record.line);
    if (!fresh) {
      reject("the same row as line " + std::to_string(same->second));
      continue;
    }
    if (const auto [other, own] = names.emplace(row->document.name, record.line); !own) {
      row->document.name += " (line " + std::to_string(record.line) + ")";
      row->fact.doc = row->document.name;
    }
    rows->push_back(*std::move(row));
  }
  out.imported = rows->size();
  return out;
}

Status Write(const std::vector<Reference>& rows, const pipeline::Coder& coder,
             store::Store& store) {
  std::vector<Error> errors;
  const link::Linker linker = link::Linker::Create(coder.rules(), &errors);
  if (!errors.empty()) return errors.front();
  for (const Reference& row : rows) {
    store::DocumentRecord document = row.document;
    document.folded = coder.folder().FoldString(document.text);
    if (Status put = store.PutDocument(document, {row.fact}); !put) return put;
  }
  auto ledger = store.BeginLinking();
  if (!ledger) return ledger.error();
  const auto touched = (*ledger)->TouchedComponents();
  if (!touched) return touched.error();
  if (Status gone = (*ledger)->DropComponents(*touched); !gone) return gone;
  for (const Reference& row : rows) {
    const auto component = static_cast<Component>(Hash64(row.fact.id) >> 1);
    for (const Incident& incident : linker.Link({row.fact})) {
      if (Status put = (*ledger)->PutIncident(incident, component); !put) return put;
    }
    if (Status put = (*ledger)->PutLink(row.fact.id, {}, component); !put) return put;
  }
  return (*ledger)->Commit(coder.rules_hash());
}

Status WriteRejects(const std::string& path, const Imported& imported) {
  std::string out = "line,reason,row\r\n";
  for (const RejectedRow& row : imported.rejected) {
    exporting::CsvRow cells(&out);
    cells.Plain(std::to_string(row.line));
    cells.Text(row.reason);
    cells.Text(row.raw);
    cells.End();
  }
  return exporting::WriteWhole(path, out);
}

std::string ToJson(const Imported& imported) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  json.Key("rows");
  json.Int(static_cast<int64_t>(imported.rows));
  json.Key("imported");
  json.Int(static_cast<int64_t>(imported.imported));
  json.Key("rejected");
  json.BeginArray();
  for (const RejectedRow& row : imported.rejected) {
    json.BeginObject();
    json.Key("line");
    json.Int(static_cast<int64_t>(row.line));
    json.Key("reason");
    json.String(row.reason);
    json.EndObject();
  }
  json.EndArray();
  json.Key("ignored_columns");
  json.BeginArray();
  for (const std::string& column : imported.ignored) json.String(column);
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string ToText(const std::string& path, const Imported& imported) {
  std::string out = std::to_string(imported.rows) + " rows: " + std::to_string(imported.imported) +
                    " imported, " + std::to_string(imported.rejected.size()) + " rejected\n";
  for (const RejectedRow& row : imported.rejected) {
    out += path + ":" + std::to_string(row.line) + ": " + row.reason + "\n";
  }
  if (!imported.ignored.empty()) {
    out += "columns not read: " + exporting::Joined(imported.ignored, ", ") + "\n";
  }
  return out;
}

}  // namespace

ExitCode RunCsvImport(const CsvImportArguments& arguments) {
  const Result<std::string> text = ReadText(arguments.file);
  if (!text) return Fail(text.error());
  const Result<exporting::Mappings> mappings = exporting::Mappings::Load();
  if (!mappings) return Fail(mappings.error());
  std::vector<Reference> rows;
  const Result<Imported> imported = ReadRows(arguments.file, *text, *mappings, &rows);
  if (!imported) return Fail(imported.error());
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(arguments.rules, &exit_code);
  if (coder == nullptr) return exit_code;
  const auto store = store::OpenStore(arguments.ledger, store::OpenMode::kCreate);
  if (!store) return Fail(store.error());
  if (Status apart = CheckLedger(**store, arguments.ledger); !apart) return Fail(apart.error());
  if (Status written = Write(rows, *coder, **store); !written) return Fail(written.error());
  if (!arguments.rejects.empty()) {
    if (Status listed = WriteRejects(arguments.rejects, *imported); !listed) {
      return Fail(listed.error());
    }
  }
  const Status printed =
      Print(arguments.json ? ToJson(*imported) : ToText(arguments.file, *imported));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
