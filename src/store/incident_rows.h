// Keeps the tables that pages, filters and counts of incidents read (docs/ledger-schema.md).
//
// They hold nothing of their own: every row is made from the incident's tables and its facts. Call
// Put after an incident was written, Refresh after one was changed, DropComponent before one goes,
// Flush before the transaction is committed. What is put is gathered and read many at once.
// Errors: what the connection gives. Threads: one per connection, inside its transaction.
//
// Example: IncidentRows rows(&connection); rows.Put(id); rows.Flush();

#ifndef TADWIN_STORE_INCIDENT_ROWS_H_
#define TADWIN_STORE_INCIDENT_ROWS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/fact_traits.h"
#include "store/incident_cells.h"
#include "store/sql_connection.h"

namespace tadwin::store {

// A row of ledger_names without its count.
struct LedgerName {
  std::string role;
  std::string key;
  std::string id;
  std::string name_en;
  std::string country;
  std::string type;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<double> radius_km;
  std::string admin;

  int64_t Number() const;
};

// One row of incident_names.
struct IncidentName {
  std::string role;
  int64_t name = 0;
  std::string text;
  bool preferred = true;
};

// One row of incident_rows and what hangs on it.
struct IncidentRecord {
  int64_t day = kUndated;
  int64_t last_day = kUndated;
  int64_t number = 0;
  std::string id;
  std::string kind;
  std::string type;
  std::string mode;
  std::string subtype;
  std::string status;
  std::string outcome;
  std::string country;
  std::string admin;
  std::optional<int64_t> place;
  std::string review = "machine";
  double score = 0;
  int64_t documents = 0;
  int64_t facts = 0;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::optional<double> n;
  std::string weapon;
  std::optional<int64_t> told;  // day of the last document that tells it
  std::string title;            // the beginnings of texts that are sorted by
  std::string place_name;
  std::vector<IncidentName> names;

  int64_t contested() const;
  int64_t period() const;
  IncidentCounts Counts() const;
};

class IncidentRows {
 public:
  explicit IncidentRows(Connection* connection) : connection_(connection), cells_(connection) {}

  Status Put(const std::string& incident_id);
  Status Refresh(const std::string& incident_id);
  Status DropComponent(Component component);
  Status DropAll();
  Status Flush();

  // The parts of Put, for ledgers that are made up for measuring.
  Status Insert(const IncidentRecord& record);
  void Count(const LedgerName& name) { names_.emplace(name.Number(), name); }

 private:
  Status WritePending();
  Status Remove(const std::vector<std::string>& ids);
  Status RemoveOne(const IncidentRecord& old);
  // Those of `ids` that are there, without their titles; `ids` has one at least, and few.
  Result<std::vector<IncidentRecord>> Find(const std::vector<std::string>& ids);
  Status FlushNames();
  void CountNames(const IncidentRecord& record, int64_t change);

  Connection* connection_;
  IncidentCells cells_;
  std::vector<std::string> pending_;  // ids to make rows of
  std::map<int64_t, LedgerName> names_;
  std::map<int64_t, int64_t> name_changes_;
  std::map<std::pair<int64_t, std::string>, int64_t> spelling_changes_;
};

// Makes the rows of every incident anew, for a ledger that had none.
Status RebuildIncidentRows(Connection* connection);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_INCIDENT_ROWS_H_
