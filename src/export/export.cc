#include "export/export.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "export/cells.h"
#include "export/format.h"
#include "export/incident_table.h"
#include "export/incident_view.h"
#include "export/mappings.h"
#include "export/part_file.h"
#include "export/redactor.h"
#include "export/sidecar.h"
#include "model/fact_json.h"
#include "store/sql_connection.h"

namespace tadwin::exporting {
namespace {

constexpr size_t kFlushBytes = size_t{1} << 18;

bool IsChosen(const ExportOptions& options, const std::string& incident) {
  return !options.only || options.only->incidents.contains(incident);
}

class Exporter {
 public:
  Exporter(store::Store& store, const ExportOptions& options, const ViewBuilder* builder,
           const std::string& settings)
      : store_(store), options_(options), builder_(*builder) {
    progress_.settings = settings;
  }

  // Writes everything between where the file stands and its end.
  Status WriteIncidents(Format* format, PartFile* file) {
    std::string buffer;
    if (!Resume(*file)) buffer = format->Begin();
    while (true) {
      const Result<store::IncidentPage> page = store_.IncidentsAfter(progress_.key, options_.page);
      if (!page) return page.error();
      if (page->incidents.empty()) break;
      builder_.Read(*page);
      for (const Incident& incident : page->incidents) {
        progress_.key = incident.id;
        ++read_;
        if (!IsChosen(options_, incident.id)) continue;
        const IncidentView view = builder_.View(incident);
        if (!format->Write(view, progress_.rows, &progress_.losses, &buffer)) continue;
        ++progress_.rows;
        CountRedaction(view.withheld, view.coarsened);
      }
      if (Status saved = Flush(format->IsStateless(), &buffer, file); !saved) return saved;
    }
    buffer += format->End();
    return file->Append(buffer);
  }

  Status WriteTable(TableFile* file) {
    while (true) {
      const Result<store::IncidentPage> page = store_.IncidentsAfter(progress_.key, options_.page);
      if (!page) return page.error();
      if (page->incidents.empty()) return file->Finish();
      builder_.Read(*page);
      for (const Incident& incident : page->incidents) {
        progress_.key = incident.id;
        ++read_;
        if (!IsChosen(options_, incident.id)) continue;
        const IncidentView view = builder_.View(incident);
        if (view.kind != "event") {
          progress_.losses.LeaveOut(kNotAnEvent);
          continue;
        }
        if (Status put = file->Append(IncidentRow(view)); !put) return put;
        LoseCommon(view, &progress_.losses);
        ++progress_.rows;
        CountRedaction(view.withheld, view.coarsened);
      }
      if (options_.progress) options_.progress(read_);
    }
  }

  Status WriteFacts(PartFile* file) {
    std::string buffer;
    if (!Resume(*file) && options_.bom) buffer = "\xEF\xBB\xBF";
    while (true) {
      const auto documents = store_.DocumentsAfter(progress_.key);
      if (!documents) return documents.error();
      if (documents->empty()) break;
      std::vector<Fact> facts;
      std::map<std::string, std::unique_ptr<CodePointIndex>> indexes;
      for (const store::DocumentRecord& document : *documents) {
        auto some = store_.FactsOfDocument(document.sha256);
        if (!some) return some.error();
        for (Fact& fact : *some) facts.push_back(std::move(fact));
        indexes[document.sha256] = std::make_unique<CodePointIndex>(document.text);
      }
      SortFacts(&facts);
      for (Fact& fact : facts) WriteFact(std::move(fact), indexes, &buffer);
      progress_.key = documents->front().name;
      if (buffer.size() < kFlushBytes) continue;
      if (Status saved = Flush(true, &buffer, file); !saved) return saved;
    }
    return file->Append(buffer);
  }

  const Progress& progress() const { return progress_; }

 private:
  bool Resume(const PartFile& file) {
    if (!file.resumed()) return false;
    progress_ = *file.resumed();
    return true;
  }

  void CountRedaction(bool withheld, bool coarsened) {
    if (withheld) progress_.losses.Lose("words withheld by redaction");
    if (coarsened) progress_.losses.Lose("points coarsened by redaction");
  }

  void WriteFact(Fact fact, const std::map<std::string, std::unique_ptr<CodePointIndex>>& indexes,
                 std::string* buffer) {
    if (!IsChosen(options_, fact.incident)) return;
    bool withheld = false;
    bool coarsened = false;
    const CodePointIndex& index = *indexes.at(fact.doc_sha256);
    const Fact written = builder_.RedactFact(std::move(fact), &withheld, &coarsened);
    JsonWriter writer(buffer);
    tadwin::WriteFact(written, index, FactKeys::kFactsFile, &writer);
    buffer->push_back('\n');
    ++progress_.rows;
    ++read_;
    CountRedaction(withheld, coarsened);
  }

  Status Flush(bool save, std::string* buffer, PartFile* file) {
    if (Status written = file->Append(*buffer); !written) return written;
    buffer->clear();
    if (options_.progress) options_.progress(read_);
    if (!save) return {};
    return file->Save(progress_);
  }

  store::Store& store_;
  const ExportOptions& options_;
  ViewBuilder builder_;
  Progress progress_;
  uint64_t read_ = 0;
};

// All that makes the bytes of the file, as one hash.
std::string SettingsOf(const ExportOptions& options, const std::string& rules_hash,
                       const SidecarFacts& facts) {
  std::string text;
  for (const std::string& part :
       {std::string(facts.format->name), std::to_string(facts.format->version), facts.ledger_digest,
        facts.mapping_hash, rules_hash, AskedJson(options), std::to_string(options.limit),
        std::string(options.bom ? "bom" : ""), std::string(options.redact ? "redacted" : "")}) {
    text += part + "\x1f";
  }
  return Sha256Hex(text);
}

Error UnknownFormat(const std::string& name) {
  std::string known;
  for (const FormatInfo& format : Formats())
    known += (known.empty() ? "" : ", ") + std::string(format.name);
  return {ErrorCode::kInvalidArgument, "no such format; there are " + known, name};
}

using OpenTable = Result<std::unique_ptr<TableFile>> (*)(const std::string&);

Status WriteTo(store::Store& store, const ExportOptions& options, const std::string& settings,
               const ViewBuilder& builder, const FormatContext& context, ExportSummary* summary) {
  Exporter exporter(store, options, &builder, settings);
  const OpenTable open = options.format == "sqlite"    ? OpenSqliteFile
                         : options.format == "parquet" ? OpenParquetFile
                                                       : nullptr;
  if (open != nullptr) {
    if (options.output == "-") {
      return Error{ErrorCode::kInvalidArgument, "this format needs --output FILE", options.format};
    }
    Result<std::unique_ptr<TableFile>> table = open(options.output);
    if (!table) return table.error();
    if (Status written = exporter.WriteTable(table->get()); !written) return written;
  } else {
    const std::unique_ptr<Format> format = MakeFormat(options.format, context);
    Result<PartFile> file = PartFile::Open(options.output, settings);
    if (!file) return file.error();
    Status written = format == nullptr ? exporter.WriteFacts(&*file)
                                       : exporter.WriteIncidents(format.get(), &*file);
    if (!written) return written;
    if (written = file->Finish(); !written) return written;
    summary->resumed = file->resumed().has_value();
  }
  summary->rows = exporter.progress().rows;
  summary->losses = exporter.progress().losses;
  return {};
}

}  // namespace

Result<ExportSummary> Export(store::Store& store, const rules::RuleSet& rules,
                             const ExportOptions& options) {
  SidecarFacts facts;
  facts.format = FindFormat(options.format);
  if (facts.format == nullptr) return UnknownFormat(options.format);
  const Result<Mappings> mappings = Mappings::Load();
  if (!mappings) return mappings.error();
  // One state from the digest to the last page, whoever writes meanwhile.
  store::ReadSnapshot snapshot(&store.connection());
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  const Result<std::string> digest = store.ContentDigest();
  if (!digest) return digest.error();
  facts.file = options.output == "-" ? "-" : std::filesystem::path(options.output).filename();
  facts.ledger_digest = *digest;
  facts.mapping_hash = mappings->hash();

  std::unique_ptr<Redactor> redactor;
  if (options.redact) {
    Result<Redactor> made = Redactor::Create(rules, *mappings->tables().FindTable("redact"));
    if (!made) return made.error();
    redactor = std::make_unique<Redactor>(*std::move(made));
  }
  const ViewBuilder builder(redactor.get(), rules.FindTable("link/type"));
  const FormatContext context{&*mappings, options.redact, options.bom, options.limit};
  ExportSummary summary;
  const Status written =
      WriteTo(store, options, SettingsOf(options, rules.hash(), facts), builder, context, &summary);
  if (!written) return written.error();
  facts.rows = summary.rows;
  const std::string about = !options.about.empty()  ? options.about
                            : options.output == "-" ? std::string()
                                                    : options.output + ".about.json";
  if (about.empty()) return summary;
  if (Status beside = WriteWhole(about, Sidecar(facts, options, summary.losses)); !beside) {
    return beside.error();
  }
  return summary;
}

}  // namespace tadwin::exporting
