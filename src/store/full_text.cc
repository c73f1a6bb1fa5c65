#include "store/full_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <utility>

namespace tadwin::store {
namespace {

// Letters, numbers and private use; unicode61 divides at all else. Marks go with their word.
bool IsOfWord(UChar32 c, bool inside) {
  const uint32_t mask = U_GET_GC_MASK(c);
  if ((mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) != 0) return true;
  return inside && (mask & U_GC_MN_MASK) != 0;
}

// Limits of a tsvector. Source: postgresql.org/docs/15/textsearch-limitations.html.
constexpr size_t kVectorBytes = 1'000'000;
constexpr size_t kLexemeBytes = 2046;
// What a word takes besides its letters: its entry and one position.
constexpr size_t kPerWord = 12;

}  // namespace

std::vector<std::string> SearchWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    if (c >= 0 && IsOfWord(c, !word.empty())) {
      char encoded[U8_MAX_LENGTH];
      int32_t length = 0;
      U8_APPEND_UNSAFE(encoded, length, u_tolower(c));
      word.append(encoded, static_cast<size_t>(length));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string SearchVector(const std::vector<std::string>& words) {
  std::string vector;
  size_t bytes = 0;
  size_t position = 0;
  for (const std::string& word : words) {
    ++position;
    if (word.size() > kLexemeBytes) continue;
    bytes += word.size() + kPerWord;
    if (bytes > kVectorBytes) break;
    vector += '\'' + word + "':" + std::to_string(position) + ' ';
  }
  return vector;
}

Status AddToSearch(Connection* connection, int64_t document_id, const std::string& folded) {
  if (connection->is(Engine::kSqlite)) {
    return connection->Prepare("INSERT INTO document_search (rowid, folded) VALUES (?, ?)")
        .Run(document_id, folded);
  }
  return connection
      ->Prepare("INSERT INTO document_search VALUES (?, CAST(CAST(? AS TEXT) AS TSVECTOR))")
      .Run(document_id, SearchVector(SearchWords(folded)));
}

Status ClearSearch(Connection* connection) {
  return connection->Execute(
      connection->is(Engine::kSqlite)
          ? "INSERT INTO document_search (document_search) VALUES ('delete-all')"
          : "TRUNCATE document_search");
}

Status FillSearch(Connection* connection) {
  if (connection->is(Engine::kSqlite)) {
    return connection->Execute("INSERT INTO document_search (document_search) VALUES ('rebuild')");
  }
  if (Status cleared = ClearSearch(connection); !cleared) return cleared;
  // A few at a time: their rows are kept while the words are written.
  constexpr int kAtOnce = 200;
  Statement& query = connection->Prepare(
      "SELECT id, folded FROM documents WHERE id > ? ORDER BY id LIMIT " + std::to_string(kAtOnce));
  int64_t last = -1;
  while (true) {
    query.Start(last);
    std::vector<std::pair<int64_t, std::string>> documents;
    if (Status read = ForEachRow(&query,
                                 [&documents](const Statement& row) {
                                   documents.emplace_back(row.Int(0), row.Text(1));
                                 });
        !read) {
      return read;
    }
    if (documents.empty()) return {};
    for (const auto& [id, folded] : documents) {
      if (Status added = AddToSearch(connection, id, folded); !added) return added;
    }
    last = documents.back().first;
  }
}

Status RemoveFromSearch(Connection* connection, int64_t document_id) {
  // PostgreSQL's row goes with the document's.
  if (!connection->is(Engine::kSqlite)) return {};
  return connection
      ->Prepare(
          "INSERT INTO document_search (document_search, rowid, folded) "
          "SELECT 'delete', id, folded FROM documents WHERE id = ?")
      .Run(document_id);
}

}  // namespace tadwin::store
