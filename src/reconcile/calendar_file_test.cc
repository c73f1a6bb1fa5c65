#include "reconcile/calendar_file.h"

#include <gtest/gtest.h>

namespace tadwin::reconcile {
namespace {

DueCommitment Make() {
  DueCommitment commitment;
  commitment.incident = "0123456789abcdef";
  commitment.who = "A, B; C";
  commitment.state = DueState::kOpen;
  for (const char* value : {"2020-09-30", "2020-12"}) {
    DueDate due;
    due.value = value;
    due.when = *ParseIsoDate(value);
    due.facts = {"f"};
    due.speakers = {""};
    due.current = commitment.due.empty();
    commitment.due.push_back(due);
  }
  commitment.contested = true;
  return commitment;
}

const Date kAsOf = FromCivil(2020, 9, 1);

TEST(CalendarFile, FoldsAtSeventyFiveOctets) {
  EXPECT_EQ(FoldedLine(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(FoldedLine(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  EXPECT_EQ(FoldedLine(std::string(75 + 74 + 1, 'a')),
            std::string(75, 'a') + "\r\n " + std::string(74, 'a') + "\r\n a\r\n");
  const std::string two = "\xD8\xA7";  // never torn
  EXPECT_EQ(FoldedLine(std::string(74, 'a') + two), std::string(74, 'a') + "\r\n " + two + "\r\n");
}

TEST(CalendarFile, EscapesText) {
  EXPECT_EQ(EscapedText("a,b;c\\d\ne\r\x01"), "a\\,b\\;c\\\\d\\ne");
}

TEST(CalendarFile, OneEntryForEachDueDateThatStands) {
  const std::string text = CalendarFile({Make()}, kAsOf);
  EXPECT_NE(text.find("UID:0123456789abcdef@tadwin\r\n"), std::string::npos);
  EXPECT_NE(text.find("UID:0123456789abcdef-20201201-20201231@tadwin\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTSTAMP:20200901T000000Z\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTSTART;VALUE=DATE:20201201\r\nDTEND;VALUE=DATE:20210101\r\n"),
            std::string::npos);
  EXPECT_NE(text.find("STATUS:TENTATIVE\r\n"), std::string::npos);
  EXPECT_NE(text.find("SUMMARY:[open] A\\, B\\; C\r\n"), std::string::npos);
}

TEST(CalendarFile, DateThatMovedKeepsItsEntry) {
  DueCommitment commitment = Make();
  commitment.moved_from = "2020-09-30";
  std::swap(commitment.due[0].current, commitment.due[1].current);
  const std::string text = CalendarFile({commitment}, kAsOf);
  EXPECT_EQ(text.find("DTSTART;VALUE=DATE:20200930"), std::string::npos);
  EXPECT_NE(text.find("UID:0123456789abcdef@tadwin\r\n"), std::string::npos);
}

}  // namespace
}  // namespace tadwin::reconcile
