#include "serve/http/router.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

RouteMatch Find(const Router& router, std::string_view method, std::string_view path) {
  return router.Find(method, ParseTarget(path)->segments);
}

Router Routes() {
  Router router;
  const auto add = [&](const char* method, const char* pattern) {
    router.Add({method, pattern, Scope::kRead, [](const Call&) { return Response(); }, 0});
  };
  add("GET", "/facts");
  add("GET", "/facts/{id}");
  add("DELETE", "/facts/{id}");
  add("GET", "/facts/newest");
  add("GET", "/facts/{id}/explain");
  return router;
}

TEST(RouterTest, TakesSegmentsAndPrefersLiteralOnes) {
  const Router router = Routes();
  const RouteMatch fact = Find(router, "GET", "/facts/ab%20c");
  ASSERT_NE(fact.route, nullptr);
  EXPECT_EQ(fact.taken, (std::vector<std::string>{"ab c"}));
  EXPECT_EQ(Find(router, "GET", "/facts/newest").route->pattern, "/facts/newest");
  EXPECT_EQ(Find(router, "GET", "/facts/1/explain").route->pattern, "/facts/{id}/explain");
}

TEST(RouterTest, HeadFindsWhatGetFinds) {
  EXPECT_EQ(Find(Routes(), "HEAD", "/facts").route->pattern, "/facts");
}

TEST(RouterTest, TellsAMissingPathFromAMissingMethod) {
  const Router router = Routes();
  EXPECT_EQ(Find(router, "GET", "/nothing").allow, "");
  const RouteMatch posted = Find(router, "POST", "/facts/1");
  EXPECT_EQ(posted.route, nullptr);
  EXPECT_EQ(posted.allow, "DELETE, GET, HEAD");
}

TEST(CallerTest, AScopeHoldsThoseBelowIt) {
  const Caller coder{"a", "", "", Scope::kCode};
  EXPECT_TRUE(coder.May(Scope::kRead));
  EXPECT_TRUE(coder.May(Scope::kCode));
  EXPECT_FALSE(coder.May(Scope::kEdit));
}

}  // namespace
}  // namespace tadwin::serve
