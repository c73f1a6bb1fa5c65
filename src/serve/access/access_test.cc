#include "serve/access/access.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace tadwin::serve {
namespace {

constexpr char kPassword[] = "correct horse battery";

class AccessTest : public testing::Test {
 protected:
  AccessTest() {
    std::string name = "/tmp/tadwin_access_XXXXXX";
    folder_ = ::mkdtemp(name.data());
    auto book = UserBook::Open(folder_ + "/users.db", true);
    EXPECT_TRUE((*book)->AddUser("amal", "coder", kPassword, 0));
    session_ = **(*book)->SignIn("amal", kPassword, 0);
    access_ = std::make_unique<Access>(*std::move(book), [this] { return now_; });
  }
  ~AccessTest() override { std::filesystem::remove_all(folder_); }

  int StatusOf(const char* method, Scope wanted, Headers headers) {
    Request request;
    request.method = method;
    request.headers = std::move(headers);
    Caller caller;
    const auto refusal = access_->Check(request, wanted, &caller);
    return refusal ? refusal->status : 0;
  }
  std::pair<std::string, std::string> Cookie() const {
    return {"Cookie", "a=b; tadwin_session=" + session_.secret};
  }

  int64_t now_ = 0;
  std::string folder_;
  Session session_;
  std::unique_ptr<Access> access_;
};

TEST_F(AccessTest, WhoIsNotKnownReadsNothing) {
  EXPECT_EQ(StatusOf("GET", Scope::kNone, {}), 0);
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {}), 401);
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {{"Cookie", "tadwin_session=guess"}}), 401);
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {{"Authorization", "Bearer tdw_guess"}}), 401);
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {{"Authorization", "Basic YTpi"}}), 401);
}

TEST_F(AccessTest, ASessionMayWhatItsRoleMay) {
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {Cookie()}), 0);
  EXPECT_EQ(StatusOf("GET", Scope::kAdmin, {Cookie()}), 403);
  now_ = int64_t{30} * 24 * 3600;
  EXPECT_EQ(StatusOf("GET", Scope::kRead, {Cookie()}), 401);
}

TEST_F(AccessTest, AWriteOfASessionNeedsItsToken) {
  EXPECT_EQ(StatusOf("POST", Scope::kCode, {Cookie()}), 403);
  EXPECT_EQ(StatusOf("DELETE", Scope::kNone, {Cookie()}), 403);
  EXPECT_EQ(StatusOf("POST", Scope::kCode, {Cookie(), {"X-CSRF-Token", "x"}}), 403);
  EXPECT_EQ(StatusOf("POST", Scope::kCode, {Cookie(), {"x-csrf-token", session_.csrf}}), 0);
}

TEST(OpenAccessTest, WithoutABookEverybodyIsTheOnePerson) {
  Access access(nullptr, [] { return int64_t{0}; });
  Request request;
  request.method = "POST";
  Caller caller;
  EXPECT_FALSE(access.Check(request, Scope::kAdmin, &caller));
  EXPECT_TRUE(caller.May(Scope::kAdmin));
}

}  // namespace
}  // namespace tadwin::serve
