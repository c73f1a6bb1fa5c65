// Content hashes: SHA-256 for what identifies documents and rule sets, 64-bit for short ids.
//
// Threads: safe. Source: SHA-256 from OpenSSL's libcrypto, XXH3-64 from xxHash.

#ifndef TADWIN_BASE_HASH_H_
#define TADWIN_BASE_HASH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace tadwin {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

uint64_t Hash64(std::string_view bytes, uint64_t seed = 0);

// 16 lower-case hexadecimal digits of Hash64.
std::string Hash64Hex(std::string_view bytes);

}  // namespace tadwin

#endif  // TADWIN_BASE_HASH_H_
