#include "export/mappings.h"

#include <algorithm>
#include <cstdint>
#include <utility>

// Written by tools/embed_rules.py: path, begin and end of every file of mappings/.
extern "C" {
extern const char* const tadwin_mapping_table[];
extern const uint64_t tadwin_mapping_count;
}

namespace tadwin::exporting {
namespace {

bool Fits(std::string_view cell, std::string_view value) { return cell == "*" || cell == value; }

bool FitsAny(std::string_view cell, const std::vector<std::string>& values) {
  if (cell == "*") return true;
  return std::find(values.begin(), values.end(), cell) != values.end();
}

std::string CellOf(const rules::Table& table, uint32_t row, std::string_view column) {
  return std::string(table.Cell(row, column));
}

}  // namespace

Result<Mappings> Mappings::Load() {
  std::vector<rules::RuleFile> files;
  for (uint64_t i = 0; i < tadwin_mapping_count; ++i) {
    const char* const* row = &tadwin_mapping_table[3 * i];
    // Tables are named by what stands behind the folder.
    files.push_back({std::string("mappings/") + row[0], std::string(row[1], row[2])});
  }
  std::vector<Error> errors;
  Mappings out(rules::RuleSet::Parse(files, &errors));
  for (const char* name :
       {"country", "plover", "acled", "name_kind", "ucdp", "hxl", "redact", "acled_import"}) {
    if (out.tables_.FindTable(name) == nullptr) {
      errors.push_back({ErrorCode::kBadRule, "this table is missing", std::string(name) + ".tsv"});
    }
  }
  if (!errors.empty()) return errors.front();
  const rules::Table& country = *out.tables_.FindTable("country");
  for (uint32_t row = 0; row < country.rows.size(); ++row) {
    out.countries_[CellOf(country, row, "iso2")] = {
        CellOf(country, row, "iso3"), CellOf(country, row, "numeric"),
        CellOf(country, row, "name"), CellOf(country, row, "acled_region"),
        CellOf(country, row, "gw"),   CellOf(country, row, "ucdp_region")};
  }
  const rules::Table& kind = *out.tables_.FindTable("name_kind");
  for (uint32_t row = 0; row < kind.rows.size(); ++row) {
    out.kinds_[CellOf(kind, row, "kind")] = {
        CellOf(kind, row, "class"), CellOf(kind, row, "sector"), CellOf(kind, row, "inter")};
  }
  const rules::Table& plover = *out.tables_.FindTable("plover");
  for (uint32_t row = 0; row < plover.rows.size(); ++row) {
    out.plover_.push_back({{CellOf(plover, row, "type"), CellOf(plover, row, "mode")},
                           {CellOf(plover, row, "quad"), CellOf(plover, row, "score"),
                            CellOf(plover, row, "cameo"), CellOf(plover, row, "goldstein")}});
  }
  const rules::Table& acled = *out.tables_.FindTable("acled");
  for (uint32_t row = 0; row < acled.rows.size(); ++row) {
    out.acled_.push_back({CellOf(acled, row, "disorder_type"), CellOf(acled, row, "event_type"),
                          CellOf(acled, row, "sub_event_type")});
  }
  const rules::Table& hxl = *out.tables_.FindTable("hxl");
  for (uint32_t row = 0; row < hxl.rows.size(); ++row) {
    out.hxl_[CellOf(hxl, row, "column")] = CellOf(hxl, row, "tag");
  }
  return out;
}

const CountryRow& Mappings::Country(const std::string& iso2) const {
  static const CountryRow kUnknown;
  const auto found = countries_.find(iso2);
  return found == countries_.end() ? kUnknown : found->second;
}

const PloverRow& Mappings::Plover(std::string_view type, std::string_view mode) const {
  static const PloverRow kUnknown;
  for (const auto& [key, row] : plover_) {
    if (key.first == type && Fits(key.second, mode)) return row;
  }
  return kUnknown;
}

const KindRow& Mappings::Kind(NameKind kind) const {
  static const KindRow kUnknown;
  const auto found = kinds_.find(NameKindName(kind));
  return found == kinds_.end() ? kUnknown : found->second;
}

const AcledRow* Mappings::Acled(const AcledKey& key) const {
  const rules::Table& table = *tables_.FindTable("acled");
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    if (Fits(table.Cell(row, "plover"), key.plover) && Fits(table.Cell(row, "mode"), key.mode) &&
        Fits(table.Cell(row, "subtype"), key.subtype) &&
        Fits(table.Cell(row, "outcome"), key.outcome) &&
        FitsAny(table.Cell(row, "target"), key.targets)) {
      return &acled_[row];
    }
  }
  return nullptr;
}

std::string_view Mappings::ViolenceType(const std::vector<std::string>& actors,
                                        const std::vector<std::string>& targets) const {
  const rules::Table& table = *tables_.FindTable("ucdp");
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    if (FitsAny(table.Cell(row, "actor"), actors) && FitsAny(table.Cell(row, "target"), targets)) {
      return table.Cell(row, "type_of_violence");
    }
  }
  return {};
}

const std::string& Mappings::HxlTag(const std::string& column) const {
  static const std::string kNone;
  const auto found = hxl_.find(column);
  return found == hxl_.end() ? kNone : found->second;
}

}  // namespace tadwin::exporting
