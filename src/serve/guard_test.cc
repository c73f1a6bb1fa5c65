#include "serve/guard.h"

#include <gtest/gtest.h>

namespace tadwin::serve {
namespace {

int StatusOf(const char* method, Headers headers, const GuardOptions& options = {}) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  const auto refusal = CheckOrigin(options, request);
  return refusal ? refusal->status : 0;
}

TEST(GuardTest, LetsProgramsAndItsOwnPagesIn) {
  EXPECT_EQ(StatusOf("POST", {{"Host", "127.0.0.1:8470"}}), 0);
  EXPECT_EQ(StatusOf("POST", {{"host", "localhost"}}), 0);
  EXPECT_EQ(StatusOf("POST", {{"Host", "[::1]:8470"}, {"Origin", "http://[::1]:8470"}}), 0);
  EXPECT_EQ(StatusOf("POST", {{"Host", "127.0.0.1:1"},
                              {"Origin", "http://127.0.0.1:1"},
                              {"Sec-Fetch-Site", "same-origin"}}),
            0);
}

TEST(GuardTest, RefusesHostsThatAreNotItsOwn) {
  EXPECT_EQ(StatusOf("GET", {}), 400);
  for (const char* host : {"evil.example:8470", "127.0.0.1.evil.example", "localhost.evil.example",
                           "127.0.0.2", "", "[::1", "2130706433"}) {
    EXPECT_EQ(StatusOf("GET", {{"Host", host}}), 421) << host;
  }
  EXPECT_EQ(StatusOf("GET", {{"Host", "Ledger.Example"}}, {true, {"ledger.example"}}), 0);
}

TEST(GuardTest, RefusesRequestsOfOtherPages) {
  const std::pair<std::string, std::string> host{"Host", "127.0.0.1:8470"};
  EXPECT_EQ(StatusOf("POST", {host, {"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(StatusOf("POST", {host, {"Origin", "null"}}), 403);
  EXPECT_EQ(StatusOf("POST", {host, {"Origin", "http://127.0.0.1:9999"}}), 403);
  EXPECT_EQ(
      StatusOf("GET", {host, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}),
      403);
  EXPECT_EQ(
      StatusOf("POST", {host, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Mode", "navigate"}}),
      403);
}

TEST(GuardTest, AllowsALinkFromAnotherPage) {
  EXPECT_EQ(StatusOf("GET", {{"Host", "127.0.0.1:8470"},
                             {"Sec-Fetch-Site", "cross-site"},
                             {"Sec-Fetch-Mode", "navigate"}}),
            0);
}

}  // namespace
}  // namespace tadwin::serve
