// What is told beside an article: NAME.meta.json with title, outlet, url, published.
//
// In: JSON text, one object; each key a string or null or absent; other keys are ignored.
// `published` is an ISO date or date-time. Errors: kBadFormat. Threads: safe.
//
// Example: {"title": "...", "outlet": "...", "url": "https://...", "published": "2020-09-28"}

#ifndef TADWIN_INGEST_META_FILE_H_
#define TADWIN_INGEST_META_FILE_H_

#include <string>

#include "base/result.h"
#include "model/article.h"

namespace tadwin::ingest {

// Fills the article's fields; an error leaves it as it was.
Status ReadMeta(const std::string& json, RawArticle* article);

}  // namespace tadwin::ingest

#endif  // TADWIN_INGEST_META_FILE_H_
