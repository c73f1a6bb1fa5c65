#include "query/saved.h"

#include <algorithm>

#include "query/suggest.h"
#include "store/sql_connection.h"

namespace tadwin::query {
namespace {

constexpr size_t kLongestName = 100;

bool HasControl(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

SavedQuery Read(const store::Statement& row) {
  SavedQuery query;
  query.name = row.Text(0);
  std::string_view rest = row.View(1);
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    query.words.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return query;
}

}  // namespace

Status SaveQuery(store::Store* store, const SavedQuery& query) {
  if (query.name.empty() || query.name.size() > kLongestName || HasControl(query.name)) {
    return Error{ErrorCode::kInvalidArgument,
                 "a saved query needs a name of 1 to 100 bytes without control characters", ""};
  }
  std::string words;
  for (const std::string& word : query.words) {
    if (HasControl(word)) {
      return Error{ErrorCode::kInvalidArgument, "a query with control characters cannot be saved",
                   ""};
    }
    words += (words.empty() ? "" : "\n") + word;
  }
  store::Connection& connection = store->connection();
  store::Transaction transaction(&connection);
  if (Status begun = transaction.Begin(); !begun) return begun;
  if (Status put = connection
                       .Prepare("INSERT INTO saved_queries VALUES (?, ?) ON CONFLICT (name) DO "
                                "UPDATE SET words = excluded.words")
                       .Run(query.name, words);
      !put) {
    return put;
  }
  return transaction.Commit();
}

Result<std::vector<SavedQuery>> SavedQueries(store::Store* store) {
  std::vector<SavedQuery> all;
  store::Statement& query =
      store->connection().Prepare("SELECT name, words FROM saved_queries ORDER BY name");
  query.Start();
  const Status read =
      store::ForEachRow(&query, [&all](const store::Statement& row) { all.push_back(Read(row)); });
  if (!read) return read.error();
  return all;
}

Result<SavedQuery> FindSavedQuery(store::Store* store, const std::string& name) {
  const Result<std::vector<SavedQuery>> all = SavedQueries(store);
  if (!all) return all.error();
  std::vector<std::string_view> names;
  for (const SavedQuery& one : *all) {
    if (one.name == name) return one;
    names.push_back(one.name);
  }
  return Error{ErrorCode::kNotFound,
               "no query is saved as " + name + DidYouMean(name, names) +
                   (names.empty() ? "" : "; there are " + JoinedWords(names)),
               ""};
}

Status RemoveSavedQuery(store::Store* store, const std::string& name) {
  if (const Result<SavedQuery> found = FindSavedQuery(store, name); !found) return found.error();
  store::Connection& connection = store->connection();
  store::Transaction transaction(&connection);
  if (Status begun = transaction.Begin(); !begun) return begun;
  if (Status gone = connection.Prepare("DELETE FROM saved_queries WHERE name = ?").Run(name);
      !gone) {
    return gone;
  }
  return transaction.Commit();
}

}  // namespace tadwin::query
