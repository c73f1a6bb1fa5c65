// Turns a group of facts into an Incident: every value of every field, one preferred, contested.
//
// Values: a date is "2020-09-15", "2020-09", "2020" or "2020-09-20/2020-09-26"; a number is "3",
// "10+" (at least), "20-99"; a name is its id, or its words where it has none; a level's number
// carries its date: "5200@2020-08". Rules of preference are named in IncidentField::rule.
// In: facts and items in parallel, sorted by fact id. Threads: safe.

#ifndef TADWIN_LINK_INCIDENT_BUILDER_H_
#define TADWIN_LINK_INCIDENT_BUILDER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "link/item.h"
#include "link/link_rules.h"
#include "model/fact.h"
#include "model/fact_traits.h"
#include "model/incident.h"

namespace tadwin::link {

// One value on its way into a field, with what preferring and contesting need to know.
struct Candidate {
  FieldValue value;
  std::vector<uint32_t> members;  // facts that say so, by index
  bool known = true;              // a name with an id
  double width = 0;               // days, kilometres, numbers: the smaller, the more specific
  int rank = 0;                   // of the best speaker
  int32_t told = INT32_MIN;       // day of the latest document that says so
  uint32_t support = 0;           // origins whose value does not contradict this one
  int32_t start = 0;              // dates
  int32_t stop = 0;
  Quantity quantity;      // numbers
  uint32_t place_of = 0;  // places: an item that has it
};

class IncidentBuilder {
 public:
  IncidentBuilder(const LinkRules& rules, const std::vector<const Fact*>& facts,
                  const std::vector<Item>& items)
      : rules_(rules), facts_(facts), items_(items), origin_of_(facts.size()) {}

  // `members` sorted; the first one's id names the incident.
  Incident Build(const std::vector<uint32_t>& members);
  // Adds the field "series": the scope whose periods stand side by side. Fields stay sorted.
  void AddSeries(const FactTraits& traits, Incident* tally) const;

 private:
  using Values = std::map<std::string, Candidate>;
  using Members = std::vector<uint32_t>;

  void Add(uint32_t member, std::string value, std::string label, Values* values) const;
  void AddDates(const Members& members, const char* field, TimeValue Fact::* time,
                Incident* incident) const;
  void AddQuantities(const Members& members, const char* field,
                     std::optional<Quantity> Fact::* quantity, Incident* incident) const;
  void AddNames(const Members& members, const char* field, std::vector<NamedRef> Fact::* names,
                Incident* incident) const;
  void AddPlaces(const Members& members, Incident* incident) const;
  void AddWords(const Members& members, const char* field, std::string (*word)(const Fact&),
                Incident* incident) const;
  void AddNumbers(const Members& members, Incident* incident) const;
  // Sorts, prefers, and moves the values into the incident.
  template <typename Better>
  void Finish(const char* field, Values values, bool contested, const char* rule, Better better,
              Incident* incident) const;
  std::string TitleOf(const Incident& incident, const Fact& first) const;

  const LinkRules& rules_;
  const std::vector<const Fact*>& facts_;
  const std::vector<Item>& items_;
  std::vector<std::string> origin_of_;  // by fact; those of the incident being built
};

// "2020-09-15", "2020-09", "2020", "2020-07-01/2020-09-30".
std::string IsoInterval(Date start, Date stop);
// "3", "10+", "20-99", "3 (2-5)"; empty when nothing is known.
std::string QuantityText(const Quantity& quantity);

}  // namespace tadwin::link

#endif  // TADWIN_LINK_INCIDENT_BUILDER_H_
