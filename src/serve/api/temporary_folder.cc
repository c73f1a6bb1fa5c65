#include "serve/api/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tadwin::serve {

Result<std::unique_ptr<TemporaryFolder>> TemporaryFolder::Make() {
  std::error_code failed;
  std::string path = std::filesystem::temp_directory_path(failed).string() + "/tadwin-XXXXXX";
  if (failed || ::mkdtemp(path.data()) == nullptr) {
    return Error{ErrorCode::kIo, "no folder for passing files can be made", path};
  }
  return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(std::move(path)));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tadwin::serve
