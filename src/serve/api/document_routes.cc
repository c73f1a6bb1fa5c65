// Documents: the list, one with its facts and copied passages, and the search for words.

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "model/fact_json.h"
#include "normalise/fold.h"
#include "reuse/reuse.h"
#include "reuse/words.h"
#include "serve/api/fact_row.h"
#include "serve/api/json_values.h"
#include "serve/api/page.h"
#include "serve/api/services.h"

namespace tadwin::serve {
namespace {

constexpr size_t kMaxSnippets = 5;
constexpr size_t kSnippetBytes = 120;  // on either side

// The copied passages of all documents, found once per content of the ledger.
class PassageCache {
 public:
  explicit PassageCache(const normalise::Folder* folder) : folder_(*folder) {}

  std::shared_ptr<const std::vector<reuse::Passage>> Of(const Snapshot& snapshot) {
    const std::lock_guard lock(mutex_);
    if (passages_ != nullptr && version_ == snapshot.version) return passages_;
    std::vector<reuse::Document> documents;
    for (const store::DocumentRecord& record : snapshot.documents) {
      const std::string folded = folder_.Fold(record.text).folded;
      reuse::Document& one = documents.emplace_back();
      one.name = record.name;
      one.sha256 = record.sha256;
      if (record.published) one.published = record.published->start;
      one.words = reuse::NumberWords(folded, reuse::SplitWords(folded));
    }
    passages_ = std::make_shared<const std::vector<reuse::Passage>>(
        reuse::FindReuse(documents, reuse::ReuseOptions{}));
    version_ = snapshot.version;
    return passages_;
  }

 private:
  const normalise::Folder& folder_;
  std::mutex mutex_;
  std::string version_;
  std::shared_ptr<const std::vector<reuse::Passage>> passages_;
};

void WriteDocumentRow(const Snapshot& snapshot, const store::DocumentRecord& document,
                      JsonWriter* out) {
  const std::vector<const Fact*> facts = snapshot.FactsOf(document.sha256);
  std::set<uint32_t> sentences;
  for (const Fact* fact : facts) sentences.insert(fact->sentence);
  out->BeginObject();
  Field("sha256", document.sha256, out);
  Field("name", document.name, out);
  MaybeField("title", document.title, out);
  MaybeField("outlet", document.outlet, out);
  MaybeField("url", document.url, out);
  FieldOrNull("published", document.published ? IntervalToIso(*document.published) : std::string(),
              out);
  Flag("published_inferred", document.published_inferred, out);
  FieldOrNull("published_rule", document.published_rule, out);
  Field("sentences", document.sentences, out);
  Field("coded_sentences", sentences.size(), out);
  Field("facts", facts.size(), out);
  Field("rules_hash", document.rules_hash, out);
  out->EndObject();
}

struct Words {
  uint32_t begin = 0;  // code points
  uint32_t end = 0;
};

Words WordsOf(const normalise::Folder& folder, const std::string& text, uint32_t begin,
              uint32_t end) {
  const Text folded = folder.Fold(text);
  const std::vector<reuse::WordSpan> words = reuse::SplitWords(folded.folded);
  const Span span = folded.ToRaw(words[begin].begin, words[end - 1].end);
  const CodePointIndex index(text);
  return {index.FromByte(span.begin), index.FromByte(span.end)};
}

// A document that came in since the rest was read is not compared yet.
void WritePassages(const Snapshot& snapshot, const std::string& sha256,
                   const normalise::Folder& folder, const std::vector<reuse::Passage>& passages,
                   JsonWriter* out) {
  const auto number = snapshot.document_by_sha256.find(sha256);
  out->Key("copied");
  out->BeginArray();
  for (const reuse::Passage& passage : passages) {
    if (number == snapshot.document_by_sha256.end()) break;
    if (passage.document != number->second) continue;
    const store::DocumentRecord& source = snapshot.documents[passage.source];
    const Words copy = WordsOf(folder, snapshot.documents[passage.document].text,
                               passage.shared.begin, passage.shared.end);
    const Words words =
        WordsOf(folder, source.text, passage.shared.other_begin, passage.shared.other_end);
    out->BeginObject();
    Field("begin", copy.begin, out);
    Field("end", copy.end, out);
    WriteDocumentRef("source", &source, source.sha256, out);
    Field("source_begin", words.begin, out);
    Field("source_end", words.end, out);
    Flag("verbatim", reuse::IsVerbatim(passage.shared), out);
    Number("likeness", reuse::Likeness(passage.shared), out);
    Flag("dated", passage.is_dated, out);
    out->EndObject();
  }
  out->EndArray();
}

Response GetDocument(const Services& services, PassageCache* cache, const Snapshot& snapshot,
                     const Call& call) {
  if (Status checked = CheckParameters(call, {}); !checked) return ErrorResponse(checked.error());
  const store::DocumentRecord* found = snapshot.FindDocument(call.taken[0]);
  if (found == nullptr) return NotFound("document", call.taken[0]);
  const store::DocumentRecord& document = *found;
  std::string json;
  JsonWriter out(&json);
  out.BeginObject();
  out.Key("row");
  WriteDocumentRow(snapshot, document, &out);
  Field("text", document.text, &out);
  out.Key("facts");
  out.BeginArray();
  const CodePointIndex index(document.text);
  for (const Fact* fact : snapshot.FactsOf(document.sha256)) WritePlainFact(*fact, index, &out);
  out.EndArray();
  WritePassages(snapshot, document.sha256, services.first_rules->coder->folder(),
                *cache->Of(snapshot), &out);
  out.EndObject();
  return JsonResponse(std::move(json));
}

bool HasOutlet(const store::DocumentRecord& document, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return true;
  return document.outlet && std::any_of(wanted.begin(), wanted.end(), [&](const auto& outlet) {
           return document.outlet->find(outlet) != std::string::npos;
         });
}

// The documents that `q`, `outlet`, `from` and `to` let through, by number.
Result<std::vector<uint32_t>> FindDocuments(const Services& services, const Snapshot& snapshot,
                                            const Call& call, std::vector<std::string>* words) {
  if (Status checked = CheckParameters(call, {"limit", "cursor", "q", "outlet", "from", "to"});
      !checked) {
    return checked.error();
  }
  const auto from = ParseDate(call, "from");
  if (!from) return from.error();
  const auto to = ParseDate(call, "to");
  if (!to) return to.error();
  const std::string* outlet = call.Query("outlet");
  const std::vector<std::string> outlets =
      outlet == nullptr ? std::vector<std::string>() : SplitCommas(*outlet);
  if (const std::string* q = call.Query("q")) {
    const std::string folded = services.fold(*q);
    for (const reuse::WordSpan& word : reuse::SplitWords(folded)) {
      words->push_back(folded.substr(word.begin, word.end - word.begin));
    }
  }
  std::vector<uint32_t> found;
  for (uint32_t i = 0; i < snapshot.documents.size(); ++i) {
    const store::DocumentRecord& document = snapshot.documents[i];
    if (!HasOutlet(document, outlets)) continue;
    if (*from && (!document.published || document.published->stop < (*from)->start)) continue;
    if (*to && (!document.published || document.published->start > (*to)->stop)) continue;
    if (std::all_of(words->begin(), words->end(), [&](const std::string& word) {
          return document.folded.find(word) != std::string::npos;
        })) {
      found.push_back(i);
    }
  }
  return found;
}

Response ListDocuments(const Services& services, const Snapshot& snapshot, const Call& call) {
  std::vector<std::string> words;
  const auto found = FindDocuments(services, snapshot, call, &words);
  if (!found) return ErrorResponse(found.error());
  return ListResponse(
      call, found->size(), [&](size_t i) { return snapshot.documents[(*found)[i]].sha256; },
      [&](size_t i, JsonWriter* out) {
        WriteDocumentRow(snapshot, snapshot.documents[(*found)[i]], out);
      });
}

bool IsInsideLetter(std::string_view text, size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

void WriteSnippets(const normalise::Folder& folder, const std::string& text,
                   const std::vector<std::string>& words, JsonWriter* out) {
  const Text folded = folder.Fold(text);
  const CodePointIndex index(text);
  out->Key("snippets");
  out->BeginArray();
  size_t count = 0;
  for (const std::string& word : words) {
    for (size_t at = folded.folded.find(word); at != std::string::npos && count < kMaxSnippets;
         at = folded.folded.find(word, at + word.size())) {
      const Span span =
          folded.ToRaw(static_cast<uint32_t>(at), static_cast<uint32_t>(at + word.size()));
      size_t begin = span.begin > kSnippetBytes ? span.begin - kSnippetBytes : 0;
      while (IsInsideLetter(text, begin)) ++begin;
      size_t end = std::min(text.size(), span.end + kSnippetBytes);
      while (IsInsideLetter(text, end)) --end;
      out->BeginObject();
      Field("begin", index.FromByte(span.begin), out);
      Field("end", index.FromByte(span.end), out);
      Field("before", std::string_view(text).substr(begin, span.begin - begin), out);
      Field("words", std::string_view(text).substr(span.begin, span.size()), out);
      Field("after", std::string_view(text).substr(span.end, end - span.end), out);
      out->EndObject();
      ++count;
    }
  }
  out->EndArray();
}

Response Search(const Services& services, const Snapshot& snapshot, const Call& call) {
  std::vector<std::string> words;
  const auto found = FindDocuments(services, snapshot, call, &words);
  if (!found) return ErrorResponse(found.error());
  if (words.empty()) {
    return ErrorResponse({ErrorCode::kInvalidArgument, "q: words to look for are needed", ""});
  }
  return ListResponse(
      call, found->size(), [&](size_t i) { return snapshot.documents[(*found)[i]].sha256; },
      [&](size_t i, JsonWriter* out) {
        out->BeginObject();
        out->Key("document");
        WriteDocumentRow(snapshot, snapshot.documents[(*found)[i]], out);
        WriteSnippets(services.first_rules->coder->folder(), snapshot.documents[(*found)[i]].text,
                      words, out);
        out->EndObject();
      });
}

}  // namespace

void AddDocumentRoutes(Services* services, Router* router) {
  const auto passages = std::make_shared<PassageCache>(&services->first_rules->coder->folder());
  AddRead(services, router, "/documents", [services](const Snapshot& snapshot, const Call& call) {
    return ListDocuments(*services, snapshot, call);
  });
  AddRead(services, router, "/documents/{sha256}",
          [services, passages](const Snapshot& snapshot, const Call& call) {
            return GetDocument(*services, passages.get(), snapshot, call);
          });
  AddRead(services, router, "/search", [services](const Snapshot& snapshot, const Call& call) {
    return Search(*services, snapshot, call);
  });
}

}  // namespace tadwin::serve
