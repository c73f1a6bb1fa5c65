#include "apps/geonames_dump.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace tadwin::apps {
namespace {

// Columns of the dump and of alternateNamesV2.txt (GeoNames readme).
enum Column : size_t {
  kId = 0,
  kName = 1,
  kNames = 3,
  kLat = 4,
  kLon = 5,
  kClass = 6,
  kCode = 7,
  kCountry = 8,
  kAdmin1 = 10,
  kAdmin2 = 11,
  kPopulation = 14
};
constexpr size_t kColumns = 19;
constexpr size_t kAlternateColumns = 8;
constexpr uint64_t kProgressLines = 1000000;
constexpr size_t kMaxNames = 5;
constexpr size_t kMinLetters = 3;
// How densely people live where a town is built over, as in tools/build_gazetteer.py.
constexpr double kPeoplePerKm2 = 4000;
constexpr double kPi = 3.14159265358979;

std::vector<std::string_view> Split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  size_t begin = 0;
  for (size_t at = line.find(separator); at != std::string_view::npos;
       at = line.find(separator, begin)) {
    cells.push_back(line.substr(begin, at - begin));
    begin = at + 1;
  }
  cells.push_back(line.substr(begin));
  return cells;
}

template <typename T>
std::optional<T> Number(std::string_view text) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

// Letters of Arabic itself, U+0621-063A and U+0641-064A, in words: Persian, Urdu, Kurdish and
// Uyghur names have others. Vowel marks (U+064B-0652) and tatweel (U+0640) are left out of `name`.
bool IsArabicName(std::string_view text, std::string* name) {
  name->clear();
  size_t letters = 0;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<uint8_t>(text[i]);
    if (lead == ' ' || lead == '-') {
      if (!name->empty() && name->back() != ' ') *name += ' ';
      ++i;
      continue;
    }
    if ((lead & 0xE0) != 0xC0 || i + 1 >= text.size()) return false;
    const uint32_t point = static_cast<uint32_t>(lead & 0x1F) << 6 |
                           static_cast<uint32_t>(static_cast<uint8_t>(text[i + 1]) & 0x3F);
    if ((point >= 0x621 && point <= 0x63A) || (point >= 0x641 && point <= 0x64A)) {
      name->append(text.substr(i, 2));
      ++letters;
    } else if (point != 0x640 && (point < 0x64B || point > 0x652)) {
      return false;
    }
    i += 2;
  }
  while (!name->empty() && name->back() == ' ') name->pop_back();
  return letters >= kMinLetters;
}

const char* KindOf(std::string_view feature_class) {
  if (feature_class == "A") return "admin";
  if (feature_class == "P") return "settlement";
  if (feature_class == "H") return "water";
  if (feature_class == "S" || feature_class == "R") return "facility";
  return "region";
}

double RadiusKm(std::string_view feature_class, std::string_view code, uint64_t population) {
  if (feature_class == "A") return code == "ADM1" ? 40 : code == "ADM2" ? 15 : 8;
  if (feature_class == "P") {
    const double people = static_cast<double>(std::max<uint64_t>(population, 500));
    return std::clamp(std::sqrt(people / kPeoplePerKm2 / kPi), 1.0, 25.0);
  }
  if (feature_class == "S" || feature_class == "R") return 1;
  return 10;
}

// Calls `use` with the cells of each line; stops at the first error.
Status ForEachLine(
    const std::string& path, size_t columns, const char* remedy,
    const std::function<Status(uint64_t, const std::vector<std::string_view>&)>& use) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{ErrorCode::kNotFound, "cannot be opened: is the path right, the archive unpacked?",
                 path};
  }
  std::string line;
  for (uint64_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    const std::string where = path + ":" + std::to_string(number);
    const std::vector<std::string_view> cells = Split(line, '\t');
    if (cells.size() < columns) {
      return Error{
          ErrorCode::kBadFormat,
          fmt::format("{} columns where GeoNames has {}: {}", cells.size(), columns, remedy),
          where};
    }
    if (FindInvalidUtf8(line)) {
      return Error{ErrorCode::kBadEncoding, "not UTF-8: take the file as GeoNames has it", where};
    }
    const Status used = use(number, cells);
    if (!used) {
      const Error& error = used.error();
      return error.where.empty() ? Error{error.code, error.message, where} : error;
    }
  }
  if (file.bad()) return Error{ErrorCode::kIo, "cannot be read to its end", path};
  return {};
}

constexpr char kDumpRemedy[] = "give a country dump (IQ.txt, allCountries.txt), unpacked";
constexpr char kAlternatesRemedy[] = "give alternateNamesV2.txt, unpacked";

}  // namespace

Status GeoNamesDump::ReadAlternates() {
  if (options_.alternates.empty()) return {};
  return ForEachLine(options_.alternates, kAlternateColumns, kAlternatesRemedy,
                     [this](uint64_t, const std::vector<std::string_view>& cells) -> Status {
                       if (cells[2] != "ar") return {};
                       const std::optional<uint64_t> id = Number<uint64_t>(cells[1]);
                       if (!id)
                         return Error{ErrorCode::kBadFormat, "the second column is no GeoNames id",
                                      ""};
                       std::string name;
                       if (!IsArabicName(cells[3], &name)) return {};
                       std::vector<std::string>& names = alternates_[*id];
                       // The preferred name first.
                       if (cells[4] == "1")
                         names.insert(names.begin(), std::move(name));
                       else
                         names.push_back(std::move(name));
                       return {};
                     });
}

Status GeoNamesDump::ReadUnits() {
  return ForEachLine(options_.dump, kColumns, kDumpRemedy,
                     [this](uint64_t, const std::vector<std::string_view>& cells) -> Status {
                       const bool first = cells[kCode] == "ADM1";
                       if (!first && cells[kCode] != "ADM2") return {};
                       std::string code = fmt::format("{}.{}", cells[kCountry], cells[kAdmin1]);
                       if (!first) code += fmt::format(".{}", cells[kAdmin2]);
                       units_.emplace(std::move(code), fmt::format("geo:{}", cells[kId]));
                       return {};
                     });
}

bool GeoNamesDump::IsWanted(const std::vector<std::string_view>& cells) const {
  if (cells[kClass].size() != 1 || options_.classes.find(cells[kClass]) == std::string::npos) {
    return false;
  }
  if (!options_.countries.empty() && !options_.countries.contains(std::string(cells[kCountry]))) {
    return false;
  }
  return cells[kClass] != "P" ||
         Number<uint64_t>(cells[kPopulation]).value_or(0) >= options_.min_population;
}

std::vector<std::string> GeoNamesDump::ArabicNames(
    const std::vector<std::string_view>& cells) const {
  std::vector<std::string> names;
  const auto known = alternates_.find(Number<uint64_t>(cells[kId]).value_or(0));
  if (known != alternates_.end()) {
    names = known->second;
  } else {
    std::string name;
    for (const std::string_view alternate : Split(cells[kNames], ',')) {
      if (IsArabicName(alternate, &name)) names.push_back(name);
    }
  }
  std::vector<std::string> kept;
  for (std::string& name : names) {
    if (std::find(kept.begin(), kept.end(), name) == kept.end()) kept.push_back(std::move(name));
    if (kept.size() == kMaxNames) break;
  }
  return kept;
}

std::string GeoNamesDump::Row(const std::vector<std::string_view>& cells,
                              const std::vector<std::string>& names) const {
  const auto unit = [&](const std::string& code) {
    const auto found = units_.find(code);
    return found == units_.end() ? std::string() : found->second;
  };
  const std::string id = fmt::format("geo:{}", cells[kId]);
  const std::string code = fmt::format("{}.{}", cells[kCountry], cells[kAdmin1]);
  std::string first = unit(code);
  std::string parent = unit(fmt::format("{}.{}", code, cells[kAdmin2]));
  if (first == id) first.clear();
  if (parent.empty() || parent == id) parent = first;
  const uint64_t population = Number<uint64_t>(cells[kPopulation]).value_or(0);
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.3g}\t{}\t{}\t\n", fmt::join(names, "|"),
                     id, cells[kName], cells[kCountry], first, parent, cells[kLat], cells[kLon],
                     RadiusKm(cells[kClass], cells[kCode], population), KindOf(cells[kClass]),
                     population == 0 ? std::string() : std::to_string(population));
}

Result<DumpCounts> GeoNamesDump::Import(const Write& write, const Progress& progress) {
  for (const Status& read : {ReadAlternates(), ReadUnits()}) {
    if (!read) return read.error();
  }
  DumpCounts counts;
  Status written = write(
      "# Made by `tadwin gazetteer import` from GeoNames (https://www.geonames.org, CC BY 4.0).\n"
      "surface\tid\tname_en\tcountry\tadmin1\tparent\tlat\tlon\tradius_km\tkind\tpopulation"
      "\tambiguous\n");
  if (!written) return written.error();
  const Status read = ForEachLine(
      options_.dump, kColumns, kDumpRemedy,
      [&](uint64_t number, const std::vector<std::string_view>& cells) -> Status {
        counts.lines = number;
        if (number % kProgressLines == 0) progress(number);
        if (!IsWanted(cells)) return {};
        const std::optional<double> lat = Number<double>(cells[kLat]);
        const std::optional<double> lon = Number<double>(cells[kLon]);
        if (!Number<uint64_t>(cells[kId]) || !lat || !lon || std::abs(*lat) > 90 ||
            std::abs(*lon) > 180) {
          return Error{ErrorCode::kBadFormat,
                       fmt::format("no id or no point in degrees: {}", kDumpRemedy), ""};
        }
        const std::vector<std::string> names = ArabicNames(cells);
        if (names.empty()) {
          ++counts.unnamed;
          return {};
        }
        ++counts.places;
        return write(Row(cells, names));
      });
  if (!read) return read.error();
  return counts;
}

}  // namespace tadwin::apps
