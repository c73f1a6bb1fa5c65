// `tadwin code --batch` and `tadwin annotate --batch`: JSON Lines in, JSON Lines out.
//
// One line out per line in, in order, flushed at once. A line that cannot be served is answered
// {"id":null,"error":{"code","message","line"}} and the next one is read.

#include <unistd.h>

#include <cerrno>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <simdjson.h>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "ingest/article_reader.h"
#include "model/fact_json.h"

namespace tadwin::apps {
namespace {

// An article of the largest size, every letter escaped, still fits.
constexpr size_t kMaxLineBytes = 4 * ingest::kMaxArticleBytes;

struct Request {
  std::string id = "null";  // as JSON: any value, echoed
  RawArticle article;
};

// Reads lines of any length; what is beyond the limit is skipped, not kept.
class LineReader {
 public:
  explicit LineReader(int descriptor) : descriptor_(descriptor) {}

  // false at the end of the input. `too_long` when the line was cut.
  bool Next(std::string* line, bool* too_long) {
    line->clear();
    *too_long = false;
    while (true) {
      if (at_ == filled_) {
        if (!Fill()) return !line->empty() || *too_long;
      }
      const std::string_view rest(buffer_.data() + at_, filled_ - at_);
      const size_t end = rest.find('\n');
      const std::string_view part = rest.substr(0, end);
      if (line->size() + part.size() > kMaxLineBytes) {
        *too_long = true;
      } else {
        line->append(part);
      }
      at_ += part.size() + (end == std::string_view::npos ? 0 : 1);
      if (end != std::string_view::npos) return true;
    }
  }

  bool failed() const { return failed_; }

 private:
  // Takes what is there: a program that waits for its answer before it asks on must get it.
  bool Fill() {
    ssize_t count = 0;
    do {
      count = ::read(descriptor_, buffer_.data(), buffer_.size());
    } while (count < 0 && errno == EINTR);
    failed_ = count < 0;
    at_ = 0;
    filled_ = count > 0 ? static_cast<size_t>(count) : 0;
    return filled_ > 0;
  }

  int descriptor_;
  bool failed_ = false;
  std::string buffer_ = std::string(size_t{1} << 16, '\0');
  size_t at_ = 0;
  size_t filled_ = 0;
};

// The date of a key; what is no date counts as not given.
std::optional<DateInterval> DateOf(simdjson::dom::element object, std::string_view key) {
  std::string_view text;
  if (object[key].get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  const Result<DateInterval> date = ParseIsoDate(text);
  if (!date) return std::nullopt;
  return *date;
}

class RequestReader {
 public:
  explicit RequestReader(std::string_view date_key) : date_key_(date_key) {}

  // `request->id` is set as soon as it is known, also when the rest is an error.
  Status Read(const std::string& line, Request* request) {
    if (const auto bad = FindInvalidUtf8(line)) {
      return Error{ErrorCode::kBadEncoding, "invalid UTF-8 at byte " + std::to_string(*bad), ""};
    }
    simdjson::dom::element object;
    if (const auto error = parser_.parse(line).get(object)) {
      return Error{ErrorCode::kBadFormat,
                   std::string("not valid JSON: ") + simdjson::error_message(error), ""};
    }
    if (!object.is_object()) {
      return Error{ErrorCode::kBadFormat, "expected a JSON object with id and text", ""};
    }
    simdjson::dom::element id;
    if (object["id"].get(id) == simdjson::SUCCESS) request->id = simdjson::minify(id);
    std::string_view text;
    if (object["text"].get_string().get(text) != simdjson::SUCCESS) {
      return Error{ErrorCode::kBadFormat, "the object has no string \"text\"", ""};
    }
    if (text.size() > ingest::kMaxArticleBytes) {
      return Error{ErrorCode::kTooLarge, "the text is longer than 16 MiB", ""};
    }
    std::string_view name;
    if (id.get_string().get(name) != simdjson::SUCCESS) name = request->id;
    Result<RawArticle> article = ingest::MakeArticle(std::string(name), std::string(text));
    if (!article) return article.error();
    request->article = *std::move(article);
    request->article.published = DateOf(object, date_key_);
    return {};
  }

 private:
  std::string_view date_key_;
  simdjson::dom::parser parser_;
};

void WriteError(const std::string& id, const Error& error, int64_t line, JsonWriter* out) {
  out->BeginObject();
  out->Key("id");
  out->Raw(id);
  out->Key("error");
  out->BeginObject();
  out->Key("code");
  out->String(ErrorCodeName(error.code));
  out->Key("message");
  out->String(error.message);
  out->Key("line");
  out->Int(line);
  out->EndObject();
  out->EndObject();
}

// `answer` writes the keys after "id".
ExitCode Serve(std::string_view date_key,
               const std::function<void(const RawArticle&, JsonWriter*)>& answer) {
  RequestReader requests(date_key);
  LineReader lines(STDIN_FILENO);
  std::string line;
  std::string out;
  bool too_long = false;
  for (int64_t number = 1; lines.Next(&line, &too_long); ++number) {
    out.clear();
    JsonWriter writer(&out);
    Request request;
    const Status read =
        too_long ? Status(Error{ErrorCode::kTooLarge, "the line is longer than 64 MiB", ""})
                 : requests.Read(line, &request);
    if (read) {
      writer.BeginObject();
      writer.Key("id");
      writer.Raw(request.id);
      answer(request.article, &writer);
      writer.EndObject();
    } else {
      WriteError(request.id, read.error(), number, &writer);
    }
    out.push_back('\n');
    if (const Status printed = Print(out); !printed) return Fail(printed.error());
  }
  if (lines.failed()) {
    return Fail(Error{ErrorCode::kIo, "reading failed", "standard input"});
  }
  return kExitOk;
}

}  // namespace

ExitCode RunCodeBatch(const BatchOptions& options) {
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(options.rules, &exit_code);
  if (!coder) return exit_code;
  return Serve("published", [&coder](const RawArticle& article, JsonWriter* out) {
    pipeline::CodedArticle coded = coder->Code(article);
    const CodePointIndex index(article.text);
    SortFacts(&coded.facts);
    out->Key("facts");
    out->BeginArray();
    for (const Fact& fact : coded.facts) WriteFact(fact, index, FactKeys::kWithScore, out);
    out->EndArray();
    out->Key("published");
    if (coded.document.published.date) {
      out->String(IntervalToIso(*coded.document.published.date));
    } else {
      out->Null();
    }
  });
}

ExitCode RunAnnotateBatch(const BatchOptions& options) {
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(options.rules, &exit_code);
  if (!coder) return exit_code;
  return Serve("ref", [&coder, &options](const RawArticle& article, JsonWriter* out) {
    const AnnotatedText document = coder->Annotate(article);
    const CodePointIndex index(article.text);
    out->Key("mentions");
    out->BeginArray();
    for (const Mention& mention : document.mentions) {
      if (mention.layer == Layer::kGroup && !options.groups) continue;
      WriteMention(mention, article.text, index, out);
    }
    out->EndArray();
  });
}

}  // namespace tadwin::apps
