#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "ingest/article_reader.h"

namespace tadwin::ingest {
namespace {

namespace fs = std::filesystem;

// File names may hold any bytes; names in the ledger are UTF-8. A bad byte becomes %XX.
std::string NameOf(const fs::path& path) {
  constexpr char kHexDigits[] = "0123456789ABCDEF";
  const std::string bytes = path.generic_string();
  std::string name;
  for (size_t i = 0; i < bytes.size();) {
    const size_t good =
        FindInvalidUtf8(std::string_view(bytes).substr(i)).value_or(bytes.size() - i);
    name.append(bytes, i, good);
    i += good;
    if (i >= bytes.size()) break;
    const auto byte = static_cast<unsigned char>(bytes[i++]);
    name += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
  }
  return name;
}

Error CannotList(const fs::path& folder, const std::error_code& code) {
  return Error{ErrorCode::kIo, "the folder cannot be read: " + code.message(), NameOf(folder)};
}

void FindBelow(const fs::path& root, const fs::path& folder, std::vector<FoundPath>* found,
               std::vector<Error>* problems) {
  std::error_code code;
  fs::directory_iterator entries(folder, code);
  if (code) {
    problems->push_back(CannotList(folder, code));
    return;
  }
  std::vector<fs::path> folders;
  while (entries != fs::directory_iterator()) {
    const fs::directory_entry& entry = *entries;
    std::error_code ignored;  // of a link that leads nowhere: reading it will say so
    if (!entry.is_symlink(ignored) && entry.is_directory(ignored)) {
      folders.push_back(entry.path());
    } else if (entry.path().extension() == ".txt" && !entry.is_directory(ignored)) {
      found->push_back({entry.path().string(), NameOf(entry.path().lexically_relative(root))});
    }
    entries.increment(code);
    if (code) {
      problems->push_back(CannotList(folder, code));
      break;
    }
  }
  for (const fs::path& below : folders) FindBelow(root, below, found, problems);
}

}  // namespace

std::vector<FoundPath> FindArticles(const std::vector<std::string>& paths,
                                    std::vector<Error>* problems) {
  std::vector<FoundPath> found;
  for (const std::string& argument : paths) {
    const fs::path path = fs::path(argument).lexically_normal();
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (status.type() == fs::file_type::not_found) {
      problems->push_back({ErrorCode::kNotFound, "no such file or folder", NameOf(path)});
    } else if (code) {
      problems->push_back({ErrorCode::kIo, "cannot be read: " + code.message(), NameOf(path)});
    } else if (fs::is_directory(status)) {
      FindBelow(path, path, &found, problems);
    } else {
      found.push_back({path.string(), NameOf(path.filename())});
    }
  }
  const auto key = [](const FoundPath& f) { return std::tie(f.name, f.path); };
  std::sort(found.begin(), found.end(),
            [key](const FoundPath& a, const FoundPath& b) { return key(a) < key(b); });
  found.erase(
      std::unique(found.begin(), found.end(),
                  [key](const FoundPath& a, const FoundPath& b) { return key(a) == key(b); }),
      found.end());
  std::sort(problems->begin(), problems->end(), [](const Error& a, const Error& b) {
    return std::tie(a.where, a.message) < std::tie(b.where, b.message);
  });
  return found;
}

}  // namespace tadwin::ingest
