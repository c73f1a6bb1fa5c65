#include "query/names.h"

#include <algorithm>
#include <map>

#include "query/clause.h"
#include "query/polygon.h"

namespace tadwin::query {
namespace {

// A place that is known less exactly than the area asked for, or than so many kilometres, may lie
// outside it: the middle of a country says nothing of a town.
constexpr double kExactKm = 25;

FoundName Found(const store::Statement& row) {
  return {row.Int(0), row.Text(1), !row.IsNull(2), row.Int(3)};
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

double HalfExtentKm(const std::vector<Point>& corners) {
  if (corners.empty()) return 0;
  Point low = corners.front();
  Point high = low;
  for (const Point& corner : corners) {
    low = {std::min(low.lat, corner.lat), std::min(low.lon, corner.lon)};
    high = {std::max(high.lat, corner.lat), std::max(high.lon, corner.lon)};
  }
  return DistanceKm(low, high) / 2;
}

// True for bytes of words: what a blank, a hyphen or a full stop is not.
bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool HasWords(const std::string& text, const std::string& words) {
  for (size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    const bool begins = at == 0 || !IsWordByte(text[at - 1]);
    const bool ends = end == text.size() || !IsWordByte(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

std::string Names::Fold(std::string_view text) const {
  return folder_ == nullptr ? std::string(text) : folder_->FoldString(text);
}

Result<std::vector<FoundName>> Names::FindKey(const std::string& role,
                                              const std::string& word) const {
  std::vector<FoundName> found;
  store::Statement& query = connection_->Prepare(
      "SELECT number, key, id, incidents FROM ledger_names WHERE role = ? AND key IN (?, ?) "
      "ORDER BY number");
  const std::string folded = Fold(word);
  query.Start(role, word, folded);
  const Status read = store::ForEachRow(
      &query, [&found](const store::Statement& row) { found.push_back(Found(row)); });
  if (!read) return read.error();
  return found;
}

Result<std::vector<FoundName>> Names::FindWords(const std::string& role,
                                                const std::string& word) const {
  std::vector<FoundName> found;
  const std::string wanted = Lower(Fold(word));
  if (wanted.empty()) return found;
  store::Statement& query = connection_->Prepare(
      "SELECT n.number, n.key, n.id, n.incidents, n.name_en, s.text FROM ledger_names n "
      "LEFT JOIN ledger_spellings s ON s.name = n.number WHERE n.role = ? ORDER BY n.number");
  query.Start(role);
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    if (!found.empty() && found.back().number == row.Int(0)) return;
    if (HasWords(Lower(row.Text(4)), wanted) || HasWords(Lower(Fold(row.View(5))), wanted)) {
      found.push_back(Found(row));
    }
  });
  if (!read) return read.error();
  return found;
}

Result<std::vector<FoundName>> Names::Find(const std::string& role, const Words& words) const {
  std::map<int64_t, FoundName> all;
  for (const std::string& word : words) {
    Result<std::vector<FoundName>> found = FindKey(role, word);
    if (found && found->empty()) found = FindWords(role, word);
    if (!found) return found.error();
    for (FoundName& name : *found) all.emplace(name.number, std::move(name));
  }
  std::vector<FoundName> out;
  for (auto& entry : all) out.push_back(std::move(entry.second));
  return out;
}

Result<Words> Names::Spellings(const std::vector<FoundName>& names) const {
  Words texts;
  store::Statement& query =
      connection_->Prepare("SELECT text FROM ledger_spellings WHERE name = ? ORDER BY text");
  for (const FoundName& name : names) {
    if (name.has_id) continue;
    query.Start(name.number);
    if (Status read = store::ForEachRow(
            &query, [&texts](const store::Statement& row) { texts.push_back(row.Text(0)); });
        !read) {
      return read.error();
    }
  }
  return texts;
}

Result<std::vector<FoundName>> Names::OfTypes(const std::string& role, const Words& types) const {
  std::vector<FoundName> found;
  Clause query;
  query.Add("SELECT number, key, id, incidents FROM ledger_names WHERE role = ?", role)
      .Add(" AND type IN ")
      .AddList(types)
      .Add(" ORDER BY number");
  const Status read = RunClause(
      connection_, query, [&found](const store::Statement& row) { found.push_back(Found(row)); });
  if (!read) return read.error();
  return found;
}

Result<std::vector<FoundName>> Names::PlacesIn(const Filter& filter) const {
  const double exact_km =
      std::max({kExactKm, filter.near ? filter.near->km : 0, HalfExtentKm(filter.within)});
  std::vector<FoundName> found;
  store::Statement& query = connection_->Prepare(
      "SELECT number, key, id, incidents, lat, lon, radius_km FROM ledger_names "
      "WHERE role = 'place' AND lat IS NOT NULL AND lon IS NOT NULL ORDER BY number");
  query.Start();
  const Status read = store::ForEachRow(&query, [&](const store::Statement& row) {
    const Point point{row.Double(4), row.Double(5)};
    if (filter.near) {
      const Circle& circle = *filter.near;
      if (DistanceKm(circle.centre, point) > circle.km) return;
    }
    if (row.Double(6) > exact_km) return;
    if (!filter.within.empty() && !IsInside(point, filter.within)) return;
    found.push_back(Found(row));
  });
  if (!read) return read.error();
  return found;
}

Result<Words> Names::Units(const Words& units) const {
  Words ids;
  store::Statement& by_name = connection_->Prepare(
      "SELECT DISTINCT unit FROM place_units WHERE unit = ? OR lower(name) = lower(?) ORDER BY 1");
  store::Statement& by_place =
      connection_->Prepare("SELECT unit FROM place_units WHERE place = ? AND unit = place");
  const auto take = [&ids](const store::Statement& row) { ids.push_back(row.Text(0)); };
  for (const std::string& word : units) {
    const size_t before = ids.size();
    by_name.Start(word, word);
    if (Status read = store::ForEachRow(&by_name, take); !read) return read.error();
    if (ids.size() > before) continue;
    const Result<std::vector<FoundName>> told = Find("place", {word});
    if (!told) return told.error();
    for (const FoundName& name : *told) {
      by_place.Start(name.key);
      if (Status read = store::ForEachRow(&by_place, take); !read) return read.error();
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) ids.emplace_back();
  return ids;
}

int64_t CountOf(const std::vector<FoundName>& names) {
  int64_t count = 0;
  for (const FoundName& name : names) count += name.incidents;
  return count;
}

std::vector<int64_t> NumbersOf(const std::vector<FoundName>& names) {
  std::vector<int64_t> numbers;
  for (const FoundName& name : names) numbers.push_back(name.number);
  return numbers;
}

}  // namespace tadwin::query
