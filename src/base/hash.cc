#include "base/hash.h"

#include <openssl/evp.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

#include "base/check.h"

namespace tadwin {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  const int ok =
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  TADWIN_CHECK(ok == 1 && length == 32, "libcrypto could not compute a SHA-256");
  std::string hex;
  hex.reserve(64);
  for (unsigned int i = 0; i < length; ++i) {
    hex.push_back(kHexDigits[digest[i] >> 4]);
    hex.push_back(kHexDigits[digest[i] & 0xF]);
  }
  return hex;
}

uint64_t Hash64(std::string_view bytes, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string Hash64Hex(std::string_view bytes) {
  const uint64_t value = Hash64(bytes);
  std::string hex(16, '0');
  for (size_t i = 0; i < 16; ++i) hex[i] = kHexDigits[(value >> (60 - 4 * i)) & 0xF];
  return hex;
}

}  // namespace tadwin
