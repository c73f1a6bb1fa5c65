#include "compare/gold.h"

#include <algorithm>

#include <simdjson.h>

#include "base/utf8.h"

namespace tadwin::compare {
namespace {

using simdjson::dom::element;

Error Bad(const std::string& where, size_t line, const std::string& what) {
  return {ErrorCode::kBadFormat, what, where + ":" + std::to_string(line)};
}

std::string TextOf(element value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  element inner;  // {"text": ...}
  if (value.is_object() && value["text"].get(inner) == simdjson::SUCCESS &&
      inner.get_string().get(text) == simdjson::SUCCESS) {
    return std::string(text);
  }
  return {};
}

std::string Text(element row, const char* key) {
  element value;
  return row[key].get(value) == simdjson::SUCCESS ? TextOf(value) : std::string();
}

std::optional<double> Number(element row, const char* key) {
  double number = 0;
  element value;
  if (row[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  if (value.get_double().get(number) == simdjson::SUCCESS) return number;
  return std::nullopt;
}

std::vector<std::string> Texts(element row, const char* key) {
  std::vector<std::string> texts;
  element value;
  if (row[key].get(value) != simdjson::SUCCESS) return texts;
  simdjson::dom::array array;
  if (value.get_array().get(array) == simdjson::SUCCESS) {
    for (const element one : array) {
      if (std::string text = TextOf(one); !text.empty()) texts.push_back(std::move(text));
    }
  } else if (std::string text = TextOf(value); !text.empty()) {
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string FirstOf(const std::vector<std::string>& texts) {
  return texts.empty() ? std::string() : texts.front();
}

// 3, or {"low","best","high"}, or a range beside it: "killed_range": [low, high].
std::optional<GoldCount> Count(element row, const char* key) {
  element value;
  if (row[std::string(key) + "_range"].get(value) == simdjson::SUCCESS) {
    simdjson::dom::array ends;
    if (value.get_array().get(ends) == simdjson::SUCCESS && ends.size() == 2) {
      GoldCount count;
      count.is_range = true;
      double end = 0;
      if (ends.at(0).get_double().get(end) == simdjson::SUCCESS) count.low = end;
      if (ends.at(1).get_double().get(end) == simdjson::SUCCESS) count.high = end;
      return count;
    }
  }
  if (row[key].get(value) != simdjson::SUCCESS || value.is_null()) return std::nullopt;
  GoldCount count;
  double number = 0;
  if (value.get_double().get(number) == simdjson::SUCCESS) {
    count.number = number;
  } else if (value.is_object()) {
    count.number = Number(value, "best");
    count.low = Number(value, "low");
    count.high = Number(value, "high");
    count.is_range = !count.number.has_value();
    if (count.is_range && !count.low && !count.high) return std::nullopt;
  }
  return count;
}

void ReadPlace(element row, GoldFact* fact) {
  element place;
  if (row["place"].get(place) != simdjson::SUCCESS) return;
  fact->place = TextOf(place);
  fact->place_en = Text(row, "place_en");
  const element from = place.is_object() ? place : row;
  fact->country = Text(from, "country");
  fact->lat = Number(from, "lat");
  fact->lon = Number(from, "lon");
}

// The byte offset of each code point, and of the end.
std::vector<uint32_t> BytesOf(std::string_view text) {
  std::vector<uint32_t> bytes;
  for (size_t at = 0; at < text.size();) {
    bytes.push_back(static_cast<uint32_t>(at));
    DecodeUtf8(text, &at);
  }
  bytes.push_back(static_cast<uint32_t>(text.size()));
  return bytes;
}

class RowReader {
 public:
  RowReader(std::string_view text, std::string where)
      : text_(text), bytes_(BytesOf(text)), where_(std::move(where)) {}

  // Nothing for rows that are no facts.
  Result<std::optional<GoldFact>> Read(element row, size_t line) const {
    const std::string kind = Text(row, "kind");
    GoldFact fact;
    if (kind == "event") {
      fact.kind = FactKind::kEvent;
    } else if (kind == "tally") {
      fact.kind = FactKind::kTally;
    } else if (kind == "level") {
      fact.kind = FactKind::kLevel;
    } else if (kind == "commitment") {
      fact.kind = FactKind::kCommitment;
    } else if (kind.empty()) {
      return Bad(where_, line, "the row has no \"kind\"");
    } else {
      return std::optional<GoldFact>();
    }
    if (Status located = Locate(row, line, &fact); !located) return located.error();
    fact.plover = Text(row, "plover");
    if (fact.kind == FactKind::kEvent && fact.plover.empty()) {
      return Bad(where_, line, "an event needs \"plover\"");
    }
    ReadFields(row, &fact);
    const bool counts = fact.kind == FactKind::kTally || fact.kind == FactKind::kLevel;
    if (counts && !fact.n) return Bad(where_, line, kind + ": \"n\" is no number");
    return std::optional<GoldFact>(std::move(fact));
  }

 private:
  Status Locate(element row, size_t line, GoldFact* fact) const {
    const std::string quote = Text(row, "quote");
    if (!quote.empty()) {
      for (size_t at = text_.find(quote); at != std::string_view::npos;
           at = text_.find(quote, at + quote.size())) {
        fact->spans.push_back(
            {static_cast<uint32_t>(at), static_cast<uint32_t>(at + quote.size())});
      }
      if (fact->spans.empty()) return Bad(where_, line, "the quote is not in the text");
      fact->words = quote;
      return {};
    }
    int64_t begin = -1;
    int64_t end = -1;
    const bool located = row["begin"].get_int64().get(begin) == simdjson::SUCCESS &&
                         row["end"].get_int64().get(end) == simdjson::SUCCESS;
    if (!located)
      return Bad(where_, line, "the row has neither \"quote\" nor \"begin\" and \"end\"");
    if (begin < 0 || end <= begin || static_cast<size_t>(end) >= bytes_.size()) {
      return Bad(where_, line, "\"begin\" and \"end\" are no range of the text");
    }
    fact->spans.push_back({bytes_[static_cast<size_t>(begin)], bytes_[static_cast<size_t>(end)]});
    fact->words = std::string(text_.substr(fact->spans[0].begin, fact->spans[0].size()));
    return {};
  }

  void ReadFields(element row, GoldFact* fact) const {
    fact->id = Text(row, "id");
    fact->mode = Text(row, "mode");
    fact->subtype = Text(row, "subtype");
    fact->trigger = Text(row, "trigger");
    if (fact->trigger.empty()) fact->trigger = fact->words;
    fact->status = Text(row, "status");
    fact->outcome = Text(row, "outcome");
    fact->start = Text(row, "start");
    fact->stop = Text(row, "end").empty() ? Text(row, "stop") : Text(row, "end");
    fact->date_text = Text(row, "date_text");
    fact->actors = Texts(row, "actor");
    fact->targets = Texts(row, "target");
    ReadPlace(row, fact);
    fact->killed = Count(row, "killed");
    fact->injured = Count(row, "injured");
    fact->weapon = Text(row, "weapon");
    if (const auto count = Number(row, "count")) fact->count = static_cast<int64_t>(*count);
    fact->speaker = FirstOf(Texts(row, "speaker"));
    fact->n = Number(row, "n");
    fact->period_start = Text(row, "period_start");
    fact->period_end = Text(row, "period_end");
    fact->at = Text(row, "at");
    fact->who = FirstOf(Texts(row, "who"));
    fact->to_whom = FirstOf(Texts(row, "to_whom"));
    fact->what = Text(row, "what");
    fact->due = Text(row, "due");
    fact->due_text = Text(row, "due_text");
  }

  std::string_view text_;
  std::vector<uint32_t> bytes_;
  std::string where_;
};

// Calls `read(element, line)` for every line that is not blank.
template <typename Read>
Status ForEachLine(std::string_view jsonl, const std::string& where, const Read& read) {
  if (const auto bad = FindInvalidUtf8(jsonl)) {
    return Error{ErrorCode::kBadEncoding, "invalid UTF-8 at byte " + std::to_string(*bad), where};
  }
  simdjson::dom::parser parser;
  size_t line = 0;
  while (!jsonl.empty()) {
    const size_t end = jsonl.find('\n');
    const std::string text(jsonl.substr(0, end));
    jsonl = end == std::string_view::npos ? std::string_view() : jsonl.substr(end + 1);
    ++line;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    element row;
    if (const auto error = parser.parse(text).get(row)) {
      return Bad(where, line, std::string("not valid JSON: ") + simdjson::error_message(error));
    }
    if (!row.is_object()) return Bad(where, line, "expected a JSON object");
    if (Status done = read(row, line); !done) return done;
  }
  return {};
}

}  // namespace

Result<std::vector<GoldFact>> ReadGoldRows(std::string_view jsonl, std::string_view text,
                                           const std::string& where) {
  std::vector<GoldFact> facts;
  const RowReader reader(text, where);
  const Status read = ForEachLine(jsonl, where, [&](element row, size_t line) -> Status {
    Result<std::optional<GoldFact>> fact = reader.Read(row, line);
    if (!fact) return fact.error();
    if (*fact) facts.push_back(std::move(**fact));
    return {};
  });
  if (!read) return read.error();
  return facts;
}

Result<std::vector<GoldArticle>> ReadGoldArticles(std::string_view jsonl,
                                                  const std::string& where) {
  std::vector<GoldArticle> articles;
  const Status read = ForEachLine(jsonl, where, [&](element row, size_t line) -> Status {
    GoldArticle article;
    article.name = Text(row, "id");
    article.text = Text(row, "text");
    article.published = Text(row, "published");
    simdjson::dom::array facts;
    if (article.name.empty() || article.text.empty() ||
        row["facts"].get_array().get(facts) != simdjson::SUCCESS) {
      return Bad(where, line, R"(expected {"id", "text", "published", "facts": [...]})");
    }
    const RowReader reader(article.text, where);
    for (const element one : facts) {
      Result<std::optional<GoldFact>> fact = reader.Read(one, line);
      if (!fact) return fact.error();
      if (*fact) article.facts.push_back(std::move(**fact));
    }
    articles.push_back(std::move(article));
    return {};
  });
  if (!read) return read.error();
  std::stable_sort(articles.begin(), articles.end(),
                   [](const GoldArticle& a, const GoldArticle& b) { return a.name < b.name; });
  return articles;
}

}  // namespace tadwin::compare
