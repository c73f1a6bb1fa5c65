// Settles when an article was published: as given, or inferred from its own words.
//
// In: the expressions that TimeGrammar read. Out: AnnotatedText::published with the words it rests
// on. Never invents: no date when the text does not carry one. Runs before TimeReader. Threads:
// safe. The ways of inferring, first that applies (Published::rule):
//   published/label      a date behind a label of publication
//   published/dateline   a line at the head or foot that is hardly more than a full date, or is
//                        opened or ended by one
//   published/today      "today, Sunday" beside a full date that is a Sunday; a later weekday at
//   the
//                        head of the text moves it on
//   published/countdown  "42 days are left" until a dated deadline: the month
//   published/elapsed    "a month ago" of what is told with a month, in the year that dated facts
//                        of the world allow (time/anchors); the nearest weekday told at the head

#ifndef TADWIN_ANNOTATE_VALUES_PUBLISHED_H_
#define TADWIN_ANNOTATE_VALUES_PUBLISHED_H_

#include <vector>

#include "annotate/values/tense.h"
#include "annotate/values/time_grammar.h"
#include "model/annotated_text.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class PublishedReader {
 public:
  static PublishedReader Create(const rules::Grammar& grammar);
  void Annotate(const std::vector<TimeExpr>& exprs, AnnotatedText* document) const;

 private:
  friend class PublishedSearch;
  const rules::Lexicon* lexicon_ = nullptr;
  TenseReader tense_;
  int label_ = -1;
  int countdown_ = -1;
  int anchor_ = -1;
  int former_ = -1;
  int before_date_ = -1;
  int deadline_ = -1;
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_VALUES_PUBLISHED_H_
