#include "serve/pages.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

Request Get(std::string_view path, const char* method = "GET") {
  Request request;
  request.method = method;
  request.target = *ParseTarget(path);
  return request;
}

TEST(PagesTest, EveryStateOfThePageIsAnsweredByIt) {
  for (const char* path : {"/", "/incidents", "/incidents/01a2b3"}) {
    const Response response = PageResponse(Get(path));
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.content_type, "text/html; charset=utf-8") << path;
  }
  EXPECT_EQ(PageResponse(Get("/assets/none.js")).status, 404);
  EXPECT_EQ(PageResponse(Get("/", "POST")).status, 405);
}

TEST(PagesTest, OnlyHashedNamesAreKeptForGood) {
  EXPECT_TRUE(IsHashedName("assets/main-BxK3a_9f.js"));
  EXPECT_TRUE(IsHashedName("assets/a-b-DqW-3x_Z.woff2"));
  EXPECT_FALSE(IsHashedName("index.html"));
  EXPECT_FALSE(IsHashedName("assets/countries-50m.json"));
  EXPECT_FALSE(IsHashedName("a.js"));
  EXPECT_FALSE(IsHashedName("main-BxK3a.9f.js"));
}

TEST(PagesTest, KnowsTheTypesOfFiles) {
  EXPECT_EQ(MediaTypeOfPath("a/b.css"), "text/css; charset=utf-8");
  EXPECT_EQ(MediaTypeOfPath("a.woff2"), "font/woff2");
  EXPECT_EQ(MediaTypeOfPath("a"), "application/octet-stream");
}

}  // namespace
}  // namespace tadwin::serve
