#include "serve/access/user_book.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "serve/access/password.h"

namespace tadwin::serve {
namespace {

constexpr char kPassword[] = "correct horse battery";

class UserBookTest : public testing::Test {
 protected:
  UserBookTest() {
    std::string name = "/tmp/tadwin_users_XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  ~UserBookTest() override { std::filesystem::remove_all(folder_); }
  std::unique_ptr<UserBook> Open() {
    auto book = UserBook::Open(folder_ + "/users.db", true);
    EXPECT_TRUE(book);
    return book ? *std::move(book) : nullptr;
  }
  std::string folder_;
};

TEST_F(UserBookTest, KeepsNeitherPasswordsNorSecrets) {
  auto book = Open();
  ASSERT_TRUE(book->AddUser("amal", "coder", kPassword, 100));
  const auto session = book->SignIn("amal", kPassword, 100);
  ASSERT_TRUE(session && *session);
  Token token;
  token.user = "amal";
  token.scopes = {"read"};
  const auto secret = book->AddToken(&token, 100);
  ASSERT_TRUE(secret);
  book.reset();
  std::string bytes;
  for (const auto& file : std::filesystem::directory_iterator(folder_)) {
    std::ostringstream content;
    content << std::ifstream(file.path(), std::ios::binary).rdbuf();
    bytes += content.str();
  }
  EXPECT_NE(bytes.find("$argon2id$"), std::string::npos);
  EXPECT_EQ(bytes.find(kPassword), std::string::npos);
  EXPECT_EQ(bytes.find((*session)->secret), std::string::npos);
  EXPECT_EQ(bytes.find(*secret), std::string::npos);
  struct stat status{};
  ASSERT_EQ(::stat((folder_ + "/users.db").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(UserBookTest, SignsInWithTheRightPasswordOnly) {
  auto book = Open();
  ASSERT_TRUE(book->AddUser("amal", "editor", kPassword, 0));
  EXPECT_FALSE(book->SignIn("amal", "correct horse batter", 1)->has_value());
  EXPECT_FALSE(book->SignIn("nobody", kPassword, 1)->has_value());
  const auto session = *book->SignIn("amal", kPassword, 1);
  ASSERT_TRUE(session);
  const auto found = *book->FindSession(session->secret, 2);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user, "amal");
  EXPECT_EQ(found->role, "editor");
  EXPECT_EQ(found->csrf, session->csrf);
  EXPECT_FALSE(book->FindSession("other", 2)->has_value());
}

TEST_F(UserBookTest, SessionsEndWhenIdleOrOld) {
  auto book = Open();
  ASSERT_TRUE(book->AddUser("amal", "reader", kPassword, 0));
  const auto idle = *book->SignIn("amal", kPassword, 0);
  EXPECT_TRUE(book->FindSession(idle->secret, 11 * 3600)->has_value());
  EXPECT_TRUE(book->FindSession(idle->secret, 22 * 3600)->has_value());  // used meanwhile
  EXPECT_FALSE(book->FindSession(idle->secret, 35 * 3600)->has_value());
  const auto old = *book->SignIn("amal", kPassword, 0);
  for (int hour = 0; hour <= 7 * 24; hour += 6) {
    EXPECT_TRUE(book->FindSession(old->secret, hour * 3600)->has_value()) << hour;
  }
  EXPECT_FALSE(book->FindSession(old->secret, 7 * 24 * 3600 + 1)->has_value());
}

TEST_F(UserBookTest, RemovingAUserEndsSessionsAndTokens) {
  auto book = Open();
  ASSERT_TRUE(book->AddUser("root", "admin", kPassword, 0));
  ASSERT_TRUE(book->AddUser("amal", "reader", kPassword, 0));
  const auto session = *book->SignIn("amal", kPassword, 0);
  Token token;
  token.user = "amal";
  token.scopes = {"read"};
  const auto secret = book->AddToken(&token, 0);
  ASSERT_TRUE(book->RemoveUser("amal"));
  EXPECT_FALSE(book->FindSession(session->secret, 1)->has_value());
  EXPECT_FALSE(book->FindToken(*secret, 1)->has_value());
  EXPECT_FALSE(book->RemoveUser("root"));  // the last admin
  EXPECT_EQ(book->RemoveUser("amal").error().code, ErrorCode::kNotFound);
}

TEST_F(UserBookTest, ATokenMayNoMoreThanItsUserAndEnds) {
  auto book = Open();
  ASSERT_TRUE(book->AddUser("amal", "coder", kPassword, 0));
  Token token;
  token.user = "amal";
  token.scopes = {"read", "admin"};
  token.expires = 100;
  const auto secret = book->AddToken(&token, 0);
  ASSERT_TRUE(secret);
  const auto caller = *book->FindToken(*secret, 99);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->scope, Scope::kCode);
  EXPECT_TRUE(caller->session.empty());
  EXPECT_FALSE(book->FindToken(*secret, 100)->has_value());
  ASSERT_TRUE(book->SetRole("amal", "reader"));
  EXPECT_EQ((*book->FindToken(*secret, 99))->scope, Scope::kRead);
}

TEST_F(UserBookTest, RefusesNamesRolesAndPasswordsThatAreNone) {
  auto book = Open();
  EXPECT_FALSE(book->AddUser("", "reader", kPassword, 0));
  EXPECT_FALSE(book->AddUser("a b", "reader", kPassword, 0));
  EXPECT_FALSE(book->AddUser("a/b", "reader", kPassword, 0));
  EXPECT_FALSE(book->AddUser("a", "king", kPassword, 0));
  EXPECT_FALSE(book->AddUser("a", "reader", "short", 0));
  EXPECT_FALSE(book->AddUser("a", "reader", std::string(257, 'a'), 0));
  EXPECT_TRUE(book->AddUser("a", "reader", kPassword, 0));
  EXPECT_FALSE(book->AddUser("a", "reader", kPassword, 0));
}

TEST_F(UserBookTest, RefusesAFileThatIsSomethingElse) {
  EXPECT_EQ(UserBook::Open(folder_ + "/none.db", false).error().code, ErrorCode::kNotFound);
  std::ofstream(folder_ + "/text.db") << "this is no database, however long it may be " << 1234567;
  EXPECT_FALSE(UserBook::Open(folder_ + "/text.db", false));
}

TEST(PasswordTest, SecretsDifferAndCompareWhole) {
  const std::string secret = MakeSecret();
  EXPECT_EQ(secret.size(), 43u);
  EXPECT_NE(secret, MakeSecret());
  EXPECT_TRUE(IsSameSecret(secret, secret));
  EXPECT_FALSE(IsSameSecret(secret, secret.substr(1)));
  EXPECT_FALSE(IsSameSecret("abc", "abd"));
}

}  // namespace
}  // namespace tadwin::serve
