#include <string_view>

#include "serve/application.h"

extern "C" {
// NOLINTNEXTLINE(readability-identifier-naming): symbols of assembler
extern const char tadwin_openapi_begin[];
// NOLINTNEXTLINE(readability-identifier-naming)
extern const char tadwin_openapi_end[];
}

namespace tadwin::serve {

std::string_view OpenApiJson() {
  return {tadwin_openapi_begin, static_cast<size_t>(tadwin_openapi_end - tadwin_openapi_begin)};
}

}  // namespace tadwin::serve
