#include "export/part_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace tadwin::exporting {
namespace {

namespace fs = std::filesystem;

constexpr char kStateMark[] = "tadwin export state 1";

Error WriteError(const std::string& path) {
  return {ErrorCode::kIo,
          std::string("cannot be written (") + std::strerror(errno) +
              "): is there space, are there rights?",
          path};
}

std::string PartOf(const std::string& path) { return path + ".part"; }
std::string StateOf(const std::string& path) { return path + ".part.state"; }

// One "key<tab>value" a line; what was lost and left out has its count before the words.
std::string ToText(const Progress& progress) {
  std::string out = std::string(kStateMark) + "\nsettings\t" + progress.settings + "\nkey\t" +
                    progress.key + "\nbytes\t" + std::to_string(progress.bytes) + "\nrows\t" +
                    std::to_string(progress.rows) + "\n";
  for (const auto& [what, rows] : progress.losses.lost) {
    out += "lost\t" + std::to_string(rows) + " " + what + "\n";
  }
  for (const auto& [why, rows] : progress.losses.left_out) {
    out += "left_out\t" + std::to_string(rows) + " " + why + "\n";
  }
  return out + "end\t\n";
}

std::optional<Progress> ReadState(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || line != kStateMark) return std::nullopt;
  Progress progress;
  while (std::getline(file, line)) {
    const size_t tab = line.find('\t');
    if (tab == std::string::npos) return std::nullopt;
    const std::string name = line.substr(0, tab);
    const std::string value = line.substr(tab + 1);
    if (name == "end") return progress;
    if (name == "settings") progress.settings = value;
    if (name == "key") progress.key = value;
    if (name == "bytes") progress.bytes = std::strtoull(value.c_str(), nullptr, 10);
    if (name == "rows") progress.rows = std::strtoull(value.c_str(), nullptr, 10);
    const size_t blank = value.find(' ');
    if (blank == std::string::npos) continue;
    const uint64_t rows = std::strtoull(value.c_str(), nullptr, 10);
    if (name == "lost") progress.losses.lost[value.substr(blank + 1)] = rows;
    if (name == "left_out") progress.losses.left_out[value.substr(blank + 1)] = rows;
  }
  return std::nullopt;  // torn
}

}  // namespace

Result<PartFile> PartFile::Open(const std::string& path, const std::string& settings) {
  if (path == "-") return PartFile(path, stdout);
  const std::string part = PartOf(path);
  std::error_code failed;
  std::optional<Progress> state = ReadState(StateOf(path));
  const uintmax_t size = fs::file_size(part, failed);
  const bool usable = state && state->settings == settings && !failed && size >= state->bytes;
  if (!usable) {
    state.reset();
    fs::remove(StateOf(path), failed);
  }
  if (usable && ::truncate(part.c_str(), static_cast<off_t>(state->bytes)) != 0) {
    return WriteError(part);
  }
  std::FILE* file = std::fopen(part.c_str(), usable ? "ab" : "wb");
  if (file == nullptr) return WriteError(part);
  PartFile out(path, file);
  out.bytes_ = usable ? state->bytes : 0;
  out.resumed_ = std::move(state);
  return out;
}

PartFile::PartFile(PartFile&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, nullptr)),
      bytes_(other.bytes_),
      resumed_(std::move(other.resumed_)) {}

PartFile::~PartFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

Status PartFile::Append(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    // Who closed the pipe wants no more, not a message either.
    if (path_ == "-" && errno == EPIPE) return Error{ErrorCode::kIo, "", ""};
    return WriteError(path_ == "-" ? "standard output" : PartOf(path_));
  }
  bytes_ += bytes.size();
  return {};
}

Status PartFile::Save(Progress progress) {
  if (std::fflush(file_) != 0) return WriteError(path_ == "-" ? "standard output" : PartOf(path_));
  if (path_ == "-") return {};
  progress.bytes = bytes_;
  return WriteWhole(StateOf(path_), ToText(progress));
}

Status PartFile::Finish() {
  if (path_ == "-") {
    return std::fflush(stdout) == 0 ? Status() : Status(WriteError("standard output"));
  }
  const bool flushed = std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!flushed || !closed) return WriteError(PartOf(path_));
  std::error_code failed;
  fs::rename(PartOf(path_), path_, failed);
  if (failed)
    return Error{ErrorCode::kIo, "cannot be moved into place: " + failed.message(), path_};
  fs::remove(StateOf(path_), failed);
  return {};
}

Status WriteWhole(const std::string& path, std::string_view content) {
  const std::string partial = path + ".new";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  std::error_code failed;
  if (!file.fail()) fs::rename(partial, path, failed);
  if (!file.fail() && !failed) return {};
  std::error_code ignored;
  fs::remove(partial, ignored);
  return WriteError(path);
}

}  // namespace tadwin::exporting
