#include "serve/api/upload.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

TEST(ParseUploadTest, TakesTheArticleAndWhatIsToldOfIt) {
  const auto upload = ParseUpload(
      R"({"text":"a b","published":"2020-09-28T10:00:00Z","title":"t","outlet":null,"store":true})");
  ASSERT_TRUE(upload) << upload.error().message;
  EXPECT_EQ(upload->article.text, "a b");
  EXPECT_EQ(upload->article.title, "t");
  EXPECT_FALSE(upload->article.outlet);
  EXPECT_EQ(ToIso(upload->article.published->start), "2020-09-28");
  EXPECT_TRUE(upload->store);
  EXPECT_EQ(upload->article.name, "upload-" + upload->article.sha256.substr(0, 16) + ".txt");
}

TEST(ParseUploadTest, RefusesWhatIsNone) {
  for (const char* json :
       {"", "[]", "1", "{", R"({"text":1})", R"({"text":""})", R"({})", R"({"text":"a","x":1})",
        R"({"text":"a","published":"soon"})", R"({"text":"a","store":"yes"})",
        R"({"text":"a\u0000b"})", R"({"text":"a","name":"../../etc/passwd"})",
        R"({"text":"a","name":"/etc/passwd"})", R"({"text":"a","name":"a\nb"})",
        "{\"text\":\"\xff\"}"}) {
    EXPECT_FALSE(ParseUpload(json)) << json;
  }
}

TEST(ParseUploadsTest, NamesTheLineThatIsWrong) {
  const auto uploads = ParseUploads("{\"text\":\"a\"}\n\n{\"text\":}\n");
  ASSERT_FALSE(uploads);
  EXPECT_EQ(uploads.error().message.substr(0, 8), "line 3: ");
  EXPECT_EQ(ParseUploads("{\"text\":\"a\"}\r\n{\"text\":\"b\"}")->size(), 2u);
  EXPECT_FALSE(ParseUploads("\n"));
}

}  // namespace
}  // namespace tadwin::serve
