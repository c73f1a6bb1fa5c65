// The crosswalks from Tadwin's codes to the schemas of others, read from mappings/*.tsv.
//
// Out: what a type, a kind of party or a country is called elsewhere; empty where it is not known
// there, never a guess. Errors: kBadRule with the place of the cell. Threads: immutable once
// loaded. Source: each table names its own.

#ifndef TADWIN_EXPORT_MAPPINGS_H_
#define TADWIN_EXPORT_MAPPINGS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/mention.h"
#include "rules/table.h"

namespace tadwin::exporting {

struct CountryRow {
  std::string iso3;
  std::string numeric;
  std::string name;
  std::string acled_region;
  std::string gw;  // Gleditsch and Ward number
  std::string ucdp_region;
};

struct PloverRow {
  std::string quad;
  std::string score;
  std::string cameo;
  std::string goldstein;
};

struct AcledRow {
  std::string disorder_type;
  std::string event_type;
  std::string sub_event_type;
};

// What a kind of party is elsewhere.
struct KindRow {
  std::string group;   // state, armed, civil, international; empty when the kind does not say
  std::string sector;  // PLOVER
  std::string inter;   // ACLED
};

// The codes by which ACLED's types are chosen.
struct AcledKey {
  std::string_view plover;
  std::string_view mode;
  std::string_view subtype;
  std::string_view outcome;
  const std::vector<std::string>& targets;  // groups
};

class Mappings {
 public:
  // The tables built into the program.
  static Result<Mappings> Load();

  const CountryRow& Country(const std::string& iso2) const;
  const PloverRow& Plover(std::string_view type, std::string_view mode) const;
  const KindRow& Kind(NameKind kind) const;
  // nullptr when no row fits.
  const AcledRow* Acled(const AcledKey& key) const;
  // UCDP's type of violence; empty when no row fits.
  std::string_view ViolenceType(const std::vector<std::string>& actors,
                                const std::vector<std::string>& targets) const;
  const std::string& HxlTag(const std::string& column) const;
  const rules::RuleSet& tables() const { return tables_; }
  // Changes with any table: written into every sidecar.
  const std::string& hash() const { return tables_.hash(); }

 private:
  explicit Mappings(rules::RuleSet tables) : tables_(std::move(tables)) {}

  rules::RuleSet tables_;
  std::map<std::string, CountryRow> countries_;
  std::map<std::string, KindRow> kinds_;
  std::map<std::string, std::string> hxl_;
  std::vector<std::pair<std::pair<std::string, std::string>, PloverRow>> plover_;
  std::vector<AcledRow> acled_;  // parallel to the rows of the table
};

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_MAPPINGS_H_
