// One incident flattened to its preferred values, as the schemas of others want it.
//
// In: an Incident and the facts and documents that tell it. Out: IncidentView, redacted where
// asked. A value that a person entered has no fact behind it: it is read from its text. Unknown is
// empty. Threads: safe.

#ifndef TADWIN_EXPORT_INCIDENT_VIEW_H_
#define TADWIN_EXPORT_INCIDENT_VIEW_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "export/redactor.h"
#include "model/fact.h"
#include "model/incident.h"
#include "store/store.h"

namespace tadwin::exporting {

struct Party {
  std::string text;  // words of the article; redacted ones hold kWithheld
  std::string id;
  std::string name_en;
  std::string country;
  NameKind kind = NameKind::kUnknown;

  // English name, else the words.
  const std::string& Label() const { return name_en.empty() ? text : name_en; }
};

struct PlaceView {
  Party name;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<double> radius_km;
};

struct SourceView {
  std::string document;  // its name; redacted: the hash of its bytes
  std::string sha256;
  std::string outlet;
  std::string title;
  std::string url;
  std::optional<DateInterval> published;
};

struct DueView {
  DateInterval when;
  std::vector<std::string> speakers;  // "" is the article itself
  bool preferred = false;
};

struct IncidentView {
  std::string id;
  std::string kind;     // event, tally, level, commitment
  std::string heading;  // one line in English, made of the codes
  std::string label;    // "Air strike": the kind of event alone
  std::string type;
  std::string mode;
  std::string subtype;
  std::string status;
  std::string outcome;
  std::vector<std::string> contexts;  // of any of its facts; sorted, distinct
  bool happened = false;  // told as done, not only threatened, planned, conditional or denied
  std::optional<DateInterval> when;
  Precision precision = Precision::kUnknown;
  std::optional<PlaceView> place;
  std::vector<Party> actors;
  std::vector<Party> targets;
  std::optional<Quantity> killed;
  std::optional<Quantity> injured;
  std::optional<Quantity> detained;
  std::optional<Quantity> missing;
  std::string weapon;
  std::string munitions;
  double score = 0;
  std::vector<std::string> words;  // the triggers, one a fact; empty when redacted
  std::vector<Span> spans;         // parallel to `facts`, bytes
  std::vector<std::string> facts;
  std::vector<std::string> contested;  // fields
  std::vector<SourceView> sources;     // by (published, document)
  std::optional<Date> first_told;
  std::optional<Date> last_told;
  // commitment
  std::vector<Party> who;
  std::vector<Party> to_whom;
  std::string promise;
  std::vector<DueView> due;
  std::string made_on;
  // what redaction did
  bool withheld = false;
  bool coarsened = false;
};

class ViewBuilder {
 public:
  // Without a redactor nothing is withheld. `type_labels` is the table link/type of the rules.
  ViewBuilder(const Redactor* redactor, const rules::Table* type_labels);

  // Keeps pointers into `page` until the next call.
  void Read(const store::IncidentPage& page);
  IncidentView View(const Incident& incident) const;
  // A fact as the facts file has it, redacted. `withheld`, `coarsened` say what was done to it.
  Fact RedactFact(Fact fact, bool* withheld, bool* coarsened) const;
  bool redacts() const { return redactor_ != nullptr; }

 private:
  std::string Words(std::string_view text, WordUse use, bool* withheld) const;
  std::string DeedOf(const Fact& fact, bool* withheld) const;
  Party PartyOf(const NamedRef& ref, WordUse use, bool* withheld) const;
  void AddParties(const Incident& incident, const char* field, std::vector<NamedRef> Fact::* names,
                  std::vector<Party>* out, bool* withheld) const;
  void AddWhen(const Incident& incident, IncidentView* view) const;
  void AddPlace(const Incident& incident, IncidentView* view) const;
  void AddSources(const Incident& incident, IncidentView* view) const;
  void AddCommitment(const Incident& incident, IncidentView* view) const;
  SourceView SourceOf(const store::DocumentRecord& document, bool* withheld) const;
  std::string LabelOf(const std::string& type, const std::string& subtype) const;
  void MakeHeading(IncidentView* view) const;

  const Redactor* redactor_;
  const rules::Table* type_labels_;
  std::map<std::string, const Fact*> facts_;
  std::map<std::string, const store::DocumentRecord*> documents_;  // by sha256
};

// A grid of 0.1 degree; the radius takes in where the point came from.
void Coarsen(std::optional<double>* lat, std::optional<double>* lon,
             std::optional<double>* radius_km);
// The preferred value of a field; nullptr when nothing is told.
const FieldValue* Preferred(const Incident& incident, std::string_view field);
// A date as incidents write it: "2020-09-15", "2020-09", "2020", "2020-09-20/2020-09-26".
std::optional<DateInterval> ReadInterval(const std::string& text);
// A number as incidents write it: "3", "10+", "20-99", "3 (2-5)".
std::optional<Quantity> ReadQuantity(const std::string& text);
// A link without what may hold a name: of a path only numbers and a few usual words stay.
std::string RedactUrl(const std::string& url);

}  // namespace tadwin::exporting

#endif  // TADWIN_EXPORT_INCIDENT_VIEW_H_
