#include "link/place_units.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tadwin::link {
namespace {

const char kGeoNames[] =
    "# Source: made up\n"
    "surface\tid\tname_en\tadmin1\tparent\tkind\n"
    "aa\tgeo:1\tAleppo\tgeo:2\tgeo:2\tsettlement\n"
    "aa\tgeo:2\tAleppo Governorate\t\t\tadmin\n"
    "bb\tgeo:3\tA village\tgeo:9\tgeo:9\tsettlement\n"
    "cc\tgeo:4\tA town\t\t\tsettlement\n";
const char kSupplement[] =
    "# Source: made up\n"
    "surface\tid\tname_en\tkind\tparent\n"
    "dd\tplace:quarter\tQuarter\tsettlement\tgeo:1\n"
    "ee\tplace:a\tA\tadmin\tplace:b\n"
    "ee\tplace:b\tB\tadmin\tplace:a\n";

PlaceUnits Units() {
  std::vector<Error> errors;
  const rules::RuleSet rules = rules::RuleSet::Parse(
      {{"ar/place/geonames.tsv", kGeoNames}, {"ar/place/supplement.tsv", kSupplement}}, &errors);
  EXPECT_TRUE(errors.empty());
  return PlaceUnits::Load(rules);
}

TEST(PlaceUnits, APlaceLiesInTheUnitAtTheTopOfWhatHoldsIt) {
  const PlaceUnits units = Units();
  const auto unit = [&units](const std::string& place) {
    const auto found = units.Of(place);
    return found ? found->unit + " " + found->name : "none";
  };
  EXPECT_EQ(unit("geo:1"), "geo:2 Aleppo Governorate");
  EXPECT_EQ(unit("geo:2"), "geo:2 Aleppo Governorate");
  EXPECT_EQ(unit("place:quarter"), "geo:2 Aleppo Governorate");
  EXPECT_EQ(unit("geo:3"), "geo:9 geo:9") << "no list names the unit";
  EXPECT_EQ(unit("geo:4"), "none") << "nothing says what holds it";
  EXPECT_EQ(unit("geo:5"), "none") << "no list has it";
  EXPECT_EQ(unit("place:a"), "none") << "a circle of parents";
}

}  // namespace
}  // namespace tadwin::link
