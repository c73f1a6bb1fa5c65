// Cells, values read from an incident's text, and the file that appears only when it is whole.

#include "export/cells.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "export/mappings.h"
#include "export/part_file.h"

namespace tadwin::exporting {
namespace {

namespace fs = std::filesystem;

TEST(CsvRowTest, FormulasAreMadeTextAndNumbersAreNot) {
  std::string out;
  CsvRow row(&out);
  for (const char* text : {"=1+1", "+x", "-x", "@SUM(A1)", "\tx", "a,b", "say \"so\"", ""}) {
    row.Text(text);
  }
  row.Number(-3.5);
  row.Number(std::nullopt);
  row.Plain("-1");
  row.End();
  EXPECT_EQ(out, "'=1+1,'+x,'-x,'@SUM(A1),'\tx,\"a,b\",\"say \"\"so\"\"\",,-3.5,,-1\r\n");
}

TEST(XmlTextTest, EscapesAndLeavesOutWhatXmlCannotHold) {
  EXPECT_EQ(XmlText("a<b>&\"c\x01\x1F\nd"), "a&lt;b&gt;&amp;&quot;c\nd");
}

TEST(ReadQuantityTest, ReadsWhatIncidentsWrite) {
  EXPECT_EQ(ReadQuantity("3"), (Quantity{3, 3, 3}));
  EXPECT_EQ(ReadQuantity("10+"), (Quantity{10, std::nullopt, std::nullopt}));
  EXPECT_EQ(ReadQuantity("20-99"), (Quantity{20, std::nullopt, 99}));
  EXPECT_EQ(ReadQuantity("3 (2-5)"), (Quantity{2, 3, 5}));
  EXPECT_EQ(ReadQuantity("many"), std::nullopt);
}

TEST(ReadIntervalTest, ReadsWhatIncidentsWrite) {
  EXPECT_EQ(ReadInterval("2020-09"), (DateInterval{FromCivil(2020, 9, 1), FromCivil(2020, 9, 30)}));
  EXPECT_EQ(ReadInterval("2020-09-20/2020-09-26"),
            (DateInterval{FromCivil(2020, 9, 20), FromCivil(2020, 9, 26)}));
  EXPECT_EQ(ReadInterval("x"), std::nullopt);
}

TEST(MappingsTest, EveryTableHoldsWhatItsColumnsPromise) {
  const Result<Mappings> mappings = Mappings::Load();
  ASSERT_TRUE(mappings) << mappings.error().ToString();
  EXPECT_EQ(mappings->Country("IQ").iso3, "IRQ");
  EXPECT_EQ(mappings->Country("IQ").gw, "645");
  EXPECT_EQ(mappings->Country("").iso3, "");
  EXPECT_EQ(mappings->Plover("ASSAULT", "aerial").score, "-9.5");
  EXPECT_EQ(mappings->Plover("ASSAULT", "aerial").cameo, "19");
  EXPECT_EQ(mappings->Plover("ASSAULT", "").cameo, "18");
  EXPECT_EQ(mappings->Plover("NONE", "").cameo, "");
  const std::vector<std::string> none, civil = {"civil"}, state = {"state"};
  const auto type = [&](const char* plover, const char* mode, const char* subtype,
                        const char* outcome, const std::vector<std::string>& targets) {
    const AcledRow* row = mappings->Acled({plover, mode, subtype, outcome, targets});
    return row == nullptr ? std::string() : row->event_type + "/" + row->sub_event_type;
  };
  EXPECT_EQ(type("ASSAULT", "", "drone", "", none), "Explosions/Remote violence/Air/drone strike");
  EXPECT_EQ(type("ASSAULT", "", "drone", "intercepted", none),
            "Strategic developments/Disrupted weapons use");
  EXPECT_EQ(type("ASSAULT", "", "shooting", "", civil), "Violence against civilians/Attack");
  EXPECT_EQ(type("ASSAULT", "", "shooting", "", state), "Battles/Armed clash");
  EXPECT_EQ(type("ASSAULT", "", "shooting", "", none), "");  // not decided: never invented
  EXPECT_EQ(type("CONSULT", "", "meeting", "", none), "");
  EXPECT_EQ(mappings->ViolenceType({"armed"}, {"state"}), "1");
  EXPECT_EQ(mappings->ViolenceType({"armed"}, {"civil"}), "3");
  EXPECT_EQ(mappings->ViolenceType({}, {"civil"}), "");
}

class PartFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("tadwin_part_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    path_ = (folder_ / "out.csv").string();
  }
  void TearDown() override { fs::remove_all(folder_); }
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(PartFileTest, GoesOnBehindTheLastStateOfTheSameSettings) {
  {
    Result<PartFile> file = PartFile::Open(path_, "s");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->Append("one\n"));
    Progress progress;
    progress.settings = "s";
    progress.key = "k1";
    progress.rows = 1;
    progress.losses.lost["a b"] = 7;
    progress.losses.left_out["c"] = 2;
    ASSERT_TRUE(file->Save(progress));
    ASSERT_TRUE(file->Append("torn"));  // written, but never said to be: the run is killed here
  }
  EXPECT_FALSE(fs::exists(path_));
  Result<PartFile> file = PartFile::Open(path_, "s");
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->resumed());
  EXPECT_EQ(file->resumed()->key, "k1");
  EXPECT_EQ(file->resumed()->losses.lost.at("a b"), 7u);
  EXPECT_EQ(file->resumed()->losses.left_out.at("c"), 2u);
  ASSERT_TRUE(file->Append("two\n"));
  ASSERT_TRUE(file->Finish());
  EXPECT_EQ(Read(path_), "one\ntwo\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(PartFileTest, OtherSettingsATornStateOrAShortFileStartAgain) {
  for (const int what : {0, 1, 2}) {
    {
      Result<PartFile> file = PartFile::Open(path_, "s");
      ASSERT_TRUE(file);
      ASSERT_TRUE(file->Append("one\n"));
      Progress progress;
      progress.settings = "s";
      ASSERT_TRUE(file->Save(progress));
    }
    if (what == 1) {
      const std::string state = Read(path_ + ".part.state");
      std::ofstream(path_ + ".part.state") << state.substr(0, state.size() - 5);
    }
    if (what == 2) std::ofstream(path_ + ".part") << "o";
    Result<PartFile> file = PartFile::Open(path_, what == 0 ? "other" : "s");
    ASSERT_TRUE(file);
    EXPECT_FALSE(file->resumed()) << what;
    ASSERT_TRUE(file->Finish());
    EXPECT_EQ(Read(path_), "") << what;
  }
}

TEST_F(PartFileTest, AFolderThatIsNotThereIsSaid) {
  const Result<PartFile> file = PartFile::Open((folder_ / "none" / "x").string(), "s");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace tadwin::exporting
