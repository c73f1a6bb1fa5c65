#include "reconcile/parties.h"

namespace tadwin::reconcile {
namespace {

// "soldiers", "the police": an id that every country's share.
bool IsAnybodys(const NameValue& name) {
  if (!name.country.empty()) return false;
  return name.kind == NameKind::kPeople || name.kind == NameKind::kCivil || IsOfState(name);
}

constexpr char kIdKey[] = "a:";  // sorts before kCountryKey
constexpr char kCountryKey[] = "c:";

}  // namespace

bool IsOfState(const NameValue& name) {
  switch (name.kind) {
    case NameKind::kCountry:
    case NameKind::kGovernment:
    case NameKind::kMilitary:
    case NameKind::kPolice:
    case NameKind::kJudiciary:
    case NameKind::kLegislature:
    case NameKind::kOffice: return true;
    default: return !name.actor_id.empty();  // a capital that stands for its government
  }
}

void AddPartyKeys(const std::vector<NamedRef>& names, PartyKeys* keys) {
  for (const NamedRef& ref : names) {
    const NameValue& name = ref.name;
    if (!name.id.empty() && !IsAnybodys(name)) keys->insert(kIdKey + name.id);
    if (!name.actor_id.empty()) keys->insert(kIdKey + name.actor_id);
    if (!name.country.empty() && IsOfState(name)) keys->insert(kCountryKey + name.country);
  }
}

void AddCountries(const std::vector<NamedRef>& names, std::set<std::string>* countries) {
  for (const NamedRef& ref : names) {
    if (!ref.name.country.empty()) countries->insert(ref.name.country);
  }
}

std::string SharedKey(const PartyKeys& a, const PartyKeys& b) {
  for (const std::string& key : a) {
    if (b.count(key) > 0) return key;
  }
  return {};
}

std::string SharedText(const std::string& key) {
  return (key.rfind(kIdKey, 0) == 0 ? "the same party (" : "the same state (") + key.substr(2) +
         ")";
}

}  // namespace tadwin::reconcile
