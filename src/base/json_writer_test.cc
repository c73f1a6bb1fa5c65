#include "base/json_writer.h"

#include <gtest/gtest.h>

namespace tadwin {
namespace {

TEST(JsonWriterTest, SeparatesMembersAndElements) {
  std::string out;
  JsonWriter w(&out);
  w.BeginObject();
  w.Key("a");
  w.BeginArray();
  w.Int(1);
  w.Null();
  w.BeginObject();
  w.EndObject();
  w.EndArray();
  w.Key("b");
  w.Bool(true);
  w.EndObject();
  EXPECT_EQ(out, R"({"a":[1,null,{}],"b":true})");
}

TEST(JsonWriterTest, EscapesWhatJsonForbids) {
  std::string out;
  JsonWriter w(&out);
  w.String(std::string("\"\\\n\t\x01\0z", 7));
  EXPECT_EQ(out, R"("\"\\\n\t\u0001\u0000z")");
}

TEST(JsonWriterTest, WritesWholeNumbersWithoutPointAndUnknownOnesAsNull) {
  std::string out;
  JsonWriter w(&out);
  w.BeginArray();
  w.Double(5200);
  w.Double(0.25);
  w.Double(1.0 / 0.0);
  w.EndArray();
  EXPECT_EQ(out, "[5200,0.25,null]");
}

}  // namespace
}  // namespace tadwin
