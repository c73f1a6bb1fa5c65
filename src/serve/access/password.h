// Passwords and secrets: hashing, checking, making.
//
// Passwords are kept as Argon2id in its own encoded form, so that the parameters may grow. Secrets
// (sessions, tokens) are 256 random bits and kept as SHA-256: nobody guesses them, so they need no
// slow hash. Errors: kInvalidArgument for a password that is too short or too long. Threads: safe.
// Source: RFC 9106; parameters after the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes).

#ifndef TADWIN_SERVE_ACCESS_PASSWORD_H_
#define TADWIN_SERVE_ACCESS_PASSWORD_H_

#include <string>
#include <string_view>

#include "base/result.h"

namespace tadwin::serve {

inline constexpr size_t kMinPasswordLetters = 10;
inline constexpr size_t kMaxPasswordBytes = 256;

Result<std::string> HashPassword(std::string_view password);
// false also for a hash that is none.
bool IsPassword(const std::string& hash, std::string_view password);
// As slow as IsPassword of a user who is there.
void WasteTimeOn(std::string_view password);

// 43 letters of base64url: 32 bytes of the kernel's randomness.
std::string MakeSecret();
// Whether two texts are the same, in a time that does not tell where they differ.
bool IsSameSecret(std::string_view a, std::string_view b);

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_ACCESS_PASSWORD_H_
