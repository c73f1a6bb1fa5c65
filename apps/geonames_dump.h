// Reads a GeoNames country dump and keeps the places that have Arabic names.
//
// In:    a dump in allCountries format (TSV, 19 columns) and, if there is one,
// alternateNamesV2.txt,
//        whose names marked `ar` are better than those of the dump, which tell no language.
// Out:   a table with the columns of rules/ar/place/geonames.tsv: an overlay for --places.
// Shape: two passes over the dump (units first, then places), line by line: what is held in memory
//        are the ids of the units and the Arabic names of the alternate names.
// Errors: kNotFound, kIo; kBadFormat with file:line and what to do.
// Source: https://download.geonames.org/export/dump/readme.txt (columns, feature classes).
// Threads: one importer is one thread's.

#ifndef TADWIN_APPS_GEONAMES_DUMP_H_
#define TADWIN_APPS_GEONAMES_DUMP_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tadwin::apps {

struct DumpOptions {
  std::string dump;
  std::string alternates;           // empty: none
  std::set<std::string> countries;  // ISO 3166 alpha-2; empty: all
  std::string classes = "AHLPT";    // GeoNames feature classes
  uint64_t min_population = 0;      // of populated places
};

struct DumpCounts {
  uint64_t lines = 0;
  uint64_t places = 0;
  uint64_t unnamed = 0;  // of the countries and classes asked for, but without an Arabic name
};

class GeoNamesDump {
 public:
  // `write` gets the table piece by piece; `progress` the number of lines now and then.
  using Write = std::function<Status(std::string_view)>;
  using Progress = std::function<void(uint64_t lines)>;

  explicit GeoNamesDump(DumpOptions options) : options_(std::move(options)) {}

  Result<DumpCounts> Import(const Write& write, const Progress& progress);

 private:
  Status ReadAlternates();
  Status ReadUnits();
  bool IsWanted(const std::vector<std::string_view>& cells) const;
  std::vector<std::string> ArabicNames(const std::vector<std::string_view>& cells) const;
  std::string Row(const std::vector<std::string_view>& cells,
                  const std::vector<std::string>& names) const;

  DumpOptions options_;
  std::map<uint64_t, std::vector<std::string>> alternates_;  // Arabic names by GeoNames id
  std::map<std::string, std::string, std::less<>> units_;    // "IQ.07" -> "geo:98180"
};

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_GEONAMES_DUMP_H_
