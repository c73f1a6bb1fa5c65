// Who held an office on a day: "the Iraqi prime minister" of a report of 2021 is Mustafa
// al-Kadhimi.
//
// In: the table person/office_holder. Out: the id of a person of person/person. A day that no row
// covers, or that lies behind what the table has seen, has no holder. Threads: safe once built.

#ifndef TADWIN_ANNOTATE_NAMES_OFFICE_HOLDER_H_
#define TADWIN_ANNOTATE_NAMES_OFFICE_HOLDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "rules/grammar.h"

namespace tadwin::annotate {

class OfficeHolders {
 public:
  // A row whose days cannot be read, or whose end lies before its beginning, is a mistake.
  void Build(const rules::Grammar& grammar, std::vector<Error>* errors);
  // The one who held the office on all `days`; empty when nobody is known to have. Of the day of a
  // change the successor counts.
  std::string_view HolderOn(std::string_view office, std::string_view country,
                            DateInterval days) const;

 private:
  struct Term {
    std::string office;
    std::string country;
    std::string person;
    Date from;
    Date last;  // inclusive
  };

  std::vector<Term> terms_;  // by office and country
};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_NAMES_OFFICE_HOLDER_H_
