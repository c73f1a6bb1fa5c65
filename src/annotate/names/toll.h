// Finds weapons with their counts, and tolls: how many killed, injured, detained, missing.
//
// In: mentions of layers number, person and group. Out: mentions of layers weapon and toll.
// "No casualties" is 0, silence is nothing; the bounds are those of the words, never more.
// Rules: rules/ar/toll, rules/ar/weapon. Threads: safe.

#ifndef TADWIN_ANNOTATE_NAMES_TOLL_H_
#define TADWIN_ANNOTATE_NAMES_TOLL_H_

#include <memory>
#include <vector>

#include "base/result.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class TollReader {
 public:
  TollReader();
  ~TollReader();
  TollReader(TollReader&&) noexcept;
  TollReader& operator=(TollReader&&) noexcept;

  static TollReader Create(const rules::Grammar& grammar, std::vector<Error>* errors);
  void Annotate(AnnotatedText* document) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_TOLL_H_
