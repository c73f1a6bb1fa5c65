#include "serve/access/throttle.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

TEST(ThrottleTest, WaitsDoubleFromTheFirstFailureTooMany) {
  Throttle throttle(3);
  int64_t now = 1000;
  for (int i = 0; i < 2; ++i) throttle.Fail("a", now);
  EXPECT_EQ(throttle.WaitOf("a", now), 0);
  throttle.Fail("a", now);
  EXPECT_EQ(throttle.WaitOf("a", now), 2);
  EXPECT_EQ(throttle.WaitOf("b", now), 0);
  throttle.Fail("a", now);
  EXPECT_EQ(throttle.WaitOf("a", now), 4);
  EXPECT_EQ(throttle.WaitOf("a", now + 4), 0);
  for (int i = 0; i < 30; ++i) throttle.Fail("a", now);
  EXPECT_EQ(throttle.WaitOf("a", now), 900);
  EXPECT_EQ(throttle.WaitOf("a", now + 3601), 0);
}

TEST(ThrottleTest, ForgetsFailuresOnceOneSucceeds) {
  Throttle throttle(1);
  throttle.Fail("a", 0);
  EXPECT_GT(throttle.WaitOf("a", 0), 0);
  throttle.Succeed("a");
  EXPECT_EQ(throttle.WaitOf("a", 0), 0);
}

TEST(ThrottleTest, StaysBoundedWhenManyNamesAreTried) {
  Throttle throttle(1);
  for (int i = 0; i < 10'050; ++i) throttle.Fail("name" + std::to_string(i), i);
  EXPECT_EQ(throttle.WaitOf("name0", 1), 0);
  EXPECT_GT(throttle.WaitOf("name10049", 10'049), 0);
}

}  // namespace
}  // namespace tadwin::serve
