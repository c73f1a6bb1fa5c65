#include "store/incident_rows.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "store/incident_reader.h"

namespace tadwin::store {
namespace {

// Incidents that are read at once.
constexpr size_t kBatch = 256;

// Incidents that are found at once before they go.
constexpr size_t kRemovedAtOnce = 64;

std::string Marks(size_t count) {
  std::string marks = "(?";
  for (size_t i = 1; i < count; ++i) marks += ", ?";
  return marks + ")";
}

std::optional<std::string_view> Maybe(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::string_view(text);
}

Quantity QuantityOf(const Statement& row, int column) {
  return {row.MaybeDouble(column), row.MaybeDouble(column + 1), row.MaybeDouble(column + 2)};
}

std::optional<Quantity> Known(const Quantity& quantity) {
  if (quantity == Quantity{}) return std::nullopt;
  return quantity;
}

}  // namespace

int64_t LedgerName::Number() const {
  const bool is_plain = id.empty() && name_en.empty() && country.empty() && type.empty() &&
                        admin.empty() && !lat && !lon && !radius_km;
  if (is_plain) return NameNumber(role, key);
  std::string text;
  for (const std::string* part : {&role, &key, &id, &name_en, &country, &type, &admin}) {
    text += *part;
    text += '\x1f';
  }
  for (const std::optional<double>& part : {lat, lon, radius_km}) {
    text += part ? std::to_string(*part) : "";
    text += '\x1f';
  }
  return static_cast<int64_t>(Hash64(text) >> 1);
}

int64_t IncidentRecord::contested() const {
  return std::count_if(names.begin(), names.end(),
                       [](const IncidentName& name) { return name.role == "contested"; });
}

int64_t IncidentRecord::period() const {
  if (day == kUndated) return kUnknownCode;
  return PeriodCode(Date{static_cast<int32_t>(day)}, Date{static_cast<int32_t>(last_day)});
}

IncidentCounts IncidentRecord::Counts() const {
  IncidentCounts counts;
  counts.is_event = kind == "event";
  counts.killed = killed;
  counts.injured = injured;
  const auto values = [&counts](Dim dim) -> std::vector<int64_t>& {
    return counts.values[static_cast<size_t>(dim)];
  };
  const auto add = [&values](Dim dim, const std::string& key) {
    if (!key.empty()) values(dim) = {NameNumber(RoleOf(dim), key)};
  };
  add(Dim::kType, type);
  add(Dim::kSubtype, subtype);
  add(Dim::kStatus, status);
  add(Dim::kCountry, country);
  add(Dim::kReview, review);
  add(Dim::kAdmin, admin);
  values(Dim::kContested) = {contested() > 0 ? 1 : 0};
  if (place) values(Dim::kPlace) = {*place};
  if (day != kUndated) {
    values(Dim::kPeriod) = {period()};
    const int64_t week =
        WeekCode(Date{static_cast<int32_t>(day)}, Date{static_cast<int32_t>(last_day)});
    if (week != kUnknownCode) values(Dim::kWeek) = {week};
  }
  for (const IncidentName& name : names) {
    if (!name.preferred) continue;
    for (const Dim dim : {Dim::kActor, Dim::kTarget, Dim::kSpeaker, Dim::kOutlet}) {
      if (name.role == RoleOf(dim)) values(dim).push_back(name.name);
    }
  }
  for (std::vector<int64_t>& codes : counts.values) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  }
  return counts;
}

Status IncidentRows::Put(const std::string& incident_id) {
  pending_.push_back(incident_id);
  return pending_.size() < kBatch ? Status() : WritePending();
}

Status IncidentRows::WritePending() {
  if (pending_.empty()) return {};
  Result<ReadIncidents> read = ReadIncidentRecords(connection_, pending_);
  if (!read) return read.error();
  pending_.clear();
  names_.merge(read->names);
  for (const IncidentRecord& record : read->records) {
    if (Status put = Insert(record); !put) return put;
  }
  return {};
}

void IncidentRows::CountNames(const IncidentRecord& record, int64_t change) {
  std::set<int64_t> counted;
  for (const IncidentName& name : record.names) {
    if (!counted.insert(name.name).second) continue;
    name_changes_[name.name] += change;
    spelling_changes_[{name.name, name.text}] += change;
  }
  const std::pair<const char*, const std::string*> words[] = {
      {"kind", &record.kind},       {"type", &record.type},     {"mode", &record.mode},
      {"subtype", &record.subtype}, {"status", &record.status}, {"outcome", &record.outcome},
      {"country", &record.country}, {"admin", &record.admin},   {"review", &record.review},
      {"weapon", &record.weapon}};
  for (const auto& [role, key] : words) {
    if (key->empty()) continue;
    LedgerName name;
    name.role = role;
    name.key = *key;
    const int64_t number = name.Number();
    name_changes_[number] += change;
    names_.emplace(number, std::move(name));
  }
}

Status IncidentRows::Insert(const IncidentRecord& r) {
  const Quantity killed = r.killed.value_or(Quantity{});
  const Quantity injured = r.injured.value_or(Quantity{});
  if (Status put =
          connection_
              ->Prepare("INSERT INTO incident_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
              .Run(r.day, r.number, r.id, r.last_day, r.period(), r.kind, Maybe(r.type),
                   Maybe(r.mode), Maybe(r.subtype), Maybe(r.status), Maybe(r.outcome),
                   Maybe(r.country), Maybe(r.admin), r.place, r.review, r.contested(), r.score,
                   r.documents, r.facts, killed.low, killed.best, killed.high, injured.low,
                   injured.best, injured.high, r.n, Maybe(r.weapon), r.title, Maybe(r.place_name),
                   r.told);
      !put) {
    return put;
  }
  Statement& insert =
      connection_->Prepare("INSERT INTO incident_names VALUES (?, ?, ?, ?, ?, ?, ?)");
  std::map<std::string, int64_t> positions;
  for (const IncidentName& name : r.names) {
    if (Status put = insert.Run(r.number, name.role, positions[name.role]++, name.name, name.text,
                                name.preferred, r.day);
        !put) {
      return put;
    }
  }
  CountNames(r, 1);
  return cells_.Add(r.Counts());
}

Result<std::vector<IncidentRecord>> IncidentRows::Find(const std::vector<std::string>& ids) {
  static const std::string kRows =
      "SELECT number, id, day, last_day, kind, type, subtype, status, country, admin, place, "
      "review, killed_low, killed, killed_high, injured_low, injured, injured_high, mode, outcome, "
      "weapon FROM incident_rows WHERE id IN " +
      Marks(kRemovedAtOnce);
  static const std::string kNames =
      "SELECT incident, role, name, text, preferred FROM incident_names WHERE incident IN " +
      Marks(kRemovedAtOnce) + " ORDER BY incident, role, position";
  std::map<int64_t, IncidentRecord> found;
  std::vector<SqlValue> asked(ids.begin(), ids.end());
  asked.resize(kRemovedAtOnce, ids.back());
  Statement& rows = connection_->Prepare(kRows);
  rows.StartWith(asked);
  Status read = ForEachRow(&rows, [&found](const Statement& row) {
    IncidentRecord& r = found[row.Int(0)];
    r.number = row.Int(0);
    r.id = row.Text(1);
    r.day = row.Int(2);
    r.last_day = row.Int(3);
    r.kind = row.Text(4);
    r.type = row.Text(5);
    r.subtype = row.Text(6);
    r.status = row.Text(7);
    r.country = row.Text(8);
    r.admin = row.Text(9);
    r.place = row.MaybeInt(10);
    r.review = row.Text(11);
    r.killed = Known(QuantityOf(row, 12));
    r.injured = Known(QuantityOf(row, 15));
    r.mode = row.Text(18);
    r.outcome = row.Text(19);
    r.weapon = row.Text(20);
  });
  if (!read) return read.error();
  for (size_t i = 0; i < ids.size(); ++i) {
    asked[i] = static_cast<int64_t>(Hash64(ids[i]) >> 1);
  }
  std::fill(asked.begin() + static_cast<int64_t>(ids.size()), asked.end(), asked.front());
  Statement& names = connection_->Prepare(kNames);
  names.StartWith(asked);
  read = ForEachRow(&names, [&found](const Statement& row) {
    const auto record = found.find(row.Int(0));
    if (record == found.end()) return;
    record->second.names.push_back({row.Text(1), row.Int(2), row.Text(3), row.Bool(4)});
  });
  if (!read) return read.error();
  std::vector<IncidentRecord> records;
  for (auto& entry : found) records.push_back(std::move(entry.second));
  return records;
}

Status IncidentRows::Remove(const std::vector<std::string>& ids) {
  for (size_t at = 0; at < ids.size(); at += kRemovedAtOnce) {
    const size_t end = std::min(ids.size(), at + kRemovedAtOnce);
    const auto records =
        Find({ids.begin() + static_cast<int64_t>(at), ids.begin() + static_cast<int64_t>(end)});
    if (!records) return records.error();
    for (const IncidentRecord& old : *records) {
      if (Status gone = RemoveOne(old); !gone) return gone;
    }
  }
  return {};
}

Status IncidentRows::RemoveOne(const IncidentRecord& old) {
  if (Status removed = cells_.Remove(old.Counts()); !removed) return removed;
  CountNames(old, -1);
  if (Status gone =
          connection_->Prepare("DELETE FROM incident_names WHERE incident = ?").Run(old.number);
      !gone) {
    return gone;
  }
  return connection_->Prepare("DELETE FROM incident_rows WHERE day = ? AND number = ?")
      .Run(old.day, old.number);
}

Status IncidentRows::Refresh(const std::string& incident_id) {
  if (Status written = WritePending(); !written) return written;
  if (Status gone = Remove({incident_id}); !gone) return gone;
  return Put(incident_id);
}

Status IncidentRows::DropComponent(Component component) {
  if (Status written = WritePending(); !written) return written;
  std::vector<std::string> ids;
  Statement& query = connection_->Prepare("SELECT id FROM incidents WHERE component = ?");
  query.Start(component);
  if (Status read =
          ForEachRow(&query, [&ids](const Statement& row) { ids.push_back(row.Text(0)); });
      !read) {
    return read;
  }
  return Remove(ids);
}

Status IncidentRows::DropAll() {
  pending_.clear();
  names_.clear();
  name_changes_.clear();
  spelling_changes_.clear();
  for (const char* table :
       {"incident_rows", "incident_names", "ledger_names", "ledger_spellings"}) {
    if (Status gone = connection_->Execute(std::string("DELETE FROM ") + table); !gone) {
      return gone;
    }
  }
  return cells_.Clear();
}

Status IncidentRows::Flush() {
  if (Status written = WritePending(); !written) return written;
  if (Status flushed = cells_.Flush(); !flushed) return flushed;
  return FlushNames();
}

Status IncidentRows::FlushNames() {
  Statement& add = connection_->Prepare(
      "INSERT INTO ledger_names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) "
      "DO UPDATE SET incidents = ledger_names.incidents + excluded.incidents");
  Statement& change =
      connection_->Prepare("UPDATE ledger_names SET incidents = incidents + ? WHERE number = ?");
  Statement& tidy =
      connection_->Prepare("DELETE FROM ledger_names WHERE number = ? AND incidents = 0");
  for (const auto& [number, by] : name_changes_) {
    if (by == 0) continue;
    const auto known = names_.find(number);
    if (known == names_.end()) {
      if (Status put = change.Run(by, number); !put) return put;
    } else {
      const LedgerName& n = known->second;
      if (Status put =
              add.Run(number, n.role, n.key, Maybe(n.id), Maybe(n.name_en), Maybe(n.country),
                      Maybe(n.type), n.lat, n.lon, n.radius_km, Maybe(n.admin), by);
          !put) {
        return put;
      }
    }
    if (by > 0) continue;
    if (Status gone = tidy.Run(number); !gone) return gone;
  }
  Statement& spelling = connection_->Prepare(
      "INSERT INTO ledger_spellings VALUES (?, ?, ?) ON CONFLICT (name, text) DO UPDATE SET "
      "incidents = ledger_spellings.incidents + excluded.incidents");
  Statement& tidy_spelling = connection_->Prepare(
      "DELETE FROM ledger_spellings WHERE name = ? AND text = ? AND incidents = 0");
  for (const auto& [key, by] : spelling_changes_) {
    if (by == 0) continue;
    if (Status put = spelling.Run(key.first, key.second, by); !put) return put;
    if (by > 0) continue;
    if (Status gone = tidy_spelling.Run(key.first, key.second); !gone) return gone;
  }
  names_.clear();
  name_changes_.clear();
  spelling_changes_.clear();
  return {};
}

Status RebuildIncidentRows(Connection* connection) {
  IncidentRows rows(connection);
  if (Status gone = rows.DropAll(); !gone) return gone;
  std::vector<std::string> ids;
  Statement& query = connection->Prepare("SELECT id FROM incidents ORDER BY id");
  query.Start();
  if (Status read =
          ForEachRow(&query, [&ids](const Statement& row) { ids.push_back(row.Text(0)); });
      !read) {
    return read;
  }
  for (const std::string& id : ids) {
    if (Status put = rows.Put(id); !put) return put;
  }
  return rows.Flush();
}

}  // namespace tadwin::store
