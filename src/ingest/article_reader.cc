#include "ingest/article_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "ingest/meta_file.h"

namespace tadwin::ingest {
namespace {

struct FileDescriptor {
  int value = -1;
  explicit FileDescriptor(int fd) : value(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (value >= 0) ::close(value);
  }
};

std::string Megabytes(size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Error TooLarge(size_t bytes, const std::string& name) {
  return Error{ErrorCode::kTooLarge,
               "the file has " + Megabytes(bytes) + "; an article may have " +
                   Megabytes(kMaxArticleBytes) + " at most",
               name};
}

Error SystemError(const std::string& what, int number, const std::string& name) {
  const ErrorCode code = number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo;
  return Error{code, what + ": " + std::generic_category().message(number), name};
}

Result<std::string> ReadBytes(const std::string& path, const std::string& name, size_t limit) {
  // O_NONBLOCK: opening a pipe must not wait for its other end.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.value < 0) return SystemError("the file cannot be opened", errno, name);
  struct stat status{};
  if (::fstat(file.value, &status) != 0) {
    return SystemError("the file cannot be read", errno, name);
  }
  if (!S_ISREG(status.st_mode)) return Error{ErrorCode::kIo, "this is not a regular file", name};
  const auto size = static_cast<size_t>(status.st_size);
  if (size > limit) return TooLarge(size, name);

  std::string bytes(size + 1, '\0');  // one more, to see a file that grows
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = ::read(file.value, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("reading failed", errno, name);
    if (count == 0) break;
    filled += static_cast<size_t>(count);
    if (filled == bytes.size()) bytes.resize(2 * filled);
    if (filled > limit) return TooLarge(filled, name);
  }
  bytes.resize(filled);
  return bytes;
}

// Text files hold no zero bytes and few control characters.
std::optional<size_t> FindBinary(std::string_view bytes) {
  constexpr size_t kSample = 8192;
  const size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) return zero;
  size_t controls = 0;
  std::optional<size_t> first;
  const std::string_view sample = bytes.substr(0, kSample);
  for (size_t i = 0; i < sample.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sample[i]);
    if (byte >= 0x20 || (byte >= 0x09 && byte <= 0x0D)) continue;
    ++controls;
    if (!first) first = i;
  }
  if (controls * 20 > sample.size()) return first;
  return std::nullopt;
}

// Letters by Unicode block, close enough to tell languages apart. Source: Unicode 15, Blocks.txt.
bool IsArabicLetter(char32_t c) {
  return (c >= 0x0620 && c <= 0x064A) || (c >= 0x066E && c <= 0x06D3) ||
         (c >= 0x0750 && c <= 0x077F) || (c >= 0x08A0 && c <= 0x08C9) ||
         (c >= 0xFB50 && c <= 0xFDFB) || (c >= 0xFE70 && c <= 0xFEFC);
}

bool IsOtherLetter(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return (c >= 0xC0 && c <= 0x05F4) || (c >= 0x0700 && c <= 0x1FFF) ||
         (c >= 0x2C00 && c <= 0x2DFF) || (c >= 0x3041 && c <= 0xD7FB);
}

std::string MetaPathOf(const std::string& path) {
  std::filesystem::path beside(path);
  beside.replace_extension(".meta.json");
  std::error_code ignored;
  if (std::filesystem::exists(beside, ignored)) return beside.string();
  const std::string longer = path + ".meta.json";
  return std::filesystem::exists(longer, ignored) ? longer : std::string();
}

}  // namespace

Status CheckLanguage(std::string_view valid_utf8, const std::string& name) {
  size_t arabic = 0;
  size_t other = 0;
  for (size_t at = 0; at < valid_utf8.size();) {
    const char32_t c = DecodeUtf8(valid_utf8, &at);
    if (IsArabicLetter(c)) {
      ++arabic;
    } else if (IsOtherLetter(c)) {
      ++other;
    }
  }
  if (arabic + other == 0) return Error{ErrorCode::kEmpty, "the file holds no words", name};
  if (arabic < other) {
    return Error{ErrorCode::kNotArabic,
                 "the text is not Arabic: " + std::to_string(100 * arabic / (arabic + other)) +
                     " of 100 letters are Arabic",
                 name};
  }
  return {};
}

Result<RawArticle> MakeArticle(std::string name, std::string text) {
  if (const auto bad = FindInvalidUtf8(text)) {
    return Error{ErrorCode::kBadEncoding, "invalid UTF-8 at byte " + std::to_string(*bad), name};
  }
  RawArticle article;
  article.name = std::move(name);
  article.sha256 = Sha256Hex(text);
  article.text = std::move(text);
  return article;
}

Result<RawArticle> ReadArticle(const FoundPath& found, std::string* sha256) {
  if (sha256 != nullptr) sha256->clear();
  Result<std::string> bytes = ReadBytes(found.path, found.name, kMaxArticleBytes);
  if (!bytes) return bytes.error();
  if (sha256 != nullptr) *sha256 = Sha256Hex(*bytes);
  if (bytes->empty()) return Error{ErrorCode::kEmpty, "the file is empty", found.name};
  if (const auto binary = FindBinary(*bytes)) {
    return Error{ErrorCode::kBadEncoding,
                 "this is not text (binary, or UTF-16) at byte " + std::to_string(*binary),
                 found.name};
  }
  Result<RawArticle> article = MakeArticle(found.name, *std::move(bytes));
  if (!article) return article;
  if (const Status language = CheckLanguage(article->text, found.name); !language) {
    return language.error();
  }
  const std::string meta_path = MetaPathOf(found.path);
  if (!meta_path.empty()) {
    constexpr size_t kMaxMetaBytes = size_t{1} << 20;
    Result<std::string> json = ReadBytes(meta_path, found.name + ": meta file", kMaxMetaBytes);
    if (!json) return json.error();
    if (const Status read = ReadMeta(*json, &*article); !read) return read.error();
  }
  return article;
}

}  // namespace tadwin::ingest
