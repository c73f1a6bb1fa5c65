// Which passage of which document was copied from which earlier document.
//
// In: the words of every document, in any order. Out: passages by document of appearance, then by
// place. A document that puts several sources together is told passage by passage; where several
// documents have the passage, the source is the one with most of its words, then the earliest, and
// `first` is where it stood before all copies. Units: words, half-open.
// Memory: 16 bytes for each word of the ledger, and its number. Time: linear in the words but for
// sorting; a run of words that many documents share is followed to its earliest and its nearest
// bearers only. Threads: safe. Source: shingles after A. Broder, "On the resemblance and
// containment of documents" (1997).

#ifndef TADWIN_REUSE_REUSE_H_
#define TADWIN_REUSE_REUSE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "reuse/align.h"

namespace tadwin::reuse {

struct Document {
  std::string name;
  std::string sha256;
  std::optional<Date> published;  // its first day
  std::vector<uint32_t> words;    // NumberWords
};

struct Passage {
  uint32_t document = 0;  // index into the documents given
  uint32_t source = 0;
  uint32_t first = 0;
  SharedPassage shared;  // begin and end in `document`, other_begin and other_end in `source`
  // Whether the dates tell which came first; otherwise only the names do.
  bool is_dated = false;
};

struct ReuseOptions {
  uint32_t min_words = 7;  // words that are the same, at least
};

std::vector<Passage> FindReuse(const std::vector<Document>& documents, const ReuseOptions& options);

}  // namespace tadwin::reuse

#endif  // TADWIN_REUSE_REUSE_H_
