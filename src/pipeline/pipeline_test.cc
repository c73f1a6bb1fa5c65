#include "pipeline/pipeline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tadwin::pipeline {
namespace {

namespace fs = std::filesystem;

// "A soldier was killed in Baghdad today."
constexpr char kArticle[] =
    "\u0642\u062a\u0644 \u062c\u0646\u062f\u064a \u0641\u064a \u0628\u063a\u062f\u0627\u062f "
    "\u0627\u0644\u064a\u0648\u0645.\n";

class PipelineTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Error> errors;
    coder_ = Coder::Create(rules::BuiltInFiles(), &errors).release();
    ASSERT_NE(coder_, nullptr) << errors.front().ToString();
    linker_ = new link::Linker(link::Linker::Create(coder_->rules(), &errors));
    ASSERT_TRUE(errors.empty()) << errors.front().ToString();
  }
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("tadwin_pipeline_" + std::string(info->name()) + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    auto store = store::OpenStore(":memory:", store::OpenMode::kCreate);
    ASSERT_TRUE(store.has_value());
    store_ = *std::move(store);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  RunSummary Run(RunOptions options = {}) {
    options.found = ingest::FindArticles({folder_.string()}, &options.problems);
    Result<RunSummary> summary = RunPipeline(*coder_, *linker_, store_.get(), options);
    EXPECT_TRUE(summary.has_value());
    return summary ? *summary : RunSummary{};
  }

  static Coder* coder_;
  static link::Linker* linker_;
  fs::path folder_;
  std::unique_ptr<store::Store> store_;
};
Coder* PipelineTest::coder_ = nullptr;
link::Linker* PipelineTest::linker_ = nullptr;

TEST_F(PipelineTest, CodesWhatIsNewAndSkipsWhatIsKnown) {
  Write("a.txt", kArticle);
  Write("b.txt", std::string(kArticle) + kArticle);
  RunSummary first = Run();
  EXPECT_EQ(first.coded, 2u);
  EXPECT_TRUE(first.linked);
  RunSummary second = Run();
  EXPECT_EQ(second.coded, 0u);
  EXPECT_EQ(second.unchanged, 2u);
  EXPECT_FALSE(second.linked);
  Write("c.txt", std::string(kArticle) + kArticle + kArticle);
  RunSummary third = Run();
  EXPECT_EQ(third.coded, 1u);
  EXPECT_EQ(third.unchanged, 2u);
}

TEST_F(PipelineTest, ABadDocumentBecomesARejectAndTheRunGoesOn) {
  Write("a.txt", "");
  Write("b.txt", kArticle);
  Write("c.txt", "\xFF\xFE");
  Write("d.txt", "Plain English.");
  RunSummary summary = Run();
  EXPECT_EQ(summary.coded, 1u);
  EXPECT_EQ(summary.rejected, 3u);
  EXPECT_EQ(Run().rejected, 3u);
  const auto rejects = store_->Rejects();
  ASSERT_EQ(rejects->size(), 3u);
  EXPECT_EQ((*rejects)[0].error.code, ErrorCode::kEmpty);
  EXPECT_EQ((*rejects)[1].error.code, ErrorCode::kBadEncoding);
  EXPECT_EQ((*rejects)[1].name, "c.txt");
  EXPECT_EQ((*rejects)[2].error.code, ErrorCode::kNotArabic);
  Write("a.txt", std::string(kArticle) + kArticle);
  Run();
  EXPECT_EQ(store_->Rejects()->size(), 2u);
}

TEST_F(PipelineTest, OfIdenticalCopiesTheFirstNameStands) {
  Write("b.txt", kArticle);
  Write("c.txt", kArticle);
  RunSummary first = Run();
  EXPECT_EQ(first.coded, 1u);
  EXPECT_EQ(first.copies, 1u);
  EXPECT_EQ(store_->Documents()->front().name, "b.txt");
  Write("a.txt", kArticle);
  Run();
  ASSERT_EQ(store_->Documents()->size(), 1u);
  EXPECT_EQ(store_->Documents()->front().name, "a.txt");
  EXPECT_EQ(store_->Count()->copies, 2u);
  RunSummary third = Run();
  EXPECT_EQ(third.coded, 0u);
  EXPECT_EQ(third.unchanged, 1u);
  EXPECT_EQ(third.copies, 2u);
}

TEST_F(PipelineTest, AChangedMetaFileCodesTheDocumentAgain) {
  Write("a.txt", kArticle);
  Run();
  Write("a.meta.json", R"({"published":"2020-09-28"})");
  EXPECT_EQ(Run().coded, 1u);
  ASSERT_EQ(store_->Documents()->size(), 1u);
  const auto published = store_->Documents()->front().published;
  ASSERT_TRUE(published.has_value());
  EXPECT_EQ(ToIso(published->start), "2020-09-28");
  EXPECT_EQ(Run().unchanged, 1u);
}

TEST_F(PipelineTest, AStoppedRunIsContinuedByTheNext) {
  for (int i = 0; i < 20; ++i) {
    Write("a" + std::to_string(i) + ".txt", std::string(kArticle) + std::to_string(i));
  }
  int asked = 0;
  RunOptions options;
  options.threads = 2;
  options.should_stop = [&asked] { return ++asked > 5; };
  const RunSummary first = Run(options);
  EXPECT_TRUE(first.interrupted);
  EXPECT_EQ(first.coded, 5u);
  const RunSummary second = Run();
  EXPECT_EQ(second.unchanged, 5u);
  EXPECT_EQ(second.coded, 15u);
}

TEST_F(PipelineTest, WhatCannotBeListedIsKeptAsAReject) {
  Write("a.txt", kArticle);
  RunOptions options;
  options.problems = {{ErrorCode::kIo, "the folder cannot be read", "locked"}};
  EXPECT_EQ(Run(options).rejected, 1u);
  EXPECT_EQ(store_->Rejects()->front().name, "locked");
}

}  // namespace
}  // namespace tadwin::pipeline
