#include "store/store.h"

namespace tadwin::store {

Result<std::unique_ptr<Store>> OpenStore(const std::string& location, OpenMode) {
  return Error{ErrorCode::kDatabase, "no storage engine yet", location};
}

}  // namespace tadwin::store
