// Folding never crashes and keeps its map, whatever valid text comes.

#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "normalise/fold.h"

namespace {

const tadwin::normalise::Folder& BuiltIn() {
  static const auto* folder = [] {
    std::vector<tadwin::Error> errors;
    const auto set = tadwin::rules::RuleSet::Parse(tadwin::rules::BuiltInFiles(), &errors);
    auto* made = new auto(tadwin::normalise::Folder::Create(set, &errors));
    TADWIN_CHECK(errors.empty(), "the built-in rules have mistakes");
    return made;
  }();
  return *folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string raw(reinterpret_cast<const char*>(data), size);
  if (tadwin::FindInvalidUtf8(raw)) return 0;
  const tadwin::Text text = BuiltIn().Fold(raw);
  TADWIN_CHECK(!tadwin::FindInvalidUtf8(text.folded), "folded text is not valid UTF-8");
  TADWIN_CHECK(text.begin_of.size() == text.folded.size(), "the map has another length");
  TADWIN_CHECK(text.end_of.size() == text.folded.size(), "the map has another length");
  for (size_t i = 0; i < text.folded.size(); ++i) {
    TADWIN_CHECK(text.begin_of[i] < text.end_of[i], "a folded byte comes from nothing");
    TADWIN_CHECK(text.end_of[i] <= raw.size(), "the map leaves the text");
    if (i == 0) continue;
    TADWIN_CHECK(text.begin_of[i - 1] <= text.begin_of[i], "begin_of decreases");
    TADWIN_CHECK(text.end_of[i - 1] <= text.end_of[i], "end_of decreases");
  }
  TADWIN_CHECK(BuiltIn().Fold(text.folded).folded == text.folded, "folding twice changes text");
  return 0;
}
