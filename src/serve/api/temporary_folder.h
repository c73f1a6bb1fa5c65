// A folder of its own that goes away with what is in it.
//
// Errors: kIo. Threads: one owner.

#ifndef TADWIN_SERVE_API_TEMPORARY_FOLDER_H_
#define TADWIN_SERVE_API_TEMPORARY_FOLDER_H_

#include <memory>
#include <string>
#include <utility>

#include "base/result.h"

namespace tadwin::serve {

class TemporaryFolder {
 public:
  static Result<std::unique_ptr<TemporaryFolder>> Make();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_TEMPORARY_FOLDER_H_
