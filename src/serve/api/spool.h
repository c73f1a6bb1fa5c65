// Uploaded articles as files, in a folder of their own that goes away with them.
//
// Errors: kIo. Threads: one owner.

#ifndef TADWIN_SERVE_API_SPOOL_H_
#define TADWIN_SERVE_API_SPOOL_H_

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/article_reader.h"
#include "serve/api/temporary_folder.h"
#include "serve/api/upload.h"

namespace tadwin::serve {

class Spool {
 public:
  static Result<std::unique_ptr<Spool>> Write(const std::vector<Upload>& uploads);
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // In the order of names, as the pipeline wants them.
  const std::vector<ingest::FoundPath>& found() const { return found_; }

 private:
  explicit Spool(std::unique_ptr<TemporaryFolder> folder) : folder_(std::move(folder)) {}
  Status Put(const Upload& upload, size_t number);

  std::unique_ptr<TemporaryFolder> folder_;
  std::vector<ingest::FoundPath> found_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_SPOOL_H_
