// Pages of documents that have the words searched for, with the words around them.
#include <algorithm>

#include "base/utf8.h"
#include "query/query_state.h"
#include "query/text_query.h"

namespace tadwin::query {
namespace {

constexpr size_t kMostSnippets = 3;
constexpr uint32_t kAroundBytes = 120;  // on either side

// From a blank to a blank, within the line.
Span Around(std::string_view text, Span match) {
  Span span = match;
  const uint32_t least = match.begin > kAroundBytes ? match.begin - kAroundBytes : 0;
  for (uint32_t at = match.begin; at > least && text[at - 1] != '\n'; --at) {
    if (at - 1 == 0 || text[at - 2] == ' ' || text[at - 2] == '\n') span.begin = at - 1;
  }
  const auto most = static_cast<uint32_t>(std::min<size_t>(text.size(), match.end + kAroundBytes));
  for (uint32_t at = match.end; at < most && text[at] != '\n'; ++at) {
    const bool is_end = at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
    if (is_end) span.end = at + 1;
  }
  return span;
}

void AddSnippets(std::string_view text, const std::vector<Span>& matches, SearchRow* row) {
  const CodePointIndex index(text);
  uint32_t done = 0;  // bytes that snippets hold already
  for (const Span& match : matches) {
    const std::pair<uint32_t, uint32_t> points{index.FromByte(match.begin),
                                               index.FromByte(match.end)};
    if (match.end <= done) {
      row->snippets.back().matches.push_back(points);
      continue;
    }
    if (row->snippets.size() == kMostSnippets) return;
    Span span = Around(text, match);
    span.begin = std::min(std::max(span.begin, done), match.begin);
    row->snippets.push_back({std::string(text.substr(span.begin, span.end - span.begin)),
                             index.FromByte(span.begin),
                             index.FromByte(span.end),
                             {points}});
    done = span.end;
  }
}

}  // namespace

Result<Page<SearchRow>> Query::Search(const PageRequest& request) {
  if (request.filter.text.empty()) {
    return Error{ErrorCode::kInvalidArgument, "q: words to look for are missing: q=embassy*", ""};
  }
  const Result<TextQuery> query = ParseTextQuery(request.filter.text, state_->names.folder());
  if (!query) return query.error();
  store::ReadSnapshot snapshot(state_->connection);
  if (Status begun = snapshot.Begin(); !begun) return begun.error();
  Result<Page<DocumentRow>> documents = Documents(request);
  if (!documents) return documents.error();
  Page<SearchRow> page;
  page.next = std::move(documents->next);
  page.total = documents->total;
  store::Statement& texts =
      state_->connection->Prepare("SELECT text FROM documents WHERE sha256 = ?");
  for (DocumentRow& document : documents->items) {
    SearchRow row;
    texts.Start(document.sha256);
    const Status read = store::ForEachRow(&texts, [&](const store::Statement& found) {
      const std::string text = found.Text(0);
      const std::vector<Span> matches = FindMatches(*query, text, state_->names.folder());
      row.matches = static_cast<int64_t>(matches.size());
      AddSnippets(text, matches, &row);
    });
    if (!read) return read.error();
    row.document = std::move(document);
    page.items.push_back(std::move(row));
  }
  return page;
}

}  // namespace tadwin::query
