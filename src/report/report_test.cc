#include "report/report.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "report/columns.h"
#include "report/report_data.h"
#include "report/series.h"

namespace tadwin::report {
namespace {

constexpr char kText[] = "Before. On 15 September a salvo fell, said an official.\nNext line.";

IncidentField Field(const char* name, std::vector<std::pair<const char*, const char*>> values,
                    const char* fact, bool contested = false) {
  IncidentField field;
  field.field = name;
  field.rule = "a stated rule";
  field.contested = contested;
  for (const auto& [value, label] : values) {
    field.values.push_back({value, label, {fact}, {""}, 1, field.values.empty()});
  }
  return field;
}

Fact MakeFact(const char* id, FactKind kind) {
  Fact fact;
  fact.id = id;
  fact.doc = "a.txt";
  fact.doc_sha256 = "sha-a";
  fact.kind = kind;
  fact.span = Span{26, 31};
  fact.text = "salvo";
  return fact;
}

void AddTally(Contents* store, const char* id, double n, const char* period) {
  Fact fact = MakeFact(id, FactKind::kTally);
  fact.n = n;
  fact.what = "attacks on convoys";
  fact.what_key = "attacks:convoy";
  const auto when = ParseIsoDate(period);
  fact.time.start = when->start;
  fact.time.stop = AddDays(AddMonths(when->start, 3), -1);
  store->facts.push_back(fact);
  Incident tally;
  tally.id = std::string("t-") + id;
  tally.kind = "tally";
  tally.facts = {id};
  tally.fields = {Field("n", {{"14", "14"}}, id)};
  store->incidents.push_back(tally);
}

Contents Ledger() {
  Contents store;
  store::DocumentRecord document;
  document.sha256 = "sha-a";
  document.name = "a.txt";
  document.text = kText;
  document.published = *ParseIsoDate("2020-09-16");
  document.sentences = 3;
  store.documents = {document};
  store.rejects = {{"bad.txt", "", Error{ErrorCode::kEmpty, "the file holds no text", "bad.txt"}}};

  Fact event = MakeFact("e1", FactKind::kEvent);
  event.plover = "ASSAULT";
  event.subtype = "rocket";
  store.facts.push_back(event);
  Incident incident;
  incident.id = "i1";
  incident.kind = "event";
  incident.title = "Rocket attack: Embassy (Baghdad), 2020-09-15";
  incident.facts = {"e1"};
  incident.fields = {Field("killed", {{"3", "3"}, {"5", "5"}}, "e1", true),
                     Field("place", {{"geo:1", "Baghdad"}}, "e1"),
                     Field("start", {{"2020-09-15", "2020-09-15"}}, "e1"),
                     Field("status", {{"asserted", "asserted"}}, "e1"),
                     Field("subtype", {{"rocket", "rocket"}}, "e1"),
                     Field("target", {{"embassy", "Embassy"}}, "e1"),
                     Field("type", {{"ASSAULT", "ASSAULT"}}, "e1")};
  store.incidents.push_back(incident);
  AddTally(&store, "q1", 14, "2020-01");
  AddTally(&store, "q2", 27, "2020-04");
  AddTally(&store, "q3", 25, "2020-07");
  return store;
}

std::string Text(Contents store, ReportOptions options = {}) {
  const auto out = RenderContents(std::move(store), options);
  EXPECT_TRUE(out.has_value());
  return out ? *out : std::string();
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ReportTest, AnIncidentShowsDateHeadingTollAndItsWords) {
  const std::string text = Text(Ledger());
  EXPECT_TRUE(Has(text, "2020-09-15  Rocket attack: Embassy (Baghdad)")) << text;
  EXPECT_TRUE(Has(text, "killed 3")) << text;
  EXPECT_TRUE(Has(text, "contested: killed")) << text;
  EXPECT_TRUE(Has(text, "On 15 September a [salvo] fell, said an official.")) << text;
  EXPECT_TRUE(Has(text, "e1 \u00B7 a.txt:26")) << text;
}

TEST(ReportTest, ReportedNumbersStandInTheSeriesByQuarter) {
  ReportOptions options;
  const auto data = Collect(Ledger(), options);
  EXPECT_EQ(data.series.periods, (std::vector<std::string>{"2020-Q1", "2020-Q2", "2020-Q3"}));
  ASSERT_EQ(data.series.tallies.size(), 1u);
  EXPECT_EQ(data.series.tallies[0].values, (std::vector<std::string>{"14", "27", "25"}));
  EXPECT_EQ(data.series.tallies[0].itemised, (std::vector<std::string>{"0", "0", "1"}));
  ASSERT_EQ(data.series.rows.size(), 1u);
  EXPECT_EQ(data.series.rows[0].counts, (std::vector<uint32_t>{0, 0, 1}));
}

TEST(ReportTest, AQuarterIsNoMonthSoItIsNotInTheMonthlySeries) {
  ReportOptions options;
  options.by = By::kMonth;
  const auto data = Collect(Ledger(), options);
  EXPECT_EQ(data.series.periods, std::vector<std::string>{"2020-09"});
  EXPECT_TRUE(data.series.tallies.empty());
  EXPECT_EQ(data.tallies.size(), 3u);
}

TEST(ReportTest, FiltersKeepOnlyWhatTheyName) {
  ReportOptions options;
  options.types = {"drone"};
  EXPECT_FALSE(Has(Text(Ledger(), options), "Rocket attack"));
  options.types = {"drone", "rocket"};
  EXPECT_TRUE(Has(Text(Ledger(), options), "Rocket attack"));
  options = {};
  options.places = {"basra"};
  EXPECT_FALSE(Has(Text(Ledger(), options), "Rocket attack"));
  options.places = {"baghdad"};
  EXPECT_TRUE(Has(Text(Ledger(), options), "Rocket attack"));
  options = {};
  options.actors = {"embassy"};
  EXPECT_TRUE(Has(Text(Ledger(), options), "Rocket attack"));
  options = {};
  options.from = FromCivil(2020, 9, 16);
  EXPECT_FALSE(Has(Text(Ledger(), options), "Rocket attack"));
  options.from = FromCivil(2020, 9, 15);
  options.to = FromCivil(2020, 9, 15);
  EXPECT_TRUE(Has(Text(Ledger(), options), "Rocket attack"));
}

TEST(ReportTest, ContestedFieldsListEveryValueAndTheRule) {
  ReportOptions options;
  options.contested_only = true;
  const std::string text = Text(Ledger(), options);
  EXPECT_TRUE(Has(text, "killed, preferred by: a stated rule")) << text;
  EXPECT_TRUE(Has(text, "* 3")) << text;
  EXPECT_TRUE(Has(text, "- 5")) << text;
  EXPECT_FALSE(Has(text, "INCIDENTS")) << text;
}

TEST(ReportTest, CoverageNamesDocumentsSentencesAndRejects) {
  const std::string text = Text(Ledger());
  EXPECT_TRUE(Has(text, "3 sentences read, 1 with a fact, 2 left uncoded")) << text;
  EXPECT_TRUE(Has(text, "bad.txt: the file holds no text (empty)")) << text;
}

TEST(ReportTest, JsonHasItsKeysInOrder) {
  ReportOptions options;
  options.format = Format::kJson;
  options.section = "tallies";
  const std::string text = Text(Ledger(), options);
  EXPECT_EQ(text.rfind("{\"by\":\"quarter\",\"summary\":{\"documents\":1,\"rejects\":1,\"facts\":"
                       "{\"event\":1,\"tally\":3,\"level\":0,\"commitment\":0},\"incidents\":1,"
                       "\"contested\":1},\"tallies\":[{\"incident\":\"t-q1\",\"n\":14,",
                       0),
            0u)
      << text;
  EXPECT_EQ(text.substr(text.size() - 2), "}\n");
}

TEST(ReportTest, CsvFieldsWithCommasAreQuotedAndLinesEndInCrLf) {
  ReportOptions options;
  options.format = Format::kCsv;
  const std::string text = Text(Ledger(), options);
  EXPECT_TRUE(Has(text, "\"Rocket attack: Embassy (Baghdad), 2020-09-15\"")) << text;
  EXPECT_TRUE(Has(text, "e1@a.txt:26\r\n")) << text;
  options.section = "tallies";
  EXPECT_TRUE(Has(Text(Ledger(), options),
                  "27,attacks on convoys,attacks:convoy,2020-04-01,"
                  "2020-06-30,"))
      << Text(Ledger(), options);
}

TEST(ReportTest, AnUnknownSectionIsAnError) {
  Contents store;
  ReportOptions options;
  options.section = "weather";
  const auto out = RenderContents(std::move(store), options);
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().code, ErrorCode::kInvalidArgument);
}

TEST(ReportTest, AnEmptyLedgerSaysSo) {
  const std::string text = Text(Contents{});
  EXPECT_TRUE(Has(text, "0 documents")) << text;
  EXPECT_TRUE(Has(text, "no document was rejected")) << text;
}

TEST(ReportTest, OnlyMonthQuarterAndYearArePeriods) {
  EXPECT_TRUE(ParseBy("month").has_value());
  EXPECT_FALSE(ParseBy("week").has_value());
}

TEST(ColumnsTest, ArabicVowelMarksTakeNoColumn) {
  EXPECT_EQ(DisplayWidth("\u0642\u064F\u062A\u0650\u0644"), 3u);
  EXPECT_EQ(PadRight("\u0642\u064F\u062A\u0650\u0644", 5), "\u0642\u064F\u062A\u0650\u0644  ");
  EXPECT_EQ(DisplayWidth("\u4E2D"), 2u);
}

TEST(ColumnsTest, CutKeepsWithinTheWidth) {
  EXPECT_EQ(Cut("abcdef", 4), "abc\u2026");
  EXPECT_EQ(Cut("abcd", 4), "abcd");
  EXPECT_EQ(Cut("abcd", 0), "");
}

TEST(ColumnsTest, NumbersAreGroupedByThousands) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(5200), "5,200");
  EXPECT_EQ(Grouped(-1234567), "-1,234,567");
  EXPECT_EQ(Grouped(2.5), "2.5");
}

TEST(ColumnsTest, WrapBreaksAtBlanks) {
  EXPECT_EQ(Wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_TRUE(Wrap("", 7).empty());
}

TEST(SeriesTest, PeriodsHoldWholeIntervalsOnly) {
  const DateInterval quarter{FromCivil(2020, 7, 1), FromCivil(2020, 9, 30)};
  EXPECT_EQ(PeriodOf(quarter, By::kQuarter), "2020-Q3");
  EXPECT_EQ(PeriodOf(quarter, By::kMonth), "");
  EXPECT_EQ(PeriodOf(quarter, By::kYear), "2020");
  EXPECT_EQ(IntervalLabel(quarter), "2020-Q3");
  EXPECT_EQ(IntervalLabel({FromCivil(2020, 2, 1), FromCivil(2020, 2, 29)}), "2020-02");
  EXPECT_EQ(IntervalLabel({FromCivil(2020, 1, 1), FromCivil(2020, 12, 31)}), "2020");
  EXPECT_EQ(IntervalLabel({FromCivil(2020, 9, 20), FromCivil(2020, 9, 26)}),
            "2020-09-20/2020-09-26");
}

}  // namespace
}  // namespace tadwin::report
