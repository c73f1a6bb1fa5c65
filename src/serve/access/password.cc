#include "serve/access/password.h"

#include <argon2.h>
#include <sys/random.h>

#include <array>
#include <mutex>

#include "base/check.h"
#include "base/utf8.h"
#include "serve/http/target.h"

namespace tadwin::serve {
namespace {

constexpr uint32_t kPasses = 2;
constexpr uint32_t kMemoryKib = 19 * 1024;
constexpr uint32_t kLanes = 1;
constexpr size_t kSaltBytes = 16;
constexpr size_t kHashBytes = 32;

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
  TADWIN_CHECK(got == static_cast<ssize_t>(count), "the kernel gives no random bytes");
  return bytes;
}

// One at a time: many guesses at once must not take the memory of the machine.
std::mutex& HashingLock() {
  static std::mutex lock;
  return lock;
}

}  // namespace

Result<std::string> HashPassword(std::string_view password) {
  if (FindInvalidUtf8(password) || CountCodePoints(password) < kMinPasswordLetters) {
    return Error{ErrorCode::kInvalidArgument, "a password needs 10 letters at least", ""};
  }
  if (password.size() > kMaxPasswordBytes) {
    return Error{ErrorCode::kInvalidArgument, "a password may have 256 bytes at most", ""};
  }
  const std::string salt = RandomBytes(kSaltBytes);
  std::array<char, 256> encoded{};
  const std::lock_guard lock(HashingLock());
  const int code =
      ::argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(),
                              salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (code != ARGON2_OK) return Error{ErrorCode::kIo, ::argon2_error_message(code), ""};
  return std::string(encoded.data());
}

bool IsPassword(const std::string& hash, std::string_view password) {
  if (password.size() > kMaxPasswordBytes) return false;
  const std::lock_guard lock(HashingLock());
  return ::argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

void WasteTimeOn(std::string_view password) {
  static const std::string nobody = [] {
    const auto hash = HashPassword(MakeSecret());
    return hash ? *hash : std::string();
  }();
  (void)IsPassword(nobody, password);
}

std::string MakeSecret() { return EncodeBase64Url(RandomBytes(32)); }

bool IsSameSecret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

}  // namespace tadwin::serve
