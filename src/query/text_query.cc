#include "query/text_query.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "store/full_text.h"

namespace tadwin::query {
namespace {

constexpr size_t kMostWords = 50;
constexpr size_t kLongestWord = 200;
constexpr int kDeepest = 20;
constexpr uint32_t kFurthest = 100;

using Kind = TextQuery::Kind;

Error Wrong(const std::string& what) { return {ErrorCode::kInvalidArgument, "q: " + what, ""}; }

// Reads by descent: or <- and ("OR" and)*, and <- not (["AND"] not)*, not <- one ("NOT" one)*.
class Parser {
 public:
  Parser(std::string_view text, const normalise::Folder* folder) : rest_(text), folder_(folder) {}

  Result<TextQuery> Parse() {
    Result<TextQuery> query = ReadOr();
    if (!query) return query;
    SkipBlanks();
    if (!rest_.empty()) return Wrong("a ) without its (");
    return query;
  }

 private:
  void SkipBlanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' ||
                              rest_.front() == '\n' || rest_.front() == '\r')) {
      rest_.remove_prefix(1);
    }
  }

  static bool Ends(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')' || c == '"';
  }

  bool IsNext(std::string_view word) {
    SkipBlanks();
    if (rest_.substr(0, word.size()) != word) return false;
    return rest_.size() == word.size() || Ends(rest_[word.size()]);
  }

  bool Eat(std::string_view word) {
    if (!IsNext(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  static TextQuery Joined(Kind kind, TextQuery first, TextQuery second) {
    if (first.kind == kind && kind != Kind::kNot) {
      first.parts.push_back(std::move(second));
      return first;
    }
    TextQuery out;
    out.kind = kind;
    out.parts = {std::move(first), std::move(second)};
    return out;
  }

  Result<TextQuery> ReadOr() {
    Result<TextQuery> left = ReadAnd();
    while (left && Eat("OR")) {
      Result<TextQuery> right = ReadAnd();
      if (!right) return right;
      left = Joined(Kind::kOr, *std::move(left), *std::move(right));
    }
    return left;
  }

  Result<TextQuery> ReadAnd() {
    Result<TextQuery> left = ReadNot();
    while (left) {
      const bool is_said = Eat("AND");
      SkipBlanks();
      if (!is_said && (rest_.empty() || rest_.front() == ')' || IsNext("OR"))) return left;
      Result<TextQuery> right = ReadNot();
      if (!right) return right;
      left = Joined(Kind::kAnd, *std::move(left), *std::move(right));
    }
    return left;
  }

  Result<TextQuery> ReadNot() {
    Result<TextQuery> left = ReadOne();
    while (left && Eat("NOT")) {
      Result<TextQuery> right = ReadOne();
      if (!right) return right;
      left = Joined(Kind::kNot, *std::move(left), *std::move(right));
    }
    return left;
  }

  Result<TextQuery> ReadOne() {
    SkipBlanks();
    if (rest_.empty()) return Wrong("words to look for are missing at the end");
    if (rest_.front() == ')') return Wrong("words are missing before a )");
    if (IsNext("NOT")) return Wrong("NOT needs words before it: a NOT b");
    if (IsNext("AND") || IsNext("OR")) {
      return Wrong("AND and OR need words before them; write \"AND\" for the word itself");
    }
    if (rest_.front() == '(') return ReadBrackets();
    if (rest_.front() == '"') return ReadPhrase();
    if (IsNext("NEAR") && rest_.size() > 4 && rest_[4] == '(') return ReadNear();
    size_t end = 0;
    while (end < rest_.size() && !Ends(rest_[end])) ++end;
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return WordsOf(word);
  }

  Result<TextQuery> ReadBrackets() {
    if (++depth_ > kDeepest) return Wrong("brackets are nested too deep");
    rest_.remove_prefix(1);
    Result<TextQuery> inside = ReadOr();
    if (!inside) return inside;
    SkipBlanks();
    if (rest_.empty()) return Wrong("a ( without its )");
    rest_.remove_prefix(1);
    --depth_;
    return inside;
  }

  Result<TextQuery> ReadPhrase() {
    const size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos) return Wrong("a \" without its other \"");
    const std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const bool is_prefix = !rest_.empty() && rest_.front() == '*';
    if (is_prefix) rest_.remove_prefix(1);
    Result<TextQuery> words = WordsOf(inside);
    if (words) words->is_prefix = words->is_prefix || is_prefix;
    return words;
  }

  Result<TextQuery> ReadNear() {
    const size_t end = rest_.find(')');
    if (end == std::string_view::npos) return Wrong("NEAR( without its )");
    std::string_view inside = rest_.substr(5, end - 5);
    rest_.remove_prefix(end + 1);
    TextQuery near;
    if (const size_t comma = inside.find(','); comma != std::string_view::npos) {
      std::string_view number = inside.substr(comma + 1);
      inside = inside.substr(0, comma);
      while (!number.empty() && number.front() == ' ') number.remove_prefix(1);
      while (!number.empty() && number.back() == ' ') number.remove_suffix(1);
      uint32_t distance = 0;
      for (const char c : number) {
        if (c < '0' || c > '9' || distance > kFurthest) number = {};
        if (number.empty()) break;
        distance = distance * 10 + static_cast<uint32_t>(c - '0');
      }
      if (number.empty() || distance > kFurthest) {
        return Wrong("NEAR(a b, 5): the number of words between is 0 to 100");
      }
      near.distance = distance;
    }
    Result<TextQuery> words = WordsOf(inside);
    if (!words) return words;
    if (words->words.size() != 2 || words->is_prefix) {
      return Wrong("NEAR(a b, 5) needs two whole words");
    }
    near.kind = Kind::kNear;
    near.words = std::move(words->words);
    return near;
  }

  // The words of a piece, folded and divided as the texts are; several are a phrase.
  Result<TextQuery> WordsOf(std::string_view text) {
    TextQuery out;
    out.is_prefix = !text.empty() && text.back() == '*';
    const std::string folded = folder_ == nullptr ? std::string(text) : folder_->FoldString(text);
    out.words = store::SearchWords(folded);
    if (out.words.empty()) {
      return Wrong("there is no letter or number in `" + std::string(text) + "`");
    }
    for (const std::string& word : out.words) {
      if (word.size() > kLongestWord) return Wrong("a word of more than 200 bytes");
    }
    count_ += out.words.size();
    if (count_ > kMostWords) return Wrong("more than 50 words");
    return out;
  }

  std::string_view rest_;
  const normalise::Folder* folder_;
  size_t count_ = 0;
  int depth_ = 0;
};

// Words hold letters and numbers only, so that nothing in them is read as an operator.
std::string Fts5Text(const TextQuery& query) {
  std::string text;
  const auto join = [&](const char* between) {
    for (const TextQuery& part : query.parts) {
      text += (text.empty() ? "" : between) + ("(" + Fts5Text(part) + ")");
    }
    return text;
  };
  switch (query.kind) {
    case Kind::kAnd: return join(" AND ");
    case Kind::kOr: return join(" OR ");
    case Kind::kNot: return join(" NOT ");
    case Kind::kNear:
      for (const std::string& word : query.words)
        text += (text.empty() ? "\"" : " \"") + word + "\"";
      return "NEAR(" + text + ", " + std::to_string(query.distance) + ")";
    case Kind::kWords:
      for (const std::string& word : query.words) text += (text.empty() ? "" : " ") + word;
      return "\"" + text + "\"" + (query.is_prefix ? " *" : "");
  }
  return text;
}

std::string TsQueryText(const TextQuery& query) {
  std::string text;
  const auto join = [&](const char* between) {
    for (const TextQuery& part : query.parts) {
      text += (text.empty() ? "" : between) + ("(" + TsQueryText(part) + ")");
    }
    return text;
  };
  switch (query.kind) {
    case Kind::kAnd: return join(" & ");
    case Kind::kOr: return join(" | ");
    case Kind::kNot: return join(" & !");
    case Kind::kNear:
      // Either order, at each distance: there is no operator for it.
      for (uint32_t apart = 1; apart <= query.distance + 1; ++apart) {
        const std::string step = "' <" + std::to_string(apart) + "> '";
        text += (text.empty() ? "'" : " | '") + query.words[0] + step + query.words[1] + "' | '" +
                query.words[1] + step + query.words[0] + "'";
      }
      return text;
    case Kind::kWords:
      for (const std::string& word : query.words) {
        text += (text.empty() ? "'" : " <-> '") + word + "'";
      }
      return text + (query.is_prefix ? ":*" : "");
  }
  return text;
}

// A word of a text: where it stands in the folded text.
struct Token {
  std::string word;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Words of the folded text with their places: each piece between blanks is divided as the index
// divides it, and its words are looked up in it one after the other.
std::vector<Token> TokensOf(std::string_view folded) {
  std::vector<Token> tokens;
  size_t at = 0;
  while (at < folded.size()) {
    const size_t end = std::min(folded.find_first_of(" \n", at), folded.size());
    const std::string_view piece = folded.substr(at, end - at);
    size_t from = 0;
    for (std::string& word : store::SearchWords(piece)) {
      size_t found = piece.find(word, from);
      size_t length = word.size();
      if (found == std::string_view::npos) {  // in capitals, say: the whole piece
        found = from;
        length = piece.size() - from;
      }
      tokens.push_back({std::move(word), static_cast<uint32_t>(at + found),
                        static_cast<uint32_t>(at + found + length)});
      from = found + length;
    }
    at = end + 1;
  }
  return tokens;
}

void MatchWords(const TextQuery& query, const std::vector<Token>& tokens,
                std::vector<std::pair<size_t, size_t>>* found) {
  const size_t length = query.words.size();
  for (size_t i = 0; i + length <= tokens.size(); ++i) {
    bool same = true;
    for (size_t j = 0; j < length && same; ++j) {
      const bool is_begin = query.is_prefix && j + 1 == length;
      const std::string_view word = tokens[i + j].word;
      same = is_begin ? word.substr(0, query.words[j].size()) == query.words[j]
                      : word == query.words[j];
    }
    if (same) found->emplace_back(i, i + length);
  }
}

void MatchNear(const TextQuery& query, const std::vector<Token>& tokens,
               std::vector<std::pair<size_t, size_t>>* found) {
  const size_t window = query.words.size() + query.distance;
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::vector<size_t> places;
    const size_t end = std::min(tokens.size(), i + window);
    for (const std::string& word : query.words) {
      for (size_t j = i; j < end; ++j) {
        if (tokens[j].word != word || std::count(places.begin(), places.end(), j) > 0) continue;
        places.push_back(j);
        break;
      }
    }
    if (places.size() != query.words.size()) continue;
    if (*std::min_element(places.begin(), places.end()) != i) continue;
    for (const size_t place : places) found->emplace_back(place, place + 1);
  }
}

void Match(const TextQuery& query, const std::vector<Token>& tokens,
           std::vector<std::pair<size_t, size_t>>* found) {
  switch (query.kind) {
    case Kind::kWords: MatchWords(query, tokens, found); return;
    case Kind::kNear: MatchNear(query, tokens, found); return;
    case Kind::kNot: Match(query.parts.front(), tokens, found); return;
    case Kind::kAnd:
    case Kind::kOr:
      for (const TextQuery& part : query.parts) Match(part, tokens, found);
      return;
  }
}

}  // namespace

Result<TextQuery> ParseTextQuery(std::string_view text, const normalise::Folder* folder) {
  return Parser(text, folder).Parse();
}

Clause DocumentsMatching(const TextQuery& query, const store::Connection& connection) {
  Clause clause;
  if (connection.is(store::Engine::kSqlite)) {
    clause.Add("SELECT rowid FROM document_search WHERE document_search MATCH ?", Fts5Text(query));
  } else {
    clause.Add("SELECT document_id FROM document_search WHERE words @@ CAST(? AS tsquery)",
               TsQueryText(query));
  }
  return clause;
}

std::vector<Span> FindMatches(const TextQuery& query, std::string_view original,
                              const normalise::Folder* folder) {
  Text text;
  if (folder != nullptr) {
    text = folder->Fold(original);
  } else {
    text.folded = original;
  }
  const std::vector<Token> tokens = TokensOf(text.folded);
  std::vector<std::pair<size_t, size_t>> found;
  Match(query, tokens, &found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<Span> spans;
  for (const auto& [first, after] : found) {
    const uint32_t begin = tokens[first].begin;
    const uint32_t end = tokens[after - 1].end;
    spans.push_back(folder != nullptr ? text.ToRaw(begin, end) : Span{begin, end});
  }
  return spans;
}

}  // namespace tadwin::query
