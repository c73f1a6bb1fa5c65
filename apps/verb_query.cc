// `tadwin query LEDGER [TABLE] key=value ...`: pages and counts of a ledger under a filter.

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "apps/filter_words.h"
#include "apps/query_output.h"
#include "apps/verbs.h"
#include "base/json_writer.h"
#include "query/query.h"
#include "query/row_json.h"
#include "query/saved.h"
#include "query/suggest.h"

namespace tadwin::apps {
namespace {

constexpr uint32_t kPageRows = 1000;

const std::vector<std::string_view>& Tables() {
  static const std::vector<std::string_view> tables{"incidents", "facts",  "documents",
                                                    "tallies",   "levels", "commitments",
                                                    "actors",    "places", "search"};
  return tables;
}

// What is asked, once the words are read.
struct Question {
  std::string table = "incidents";
  query::PageRequest page;
  std::vector<std::string> by;
  uint64_t limit = 0;  // 0: all
};

// "a,b" into its parts; none of nothing.
std::vector<std::string> SplitCommas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return parts;
}

Status ReadWord(const std::string& word, bool is_first, query::Pairs* pairs, Question* question,
                const QueryArguments& arguments) {
  if (is_first && word.find('=') == std::string::npos) {
    if (std::find(Tables().begin(), Tables().end(), word) == Tables().end()) {
      return Error{ErrorCode::kInvalidArgument,
                   word + ": use key=value, or one of " + query::JoinedWords(Tables()) +
                       query::DidYouMean(word, Tables()),
                   ""};
    }
    question->table = word;
    return {};
  }
  Result<std::pair<std::string, std::string>> pair = query::SplitPair(word);
  if (!pair) return pair.error();
  // Words of a saved query and of a URL may hold these as well; an option says more.
  if (pair->first == "sort") {
    if (arguments.sort.empty()) question->page.sort = pair->second;
  } else if (pair->first == "by") {
    if (arguments.by.empty()) question->by = SplitCommas(pair->second);
  } else {
    pairs->push_back(*std::move(pair));
  }
  return {};
}

Result<Question> ReadQuestion(const QueryArguments& arguments,
                              const std::vector<std::string>& words) {
  Question question;
  question.page.sort = arguments.sort;
  question.by = SplitCommas(arguments.by);
  question.page.cursor = arguments.cursor;
  question.limit = arguments.limit;
  query::Pairs pairs;
  for (size_t i = 0; i < words.size(); ++i) {
    if (Status read = ReadWord(words[i], i == 0, &pairs, &question, arguments); !read) {
      return read.error();
    }
  }
  const std::pair<std::string_view, const char*> kinds[] = {
      {"tallies", "tally"}, {"levels", "level"}, {"commitments", "commitment"}};
  for (const auto& [table, kind] : kinds) {
    if (question.table == table) pairs.emplace_back("kind", kind);
  }
  Result<query::Filter> filter = query::ParseFilter(pairs);
  if (!filter) return filter.error();
  if (Status fits = CheckTimes(*filter, arguments.as_known_on); !fits) return fits.error();
  question.page.filter = *std::move(filter);
  return question;
}

size_t TerminalWidth() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

std::string TotalText(const query::Total& total, size_t shown, const std::string& table) {
  std::string text = std::to_string(shown) + " of ";
  if (!total.is_exact) text += "more than ";
  return text + std::to_string(total.count) + " " + table;
}

// Prints page after page until `limit` rows were shown.
template <typename Row>
class Printer {
 public:
  using Read = Result<query::Page<Row>> (query::Query::*)(const query::PageRequest&);

  Printer(query::Query* query, Question question, const QueryArguments& arguments)
      : query_(query), question_(std::move(question)), arguments_(arguments) {}

  Status Print(Read read) {
    query::PageRequest request = question_.page;
    bool is_first = true;
    std::vector<Row> kept;  // text is laid out when all are there
    while (true) {
      const uint64_t left = question_.limit == 0 ? kPageRows : question_.limit - shown_;
      request.limit = static_cast<uint32_t>(std::min<uint64_t>(kPageRows, left));
      request.with_total = is_first;
      Result<query::Page<Row>> page = (query_->*read)(request);
      if (!page) return page.error();
      if (page->total) total_ = *page->total;
      shown_ += page->items.size();
      if (arguments_.json) {
        if (Status out = PrintJson(*page, is_first); !out) return out;
      } else if (arguments_.csv) {
        if (Status out = apps::Print(CsvText(TableOf(page->items), is_first)); !out) return out;
      } else {
        std::move(page->items.begin(), page->items.end(), std::back_inserter(kept));
      }
      is_first = false;
      next_ = page->next;
      request.cursor = page->next;
      if (page->next.empty() || (question_.limit != 0 && shown_ >= question_.limit)) break;
    }
    return End(kept);
  }

 private:
  Status PrintJson(const query::Page<Row>& page, bool is_first) {
    std::string out = is_first ? "{\"items\":[" : "";
    bool needs_comma = !is_first;
    for (const Row& row : page.items) {
      if (needs_comma) out += ",\n";
      needs_comma = true;
      JsonWriter writer(&out);
      query::WriteRow(row, &writer);
    }
    return apps::Print(out);
  }

  Status End(const std::vector<Row>& kept) {
    if (arguments_.csv) return {};
    if (arguments_.json) {
      std::string rest = "],\"next\":";
      JsonWriter writer(&rest);
      if (next_.empty()) {
        writer.Null();
      } else {
        writer.String(next_);
      }
      rest += ",\"total\":" + std::to_string(total_.count) +
              ",\"total_is_exact\":" + (total_.is_exact ? "true" : "false") + "}\n";
      return apps::Print(rest);
    }
    std::string text = kept.empty() ? "" : ShownText(TableOf(kept), TerminalWidth()) + "\n";
    text += TotalText(total_, shown_, question_.table) + "\n";
    if (!next_.empty()) text += "next: --cursor " + next_ + "\n";
    return apps::Print(text);
  }

  query::Query* query_;
  Question question_;
  const QueryArguments& arguments_;
  size_t shown_ = 0;
  query::Total total_;
  std::string next_;
};

Status PrintCounts(query::Query* query, const Question& question, const QueryArguments& arguments) {
  if (question.table == "actors" || question.table == "places" || question.table == "facts" ||
      question.table == "documents" || question.table == "search") {
    return Error{ErrorCode::kInvalidArgument, "--by counts incidents, not " + question.table, ""};
  }
  const Result<query::Aggregate> counts = query->Count(question.page.filter, question.by);
  if (!counts) return counts.error();
  if (arguments.json) {
    std::string out;
    JsonWriter writer(&out);
    query::WriteAggregate(*counts, &writer);
    return Print(out + "\n");
  }
  if (arguments.csv) return Print(CsvText(TableOf(*counts), true));
  return Print(ShownCounts(*counts, TerminalWidth()));
}

Status Ask(store::Store* store, const Question& question, const QueryArguments& arguments) {
  const std::unique_ptr<normalise::Folder> folder = LoadFolder();
  query::Query query(store, folder.get());
  if (!question.by.empty()) return PrintCounts(&query, question, arguments);
  using query::Query;
  if (question.table == "facts") {
    return Printer<query::FactRow>(&query, question, arguments).Print(&Query::Facts);
  }
  if (question.table == "documents") {
    return Printer<query::DocumentRow>(&query, question, arguments).Print(&Query::Documents);
  }
  if (question.table == "search") {
    return Printer<query::SearchRow>(&query, question, arguments).Print(&Query::Search);
  }
  if (question.table == "actors") {
    return Printer<query::ActorRow>(&query, question, arguments).Print(&Query::Actors);
  }
  if (question.table == "places") {
    return Printer<query::PlaceRow>(&query, question, arguments).Print(&Query::Places);
  }
  return Printer<query::IncidentRow>(&query, question, arguments).Print(&Query::Incidents);
}

Status PrintSaved(store::Store* store, bool as_json) {
  const Result<std::vector<query::SavedQuery>> all = query::SavedQueries(store);
  if (!all) return all.error();
  std::string out;
  for (const query::SavedQuery& one : *all) {
    if (as_json) {
      JsonWriter writer(&out);
      writer.BeginObject();
      writer.Key("name");
      writer.String(one.name);
      writer.Key("words");
      writer.BeginArray();
      for (const std::string& word : one.words) writer.String(word);
      writer.EndArray();
      writer.EndObject();
    } else {
      out += one.name + ":";
      for (const std::string& word : one.words) out += " " + word;
    }
    out += "\n";
  }
  return Print(out);
}

// The words that ask the same again.
std::vector<std::string> WordsToSave(const QueryArguments& arguments) {
  std::vector<std::string> words = arguments.words;
  if (!arguments.by.empty()) words.push_back("by=" + arguments.by);
  if (!arguments.sort.empty()) words.push_back("sort=" + arguments.sort);
  return words;
}

ExitCode Report(const Status& done) { return done ? kExitOk : Fail(done.error()); }

// A saved query before the words that were given.
Result<Question> ReadSaved(store::Store* store, const QueryArguments& arguments) {
  Result<query::SavedQuery> saved = query::FindSavedQuery(store, arguments.saved);
  if (!saved) return saved.error();
  std::vector<std::string> words = std::move(saved->words);
  words.insert(words.end(), arguments.words.begin(), arguments.words.end());
  return ReadQuestion(arguments, words);
}

}  // namespace

ExitCode RunQuery(const QueryArguments& arguments) {
  const bool writes = !arguments.save.empty() || !arguments.remove.empty();
  // What is asked is read first: a mistake in it needs no ledger.
  Result<Question> question = ReadQuestion(arguments, arguments.words);
  if (!question) return Fail(question.error());
  auto store = store::OpenStore(arguments.ledger,
                                writes ? store::OpenMode::kReadWrite : store::OpenMode::kReadOnly);
  if (!store) return Fail(store.error());
  if (!arguments.remove.empty()) {
    return Report(query::RemoveSavedQuery(store->get(), arguments.remove));
  }
  if (arguments.list) return Report(PrintSaved(store->get(), arguments.json));
  if (!arguments.saved.empty()) {
    question = ReadSaved(store->get(), arguments);
    if (!question) return Fail(question.error());
  }
  if (!arguments.as_known_on.empty()) {
    ExitCode exit_code = kExitOk;
    *store = OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
    if (*store == nullptr) return exit_code;
  }
  if (Status asked = Ask(store->get(), *question, arguments); !asked) return Fail(asked.error());
  if (arguments.save.empty()) return kExitOk;
  return Report(query::SaveQuery(store->get(), {arguments.save, WordsToSave(arguments)}));
}

}  // namespace tadwin::apps
