// A file that is written bit by bit and appears under its name only when it is whole.
//
// Until then it is NAME.part, and NAME.part.state says how far it is and of what: after a run that
// was killed, the next run of the same settings cuts NAME.part back to the last state and goes on
// behind it. Other settings start again. "-" is standard output, which nothing is kept of.
// Errors: kIo with the path. Threads: one.

#ifndef TADWIN_EXPORT_PART_FILE_H_
#define TADWIN_EXPORT_PART_FILE_H_

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "export/losses.h"

namespace tadwin::exporting {

// How far an export is.
struct Progress {
  std::string settings;  // a hash: of what is written, and how
  std::string key;       // the last record that was read
  uint64_t bytes = 0;
  uint64_t rows = 0;
  Losses losses;
};

class PartFile {
 public:
  static Result<PartFile> Open(const std::string& path, const std::string& settings);
  PartFile(PartFile&& other) noexcept;
  PartFile& operator=(PartFile&&) = delete;
  ~PartFile();

  // Where a run that was killed stopped; nothing when this is a fresh start.
  const std::optional<Progress>& resumed() const { return resumed_; }
  Status Append(std::string_view bytes);
  // Records how far it is, once all that was appended is with the system.
  Status Save(Progress progress);
  // Moves the file into place.
  Status Finish();

 private:
  PartFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}

  std::string path_;
  std::FILE* file_;
  uint64_t bytes_ = 0;
  std::optional<Progress> resumed_;
};

// Writes a small file beside its name and moves it into place.
Status WriteWhole(const std::string& path, std::string_view content);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_PART_FILE_H_
