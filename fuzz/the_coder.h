// The coder with the built-in rules, made once for a fuzz target.

#ifndef TADWIN_FUZZ_THE_CODER_H_
#define TADWIN_FUZZ_THE_CODER_H_

#include <memory>
#include <vector>

#include "base/check.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace tadwin::fuzz {

inline const pipeline::Coder& TheCoder() {
  static const std::unique_ptr<pipeline::Coder> coder = [] {
    std::vector<Error> errors;
    return pipeline::Coder::Create(rules::BuiltInFiles(), &errors);
  }();
  TADWIN_CHECK(coder != nullptr, "the built-in rules do not load");
  return *coder;
}

}  // namespace tadwin::fuzz

#endif  // TADWIN_FUZZ_THE_CODER_H_
