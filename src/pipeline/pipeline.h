// The whole line: files in, a linked ledger out.
//
// find -> read -> (known? skip) -> fold, annotate, extract on N threads -> store in the order of
// names -> link all facts -> incidents. The ledger's content does not depend on the number of
// threads, nor on the order or number of runs. A document that cannot be read or is no Arabic text
// becomes a reject and the run goes on; what is coded already by these rules is skipped, so a run
// that was stopped is continued by running again.
// Of identical copies the one whose name sorts first stands; the other names are kept beside it.
// Errors: of the store (kIo, kDatabase); bad documents are no errors. Threads: one run at a time.
//
// Example: RunPipeline(*coder, linker, store.get(), {.paths = {"articles/"}, .threads = 4})

#ifndef TADWIN_PIPELINE_PIPELINE_H_
#define TADWIN_PIPELINE_PIPELINE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/article_reader.h"
#include "link/linker.h"
#include "pipeline/coder.h"
#include "store/store.h"

namespace tadwin::pipeline {

struct Progress {
  enum class Step { kCoding, kLinking };
  Step step = Step::kCoding;
  uint64_t done = 0;  // documents
  uint64_t total = 0;
  uint64_t bytes = 0;
};

struct RunOptions {
  std::vector<ingest::FoundPath> found;  // from ingest::FindArticles
  std::vector<Error> problems;           // what could not be listed: kept as rejects
  unsigned threads = 1;
  std::function<void(const Progress&)> on_progress;  // called on the calling thread
  std::function<bool()> should_stop;                 // asked between documents
  // Asked while linking, from any thread: linking is given up, and left to the next run.
  std::function<bool()> should_stop_linking;
  bool list_uncoded = false;  // keep the sentences, not only their number
};

// A sentence that may tell an event and gave no fact. Offsets are code points of the document.
struct UncodedSentence {
  std::string doc;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
  std::string trigger;
  std::string plover;
  std::string reason;
};

// What one run did.
struct RunSummary {
  uint64_t coded = 0;
  uint64_t unchanged = 0;
  uint64_t copies = 0;  // same bytes as another document
  uint64_t rejected = 0;
  uint64_t sentences = 0;
  uint64_t uncoded_sentences = 0;        // may tell an event, gave no fact
  std::vector<UncodedSentence> uncoded;  // of coded documents, in order; empty unless asked for
  uint64_t bytes = 0;                    // of coded documents
  bool linked = false;
  bool interrupted = false;  // stopped by should_stop: the rest is for the next run
};

Result<RunSummary> RunPipeline(const Coder& coder, const link::Linker& linker, store::Store* store,
                               const RunOptions& options);

}  // namespace tadwin::pipeline

#endif  // TADWIN_PIPELINE_PIPELINE_H_
