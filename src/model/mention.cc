#include "model/mention.h"

namespace tadwin {

const char* LayerName(Layer layer) {
  switch (layer) {
    case Layer::kNumber: return "number";
    case Layer::kOrdinal: return "ordinal";
    case Layer::kTime: return "time";
    case Layer::kPerson: return "person";
    case Layer::kOrg: return "org";
    case Layer::kPlace: return "place";
    case Layer::kGroup: return "group";
    case Layer::kWeapon: return "weapon";
    case Layer::kToll: return "toll";
  }
  return "unknown";
}

const char* PrecisionName(Precision precision) {
  switch (precision) {
    case Precision::kUnknown: return "unknown";
    case Precision::kMinute: return "minute";
    case Precision::kHour: return "hour";
    case Precision::kDay: return "day";
    case Precision::kWeek: return "week";
    case Precision::kMonth: return "month";
    case Precision::kQuarter: return "quarter";
    case Precision::kSeason: return "season";
    case Precision::kYear: return "year";
    case Precision::kVague: return "vague";
  }
  return "unknown";
}

const char* NameKindName(NameKind kind) {
  switch (kind) {
    case NameKind::kUnknown: return "unknown";
    case NameKind::kCountry: return "country";
    case NameKind::kGovernment: return "government";
    case NameKind::kMilitary: return "military";
    case NameKind::kPolice: return "police";
    case NameKind::kArmedGroup: return "armed_group";
    case NameKind::kParty: return "party";
    case NameKind::kInternational: return "international";
    case NameKind::kMedia: return "media";
    case NameKind::kCompany: return "company";
    case NameKind::kJudiciary: return "judiciary";
    case NameKind::kLegislature: return "legislature";
    case NameKind::kCivil: return "civil";
    case NameKind::kPeople: return "people";
    case NameKind::kPerson: return "person";
    case NameKind::kOffice: return "office";
    case NameKind::kSettlement: return "settlement";
    case NameKind::kAdmin: return "admin";
    case NameKind::kFacility: return "facility";
    case NameKind::kRegion: return "region";
    case NameKind::kWater: return "water";
  }
  return "unknown";
}

const char* TollKindName(TollKind kind) {
  switch (kind) {
    case TollKind::kKilled: return "killed";
    case TollKind::kInjured: return "injured";
    case TollKind::kDetained: return "detained";
    case TollKind::kMissing: return "missing";
    case TollKind::kDisplaced: return "displaced";
    case TollKind::kAbducted: return "abducted";
  }
  return "unknown";
}

}  // namespace tadwin
