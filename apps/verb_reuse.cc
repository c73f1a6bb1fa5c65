// `tadwin reuse LEDGER`: which passages of which documents were copied from which.

#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "apps/verbs.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "normalise/fold.h"
#include "reuse/credit.h"
#include "reuse/reuse.h"
#include "reuse/words.h"

namespace tadwin::apps {
namespace {

// A side of a passage in its document's own words.
struct Quote {
  uint32_t begin = 0;  // code points
  uint32_t end = 0;
  std::string_view words;
};

class ReuseView {
 public:
  ReuseView(const std::vector<store::DocumentRecord>& documents, const normalise::Folder& folder,
            const reuse::CreditReader& credits)
      : documents_(documents), folder_(folder), credits_(credits) {}

  std::vector<reuse::Document> Words() const {
    std::vector<reuse::Document> out;
    out.reserve(documents_.size());
    for (const store::DocumentRecord& document : documents_) {
      const std::string folded = folder_.Fold(document.text).folded;
      reuse::Document& one = out.emplace_back();
      one.name = document.name;
      one.sha256 = document.sha256;
      if (document.published) one.published = document.published->start;
      one.words = reuse::NumberWords(folded, reuse::SplitWords(folded));
    }
    return out;
  }

  Quote QuoteOf(uint32_t document, uint32_t begin, uint32_t end) const {
    const std::string& text = documents_[document].text;
    const Text folded = folder_.Fold(text);
    const std::vector<reuse::WordSpan> words = reuse::SplitWords(folded.folded);
    const Span span = folded.ToRaw(words[begin].begin, words[end - 1].end);
    const CodePointIndex index(text);
    return {index.FromByte(span.begin), index.FromByte(span.end),
            std::string_view(text).substr(span.begin, span.end - span.begin)};
  }

  std::vector<std::string> CreditsOf(uint32_t document) const {
    const std::string folded = folder_.Fold(documents_[document].text).folded;
    return credits_.Read(folded, reuse::SplitWords(folded));
  }

  const std::string& NameOf(uint32_t document) const { return documents_[document].name; }

  std::string DateOf(uint32_t document) const {
    const auto& published = documents_[document].published;
    return published ? ToIso(published->start) : "";
  }

 private:
  const std::vector<store::DocumentRecord>& documents_;
  const normalise::Folder& folder_;
  const reuse::CreditReader& credits_;
};

// Passages by the document in which they first stood, families in order of its name.
using Families = std::map<std::pair<std::string, uint32_t>, std::vector<reuse::Passage>>;

void WriteDocument(const ReuseView& view, uint32_t document, JsonWriter* json) {
  json->BeginObject();
  json->Key("doc");
  json->String(view.NameOf(document));
  json->Key("published");
  if (const std::string date = view.DateOf(document); date.empty()) {
    json->Null();
  } else {
    json->String(date);
  }
  json->Key("credits");
  json->BeginArray();
  for (const std::string& agency : view.CreditsOf(document)) json->String(agency);
  json->EndArray();
  json->EndObject();
}

void WriteQuote(const ReuseView& view, const std::string& name, const Quote& quote,
                uint32_t document, JsonWriter* json) {
  json->Key(name);
  json->BeginObject();
  json->Key("doc");
  json->String(view.NameOf(document));
  json->Key("begin");
  json->Int(quote.begin);
  json->Key("end");
  json->Int(quote.end);
  json->Key("text");
  json->String(quote.words);
  json->EndObject();
}

std::set<uint32_t> MembersOf(const std::vector<reuse::Passage>& passages) {
  std::set<uint32_t> members;
  for (const reuse::Passage& passage : passages) {
    members.insert({passage.document, passage.source, passage.first});
  }
  return members;
}

// One line for each family.
std::string ToJson(const ReuseView& view, const Families& families) {
  std::string out;
  for (const auto& [first, passages] : families) {
    JsonWriter json(&out);
    json.BeginObject();
    json.Key("first");
    json.String(first.first);
    json.Key("documents");
    json.BeginArray();
    for (const uint32_t member : MembersOf(passages)) WriteDocument(view, member, &json);
    json.EndArray();
    json.Key("passages");
    json.BeginArray();
    for (const reuse::Passage& passage : passages) {
      const reuse::SharedPassage& shared = passage.shared;
      json.BeginObject();
      WriteQuote(view, "copy", view.QuoteOf(passage.document, shared.begin, shared.end),
                 passage.document, &json);
      WriteQuote(view, "source", view.QuoteOf(passage.source, shared.other_begin, shared.other_end),
                 passage.source, &json);
      json.Key("how");
      json.String(reuse::IsVerbatim(shared) ? "verbatim" : "edited");
      json.Key("words");
      json.Int(shared.same);
      json.Key("likeness");
      json.Raw(fmt::format("{:.2f}", reuse::Likeness(shared)));
      json.Key("order");
      json.String(passage.is_dated ? "date" : "name");
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
    out.push_back('\n');
  }
  return out;
}

std::string OneLine(std::string_view words) {
  std::string out(words);
  for (char& c : out) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return out;
}

std::string DocumentLine(const ReuseView& view, uint32_t document) {
  std::string line = view.NameOf(document);
  const std::string date = view.DateOf(document);
  line += date.empty() ? "  undated" : "  " + date;
  std::string credits;
  for (const std::string& agency : view.CreditsOf(document)) {
    credits += (credits.empty() ? "  credits " : ", ") + agency;
  }
  return line + credits + "\n";
}

std::string ToText(const ReuseView& view, const Families& families) {
  size_t count = 0;
  std::string out;
  for (const auto& [first, passages] : families) {
    count += passages.size();
    out += "\nfirst in " + DocumentLine(view, first.second);
    const reuse::Passage* before = nullptr;
    for (const reuse::Passage& passage : passages) {
      const reuse::SharedPassage& shared = passage.shared;
      if (before == nullptr || before->document != passage.document) {
        out += "  copied in " + DocumentLine(view, passage.document);
      }
      before = &passage;
      const Quote copy = view.QuoteOf(passage.document, shared.begin, shared.end);
      const Quote source = view.QuoteOf(passage.source, shared.other_begin, shared.other_end);
      const bool is_verbatim = reuse::IsVerbatim(shared);
      out += fmt::format(
          "    {}:{} from {}:{}, {} words {}{}\n", view.NameOf(passage.document), copy.begin,
          view.NameOf(passage.source), source.begin, shared.same,
          is_verbatim ? "verbatim" : fmt::format("edited ({:.2f})", reuse::Likeness(shared)),
          passage.is_dated ? "" : ", order by name only");
      out += "      \"" + OneLine(copy.words) + "\"\n";
      if (!is_verbatim) out += "      \"" + OneLine(source.words) + "\"\n";
    }
  }
  return fmt::format("{} copied passage{}, {} famil{}\n", count, count == 1 ? "" : "s",
                     families.size(), families.size() == 1 ? "y" : "ies") +
         out;
}

}  // namespace

ExitCode RunReuse(const ReuseArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto rules = LoadRules(arguments.rules, &exit_code);
  if (rules == nullptr) return exit_code;
  std::vector<Error> errors;
  const normalise::Folder folder = normalise::Folder::Create(*rules, &errors);
  const reuse::CreditReader credits = reuse::CreditReader::Create(
      *rules, [&](std::string_view text) { return folder.FoldString(text); }, &errors);
  if (!errors.empty()) return Fail(errors.front());

  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
  if (!store) return exit_code;
  const auto documents = store->Documents();
  if (!documents) return Fail(documents.error());
  const ReuseView view(*documents, folder, credits);
  Families families;
  for (const reuse::Passage& passage :
       reuse::FindReuse(view.Words(), {.min_words = arguments.min_words})) {
    families[{view.NameOf(passage.first), passage.first}].push_back(passage);
  }
  const Status printed = Print(arguments.json ? ToJson(view, families) : ToText(view, families));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
