#include "serve/api/page.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace tadwin::serve {
namespace {

Result<Page> Ask(const std::vector<std::string>& keys, const std::string& query) {
  Request request;
  request.target = *ParseTarget("/a" + query);
  const Caller caller;
  const std::vector<std::string> taken;
  return PageOf(Call{request, taken, caller}, keys.size(), [&](size_t i) { return keys[i]; });
}

TEST(PageTest, AWalkMeetsEveryItemOnce) {
  const std::vector<std::string> keys{"a", "b", "c", "d", "e"};
  std::vector<std::string> met;
  std::string query = "?limit=2";
  while (true) {
    const auto page = Ask(keys, query);
    ASSERT_TRUE(page);
    for (size_t i = page->begin; i < page->end; ++i) met.push_back(keys[i]);
    if (page->next.empty()) break;
    query = "?limit=2&cursor=" + page->next;
  }
  EXPECT_EQ(met, keys);
}

TEST(PageTest, AnItemThatComesInBetweenMovesNothing) {
  const auto first = Ask({"b", "c", "d"}, "?limit=2");
  const auto second = Ask({"a", "b", "c", "d"}, "?limit=2&cursor=" + first->next);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->begin, 3u);
}

TEST(PageTest, TellsWhenTheItemOfACursorIsGone) {
  const auto first = Ask({"a", "b", "c"}, "?limit=2");
  const auto second = Ask({"a", "c"}, "?cursor=" + first->next);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kNotFound);
}

TEST(PageTest, RefusesLimitsAndCursorsThatAreNone) {
  for (const char* query :
       {"?limit=0", "?limit=1001", "?limit=-1", "?limit=a", "?limit=", "?limit=1e2",
        "?cursor=", "?cursor=x", "?cursor=!!", "?cursor=MA", "?cursor=IGE"}) {
    const auto page = Ask({"a"}, query);
    ASSERT_FALSE(page) << query;
    EXPECT_EQ(page.error().code, ErrorCode::kBadFormat) << query;
  }
}

TEST(CursorTest, ReadsBackWhatItWrites) {
  const auto cursor = DecodeCursor(EncodeCursor({12, "key with blanks\nand lines"}));
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->position, 12u);
  EXPECT_EQ(cursor->key, "key with blanks\nand lines");
}

}  // namespace
}  // namespace tadwin::serve
