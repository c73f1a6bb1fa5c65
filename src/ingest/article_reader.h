// Reads articles from files: bytes in, RawArticle out, or the reason why not.
//
// In: a .txt file, with an optional NAME.meta.json beside NAME.txt (title, outlet, url, published).
// Errors: kNotFound, kIo, kEmpty, kBadEncoding (not text, or invalid UTF-8, with the byte),
// kNotArabic, kTooLarge (kMaxArticleBytes), kBadFormat (meta file). Threads: safe.

#ifndef TADWIN_INGEST_ARTICLE_READER_H_
#define TADWIN_INGEST_ARTICLE_READER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/article.h"

namespace tadwin::ingest {

inline constexpr size_t kMaxArticleBytes = size_t{16} << 20;

// A file that was found.
struct FoundPath {
  std::string path;
  std::string name;  // relative to the argument it was found under: the document's name
};

// Expands files and folders (recursively; *.txt; links to folders are not followed), sorted by
// (name, path), each path once. What cannot be listed is an entry in `problems`, not the end:
// kNotFound for an argument that is not there, kIo for a folder that cannot be read.
std::vector<FoundPath> FindArticles(const std::vector<std::string>& paths,
                                    std::vector<Error>* problems);

// `sha256`, when given, is set as soon as the bytes are read, also when the rest is an error;
// else it is left empty.
Result<RawArticle> ReadArticle(const FoundPath& found, std::string* sha256 = nullptr);

// Checks and completes an article given as text (batch, tests): UTF-8, hash.
Result<RawArticle> MakeArticle(std::string name, std::string text);

// kEmpty without any letter, kNotArabic when fewer than half of the letters are Arabic.
Status CheckLanguage(std::string_view valid_utf8, const std::string& name);

}  // namespace tadwin::ingest

#endif  // TADWIN_INGEST_ARTICLE_READER_H_
