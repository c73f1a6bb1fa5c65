// Which event of one ledger is which of another.
//
// In: the events of two ledgers. Out: pairs, one with one, and what is left on either side; every
// event is in exactly one list. Two events can pair when they have one PLOVER type, their dates lie
// at most `days` apart and their places do not exclude one another (points at most `km` apart, or
// one within the other's radius of uncertainty; without points, countries that are not different).
// Points of a pair: kSubtypePoints for one subtype, up to kDatePoints and kPlacePoints the nearer
// they are, kTollPoints for one number of dead or injured, kPartyPoints for a shared actor or
// target. Pairs are taken best first, ties by ids: the result does not hang on order. An event
// without a date pairs with nothing. Threads: safe.

#ifndef TADWIN_COMPARE_ALIGN_H_
#define TADWIN_COMPARE_ALIGN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "store/store.h"

namespace tadwin::compare {

inline constexpr double kSubtypePoints = 2;
inline constexpr double kDatePoints = 3;
inline constexpr double kPlacePoints = 3;
inline constexpr double kPlaceWordsPoints = 1.5;  // without points: words or country alone
inline constexpr double kTollPoints = 1;          // each of dead and injured
inline constexpr double kPartyPoints = 1;         // each of actor and target
inline constexpr double kEnoughPoints = 3;        // a pair needs as many

struct ComparedEvent {
  std::string id;
  std::string heading;
  std::string type, subtype;
  std::optional<DateInterval> when;
  std::string place, country;
  std::optional<double> lat, lon, radius_km;
  std::optional<double> killed, injured;
  std::vector<std::string> actors, targets;  // ids, else words
};

struct AlignOptions {
  int32_t days = 2;
  double km = 50;
};

struct AlignedPair {
  size_t first = 0;  // index into the events of A
  size_t second = 0;
  double points = 0;
};

// How the pairs agree on one field.
struct FieldAgreement {
  std::string field;
  uint64_t agree = 0;
  uint64_t differ = 0;
  uint64_t only_first = 0;  // told in A alone
  uint64_t only_second = 0;
  uint64_t neither = 0;
};

struct Alignment {
  std::vector<AlignedPair> pairs;  // best first
  std::vector<size_t> only_first;  // dated, and without a pair
  std::vector<size_t> only_second;
  std::vector<size_t> undated_first;
  std::vector<size_t> undated_second;
  std::vector<FieldAgreement> fields;
};

// The events of a ledger that are told as having happened, by id.
Result<std::vector<ComparedEvent>> ReadEvents(store::Store& store);

Alignment Align(const std::vector<ComparedEvent>& first, const std::vector<ComparedEvent>& second,
                const AlignOptions& options);

double DistanceKm(double lat_a, double lon_a, double lat_b, double lon_b);

}  // namespace tadwin::compare

#endif  // TADWIN_COMPARE_ALIGN_H_
