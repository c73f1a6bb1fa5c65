#include "export/incident_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <tuple>

namespace tadwin::exporting {
namespace {

constexpr double kGridDegrees = 0.1;
constexpr double kGridRadiusKm = 8;  // from the middle of a cell to its corner, at the equator

const IncidentField* FieldOf(const Incident& incident, std::string_view field) {
  for (const IncidentField& candidate : incident.fields) {
    if (candidate.field == field) return &candidate;
  }
  return nullptr;
}

std::string PreferredText(const Incident& incident, std::string_view field) {
  const FieldValue* value = Preferred(incident, field);
  return value == nullptr ? std::string() : value->value;
}

std::optional<double> ReadNumber(std::string_view text, size_t* at) {
  const std::string digits(text.substr(*at));
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (end == digits.c_str()) return std::nullopt;
  *at += static_cast<size_t>(end - digits.c_str());
  return number;
}

double OnGrid(double degrees) {
  return std::round(degrees / kGridDegrees) / std::round(1 / kGridDegrees);
}

std::string LowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

}  // namespace

const FieldValue* Preferred(const Incident& incident, std::string_view field) {
  const IncidentField* told = FieldOf(incident, field);
  if (told == nullptr) return nullptr;
  for (const FieldValue& value : told->values) {
    if (value.preferred) return &value;
  }
  return nullptr;
}

std::optional<DateInterval> ReadInterval(const std::string& text) {
  const size_t slash = text.find('/');
  const Result<DateInterval> first = ParseIsoDate(text.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string::npos) return *first;
  const Result<DateInterval> second = ParseIsoDate(text.substr(slash + 1));
  if (!second) return std::nullopt;
  return DateInterval{first->start, second->stop};
}

std::optional<Quantity> ReadQuantity(const std::string& text) {
  size_t at = 0;
  const std::optional<double> first = ReadNumber(text, &at);
  if (!first) return std::nullopt;
  if (at == text.size()) return Quantity{first, first, first};
  if (text[at] == '+') return Quantity{first, std::nullopt, std::nullopt};
  if (text[at] == '-') {
    ++at;
    return Quantity{first, std::nullopt, ReadNumber(text, &at)};
  }
  const size_t open = text.find('(', at);
  if (open == std::string::npos) return Quantity{first, first, first};
  at = open + 1;
  Quantity quantity{ReadNumber(text, &at), first, std::nullopt};
  if (at < text.size() && text[at] == '-') {
    ++at;
    quantity.high = ReadNumber(text, &at);
  }
  return quantity;
}

void Coarsen(std::optional<double>* lat, std::optional<double>* lon,
             std::optional<double>* radius_km) {
  if (!*lat || !*lon) return;
  *lat = OnGrid(**lat);
  *lon = OnGrid(**lon);
  *radius_km = std::ceil(radius_km->value_or(0) + kGridRadiusKm);
}

std::string RedactUrl(const std::string& url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string::npos) return {};
  const size_t path = url.find('/', scheme + 3);
  std::string host = url.substr(scheme + 3, path == std::string::npos ? path : path - scheme - 3);
  if (host.find('@') != std::string::npos || host.find('?') != std::string::npos) return {};
  const std::string origin = url.substr(0, scheme + 3) + host;
  if (path == std::string::npos) return origin;
  static constexpr std::array<std::string_view, 9> kUsual = {
      "news", "article", "articles", "story", "stories", "ar", "en", "politics", "html"};
  std::string word;
  for (const char c : url.substr(path) + "/") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (letter) {
      word.push_back(c);
      continue;
    }
    if (!word.empty() &&
        std::find(kUsual.begin(), kUsual.end(), LowerAscii(word)) == kUsual.end()) {
      return origin + "/";
    }
    word.clear();
    if (!digit && c != '/' && c != '-' && c != '.' && c != '_') return origin + "/";
  }
  return url;
}

ViewBuilder::ViewBuilder(const Redactor* redactor, const rules::Table* type_labels)
    : redactor_(redactor), type_labels_(type_labels) {}

void ViewBuilder::Read(const store::IncidentPage& page) {
  facts_.clear();
  documents_.clear();
  for (const Fact& fact : page.facts) facts_[fact.id] = &fact;
  for (const store::DocumentRecord& document : page.documents) {
    documents_[document.sha256] = &document;
  }
}

std::string ViewBuilder::Words(std::string_view text, WordUse use, bool* withheld) const {
  if (redactor_ == nullptr || text.empty()) return std::string(text);
  std::string redacted = redactor_->Redact(text, use);
  *withheld |= redacted != text;
  return redacted;
}

// A deed is told by a word or two of the rules' lexicon; longer ones hold what was promised or
// counted.
std::string ViewBuilder::DeedOf(const Fact& fact, bool* withheld) const {
  const bool is_deed =
      fact.kind == FactKind::kEvent && std::count(fact.text.begin(), fact.text.end(), ' ') < 2;
  return Words(fact.text, is_deed ? WordUse::kDeed : WordUse::kWords, withheld);
}

Party ViewBuilder::PartyOf(const NamedRef& ref, WordUse use, bool* withheld) const {
  Party party;
  const bool is_public = !ref.name.id.empty();  // in the register of bodies, officials and places
  party.text = Words(ref.text, is_public ? WordUse::kPlace : use, withheld);
  party.id = ref.name.id;
  // English names come from tables, also "west of" a place; one made for a person could hold a
  // name.
  party.name_en = is_public || use == WordUse::kPlace ? ref.name.name_en
                                                      : Words(ref.name.name_en, use, withheld);
  party.country = ref.name.country;
  party.kind = ref.name.kind;
  return party;
}

void ViewBuilder::AddParties(const Incident& incident, const char* field,
                             std::vector<NamedRef> Fact::* names, std::vector<Party>* out,
                             bool* withheld) const {
  const IncidentField* told = FieldOf(incident, field);
  if (told == nullptr) return;
  for (const FieldValue& value : told->values) {
    if (!value.preferred) continue;
    const NamedRef* found = nullptr;
    for (const std::string& id : value.facts) {
      const auto fact = facts_.find(id);
      if (fact == facts_.end()) continue;
      for (const NamedRef& ref : fact->second->*names) {
        const bool by_id = !ref.name.id.empty() && ref.name.id == value.value;
        const bool by_words =
            ref.name.id.empty() && (ref.text == value.label ||
                                    (!ref.name.name_en.empty() && ref.name.name_en == value.label));
        if (found == nullptr && (by_id || by_words)) found = &ref;
      }
    }
    NamedRef entered;  // by a person: only the label is there
    entered.text = value.label;
    out->push_back(PartyOf(found == nullptr ? entered : *found, WordUse::kParty, withheld));
  }
}

void ViewBuilder::AddWhen(const Incident& incident, IncidentView* view) const {
  const FieldValue* start = Preferred(incident, incident.kind == "level" ? "at" : "start");
  if (start == nullptr) return;
  view->when = ReadInterval(start->value);
  for (const std::string& id : start->facts) {
    const auto fact = facts_.find(id);
    if (fact == facts_.end()) continue;
    view->precision = fact->second->time.precision;
    break;
  }
}

void ViewBuilder::AddPlace(const Incident& incident, IncidentView* view) const {
  const FieldValue* told = Preferred(incident, "place");
  if (told == nullptr) return;
  const NamedRef* found = nullptr;
  for (const std::string& id : told->facts) {
    const auto fact = facts_.find(id);
    if (fact == facts_.end() || !fact->second->place) continue;
    if (found == nullptr) found = &*fact->second->place;
  }
  NamedRef entered;
  entered.text = told->label;
  if (found == nullptr) found = &entered;
  PlaceView place;
  place.name = PartyOf(*found, WordUse::kPlace, &view->withheld);
  place.lat = found->name.lat;
  place.lon = found->name.lon;
  place.radius_km = found->name.radius_km;
  if (redactor_ != nullptr && place.lat && place.lon) {
    Coarsen(&place.lat, &place.lon, &place.radius_km);
    view->coarsened = true;
  }
  view->place = std::move(place);
}

SourceView ViewBuilder::SourceOf(const store::DocumentRecord& document, bool* withheld) const {
  SourceView source;
  source.sha256 = document.sha256;
  source.document = document.name;
  source.outlet = document.outlet.value_or("");
  source.title = document.title.value_or("");
  source.url = document.url.value_or("");
  source.published = document.published;
  if (redactor_ == nullptr) return source;
  source.document = "sha256:" + document.sha256.substr(0, 16);
  *withheld |= !source.title.empty();
  source.title.clear();
  const std::string url = RedactUrl(source.url);
  *withheld |= url != source.url;
  source.url = url;
  return source;
}

void ViewBuilder::AddSources(const Incident& incident, IncidentView* view) const {
  std::map<std::string, SourceView> sources;
  bool ignored = false;  // titles are withheld of every document: no row is marked for that
  for (const std::string& id : incident.facts) {
    const auto found = facts_.find(id);
    if (found == facts_.end()) continue;
    const Fact& fact = *found->second;
    view->facts.push_back(id);
    view->spans.push_back(fact.span);
    view->score = std::max(view->score, fact.score);
    view->contexts.insert(view->contexts.end(), fact.contexts.begin(), fact.contexts.end());
    view->words.push_back(DeedOf(fact, &view->withheld));
    if (const auto document = documents_.find(fact.doc_sha256); document != documents_.end()) {
      sources.emplace(fact.doc_sha256, SourceOf(*document->second, &ignored));
    }
  }
  std::sort(view->contexts.begin(), view->contexts.end());
  const auto same = std::unique(view->contexts.begin(), view->contexts.end());
  view->contexts.erase(same, view->contexts.end());
  for (auto& entry : sources) view->sources.push_back(std::move(entry.second));
  std::sort(view->sources.begin(), view->sources.end(),
            [](const SourceView& a, const SourceView& b) {
              const auto key = [](const SourceView& s) {
                return std::tuple(!s.published, s.published ? s.published->start.days : 0,
                                  std::string_view(s.document), std::string_view(s.sha256));
              };
              return key(a) < key(b);
            });
  for (const SourceView& source : view->sources) {
    if (!source.published) continue;
    const Date day = source.published->stop;
    view->first_told = view->first_told ? std::min(*view->first_told, day) : day;
    view->last_told = view->last_told ? std::max(*view->last_told, day) : day;
  }
}

void ViewBuilder::AddCommitment(const Incident& incident, IncidentView* view) const {
  AddParties(incident, "who", &Fact::who, &view->who, &view->withheld);
  AddParties(incident, "to_whom", &Fact::to_whom, &view->to_whom, &view->withheld);
  view->promise = Words(PreferredText(incident, "what"), WordUse::kWords, &view->withheld);
  view->made_on = PreferredText(incident, "made_on");
  const IncidentField* due = FieldOf(incident, "due");
  if (due == nullptr) return;
  for (const FieldValue& value : due->values) {
    const std::optional<DateInterval> when = ReadInterval(value.value);
    if (!when) continue;
    DueView told{*when, {}, value.preferred};
    for (const std::string& speaker : value.speakers) {
      told.speakers.push_back(Words(speaker, WordUse::kParty, &view->withheld));
    }
    view->due.push_back(std::move(told));
  }
}

std::string ViewBuilder::LabelOf(const std::string& type, const std::string& subtype) const {
  if (type_labels_ != nullptr) {
    for (const std::string& wanted : {subtype, std::string("*")}) {
      for (uint32_t row = 0; row < type_labels_->rows.size(); ++row) {
        if (type_labels_->Cell(row, "type") == type &&
            type_labels_->Cell(row, "subtype") == wanted) {
          return std::string(type_labels_->Cell(row, "label"));
        }
      }
    }
  }
  return type;
}

void ViewBuilder::MakeHeading(IncidentView* view) const {
  view->label = LabelOf(view->type, view->subtype);
  std::string heading = view->kind == "event" ? view->label : view->kind;
  std::string targets;
  int count = 0;
  for (const Party& target : view->targets) {
    const std::string& label = target.Label();
    if (label.empty() || label == kWithheld) continue;
    if (++count <= 3) targets += (targets.empty() ? "" : ", ") + label;
  }
  if (count > 3) targets += " and " + std::to_string(count - 3) + " more";
  if (!targets.empty()) heading += ": " + targets;
  const std::string place = view->place ? view->place->name.Label() : std::string();
  if (!place.empty() && place != targets && place != kWithheld) heading += " (" + place + ")";
  if (view->when) {
    heading += ", " + ToIso(view->when->start);
    if (view->when->stop != view->when->start) heading += "/" + ToIso(view->when->stop);
  }
  view->heading = std::move(heading);
}

IncidentView ViewBuilder::View(const Incident& incident) const {
  IncidentView view;
  view.id = incident.id;
  view.kind = incident.kind;
  view.type = PreferredText(incident, "type");
  view.mode = PreferredText(incident, "mode");
  view.subtype = PreferredText(incident, "subtype");
  view.status = PreferredText(incident, "status");
  view.outcome = PreferredText(incident, "outcome");
  if (const IncidentField* status = FieldOf(incident, "status")) {
    for (const FieldValue& value : status->values) {
      view.happened |= value.value == "asserted" || value.value == "attributed" ||
                       value.value == "background" || value.value == "alleged";
    }
  }
  AddWhen(incident, &view);
  AddPlace(incident, &view);
  AddParties(incident, "actor", &Fact::actors, &view.actors, &view.withheld);
  AddParties(incident, "target", &Fact::targets, &view.targets, &view.withheld);
  const std::array<std::pair<const char*, std::optional<Quantity>*>, 4> tolls = {
      {{"killed", &view.killed},
       {"injured", &view.injured},
       {"detained", &view.detained},
       {"missing", &view.missing}}};
  for (const auto& [field, out] : tolls) {
    if (const FieldValue* value = Preferred(incident, field)) *out = ReadQuantity(value->value);
  }
  view.weapon = Words(PreferredText(incident, "weapon"), WordUse::kWords, &view.withheld);
  view.munitions = PreferredText(incident, "count");
  for (const IncidentField& field : incident.fields) {
    if (field.contested) view.contested.push_back(field.field);
  }
  AddSources(incident, &view);
  if (incident.kind == "commitment") AddCommitment(incident, &view);
  MakeHeading(&view);
  return view;
}

Fact ViewBuilder::RedactFact(Fact fact, bool* withheld, bool* coarsened) const {
  if (redactor_ == nullptr) return fact;
  const auto words = [&](std::string* text, WordUse use) { *text = Words(*text, use, withheld); };
  const auto names = [&](std::vector<NamedRef>* refs, WordUse use) {
    for (NamedRef& ref : *refs) {
      const Party party = PartyOf(ref, use, withheld);
      ref.text = party.text;
      ref.name.name_en = party.name_en;
    }
  };
  fact.doc = "sha256:" + fact.doc_sha256.substr(0, 16);
  fact.text = DeedOf(fact, withheld);
  words(&fact.date_text, WordUse::kWords);
  words(&fact.weapon, WordUse::kWords);
  words(&fact.commitment_what, WordUse::kWords);
  words(&fact.due_text, WordUse::kWords);
  names(&fact.actors, WordUse::kParty);
  names(&fact.targets, WordUse::kParty);
  names(&fact.who, WordUse::kParty);
  names(&fact.to_whom, WordUse::kParty);
  if (fact.speaker) {
    words(&fact.speaker->text, WordUse::kParty);
    for (SpeakerLink& link : fact.speaker->chain) words(&link.text, WordUse::kParty);
  }
  if (fact.place) {
    const Party place = PartyOf(*fact.place, WordUse::kPlace, withheld);
    fact.place->text = place.text;
    fact.place->name.name_en = place.name_en;
    NameValue& name = fact.place->name;
    if (name.lat && name.lon) {
      Coarsen(&name.lat, &name.lon, &name.radius_km);
      *coarsened = true;
    }
  }
  // What is counted is English made of codes, but for words that no table translates.
  const bool has_arabic = std::any_of(fact.what.begin(), fact.what.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xD8 && static_cast<unsigned char>(c) <= 0xDB;
  });
  if (has_arabic) words(&fact.what, WordUse::kPlace);
  return fact;
}

}  // namespace tadwin::exporting
