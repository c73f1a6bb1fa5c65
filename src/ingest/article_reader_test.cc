#include "ingest/article_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tadwin::ingest {
namespace {

namespace fs = std::filesystem;

// Arabic letters by code point, since sources are ASCII: "\u0642\u062a\u0644 " is a word.
constexpr char kArabicLine[] =
    "\u0642\u062a\u0644 \u062c\u0646\u062f\u064a \u0627\u0644\u064a\u0648\u0645\n";

class ArticleReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("tadwin_ingest_" + std::string(info->name()) + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  FoundPath Write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return {path.string(), name};
  }
  ErrorCode CodeOf(const FoundPath& found) {
    const Result<RawArticle> article = ReadArticle(found);
    EXPECT_FALSE(article.has_value());
    return article.error().code;
  }

  fs::path folder_;
};

TEST_F(ArticleReaderTest, FindsTextFilesBelowFoldersSortedByName) {
  Write("b.txt", "x");
  Write("a/c.txt", "x");
  Write("a/c.meta.json", "{}");
  Write("a.html", "x");
  std::vector<Error> problems;
  const auto found = FindArticles({folder_.string(), folder_.string() + "/b.txt"}, &problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "a/c.txt");
  EXPECT_EQ(found[1].name, "b.txt");
}

TEST_F(ArticleReaderTest, TakesAFileNamedDirectlyWhateverItsExtension) {
  const FoundPath file = Write("report.text", kArabicLine);
  std::vector<Error> problems;
  const auto found = FindArticles({file.path}, &problems);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "report.text");
  EXPECT_TRUE(ReadArticle(found[0]).has_value());
}

TEST_F(ArticleReaderTest, ReportsWhatCannotBeListed) {
  Write("a.txt", kArabicLine);
  fs::create_symlink("loop", folder_ / "loop");
  std::vector<Error> problems;
  const auto found = FindArticles(
      {folder_.string(), folder_.string() + "/none", folder_.string() + "/loop"}, &problems);
  EXPECT_EQ(found.size(), 1u);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].code, ErrorCode::kIo);        // loop: too many links
  EXPECT_EQ(problems[1].code, ErrorCode::kNotFound);  // none
}

TEST_F(ArticleReaderTest, ADanglingLinkIsFoundAndRefusedWhenRead) {
  fs::create_symlink("nowhere.txt", folder_ / "link.txt");
  std::vector<Error> problems;
  const auto found = FindArticles({folder_.string()}, &problems);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(CodeOf(found[0]), ErrorCode::kNotFound);
}

TEST_F(ArticleReaderTest, NamesOutsideUtf8AreEscaped) {
  Write("bad\xFFname.txt", kArabicLine);
  std::vector<Error> problems;
  const auto found = FindArticles({folder_.string()}, &problems);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "bad%FFname.txt");
}

TEST_F(ArticleReaderTest, KeepsTheBytesAndTheirHash) {
  std::string sha256;
  const Result<RawArticle> article = ReadArticle(Write("a.txt", kArabicLine), &sha256);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->text, kArabicLine);
  EXPECT_EQ(article->sha256, sha256);
  EXPECT_EQ(article->name, "a.txt");
  EXPECT_FALSE(article->published.has_value());
}

TEST_F(ArticleReaderTest, RefusesWhatIsNoArticle) {
  EXPECT_EQ(CodeOf(Write("empty.txt", "")), ErrorCode::kEmpty);
  EXPECT_EQ(CodeOf(Write("blank.txt", " \n\t\n 12 . \n")), ErrorCode::kEmpty);
  EXPECT_EQ(CodeOf(Write("binary.txt", std::string("\x7F"
                                                   "ELF\0\0\1\2",
                                                   8))),
            ErrorCode::kBadEncoding);
  EXPECT_EQ(CodeOf(Write("english.txt", "Nothing to see here, move along.")),
            ErrorCode::kNotArabic);
  EXPECT_EQ(CodeOf({folder_.string() + "/none.txt", "none.txt"}), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf({folder_.string(), "folder"}), ErrorCode::kIo);
}

TEST_F(ArticleReaderTest, SaysAtWhichByteUtf8Breaks) {
  std::string sha256;
  const auto article = ReadArticle(Write("a.txt", std::string(kArabicLine) + "\xC3("), &sha256);
  ASSERT_FALSE(article.has_value());
  EXPECT_EQ(article.error().code, ErrorCode::kBadEncoding);
  EXPECT_EQ(article.error().message,
            "invalid UTF-8 at byte " + std::to_string(std::string(kArabicLine).size()));
  EXPECT_EQ(sha256.size(), 64u);
}

TEST_F(ArticleReaderTest, RefusesWhatIsTooLargeWithoutReadingIt) {
  const FoundPath found = Write("large.txt", "x");
  fs::resize_file(found.path, size_t{50} << 20);
  const auto article = ReadArticle(found);
  ASSERT_FALSE(article.has_value());
  EXPECT_EQ(article.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(article.error().message, "the file has 50 MiB; an article may have 16 MiB at most");
}

TEST_F(ArticleReaderTest, ReadsTheMetaFileBeside) {
  const FoundPath found = Write("a.txt", kArabicLine);
  Write("a.meta.json",
        R"({"title":"T","outlet":"O","url":null,"published":"2020-09-28T10:00:00+03:00","x":1})");
  const auto article = ReadArticle(found);
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->title, "T");
  EXPECT_EQ(article->outlet, "O");
  EXPECT_FALSE(article->url.has_value());
  ASSERT_TRUE(article->published.has_value());
  EXPECT_EQ(ToIso(article->published->start), "2020-09-28");
}

TEST_F(ArticleReaderTest, ABadMetaFileIsRefused) {
  const FoundPath found = Write("a.txt", kArabicLine);
  for (const char* json : {"{", "[]", R"({"title":1})", R"({"published":"last week"})", ""}) {
    Write("a.meta.json", json);
    EXPECT_EQ(CodeOf(found), ErrorCode::kBadFormat) << json;
  }
}

}  // namespace
}  // namespace tadwin::ingest
