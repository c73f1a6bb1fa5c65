#include "trial/proposal.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "base/utf8.h"

namespace tadwin::trial {
namespace {

namespace fs = std::filesystem;

using Cells = std::vector<std::string>;

Cells Split(std::string_view line) {
  Cells cells;
  while (true) {
    const size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::string Joined(const Cells& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : "\t") + cells[i];
  return line + "\n";
}

Error Refused(std::string message, const Proposal& proposal) {
  return Error{ErrorCode::kInvalidArgument, std::move(message), proposal.path};
}

// What could leave its cell, its line, its comment or its folder.
Status Check(const Proposal& proposal) {
  if (proposal.cells.empty()) return Refused("row: it has no cell", proposal);
  if (fs::path(proposal.path).extension() != ".tsv") {
    return Refused("path: rows are added to tables, *.tsv", proposal);
  }
  const fs::path path(proposal.path);
  if (path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end()) {
    return Refused("path: it is told from the folder of the rules", proposal);
  }
  for (const auto& [column, value] : proposal.cells) {
    for (const std::string& text : {column, value}) {
      if (FindInvalidUtf8(text)) return Refused("row: it is not valid UTF-8", proposal);
      if (text.find_first_of("\t\r\n") != std::string::npos) {
        return Refused("row: a cell holds no tab and no end of a line", proposal);
      }
      if (!text.empty() && text.front() == '#') {
        return Refused("row: a cell does not begin with #, which begins comments", proposal);
      }
    }
  }
  return {};
}

}  // namespace

std::string WithRow(std::string_view table, const Proposal& proposal) {
  std::string out;
  Cells header;
  while (!table.empty()) {
    const size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    const bool is_header = header.empty() && !line.empty() && line.front() != '#';
    if (!is_header) {
      out += std::string(line) + "\n";
      continue;
    }
    if (line.back() == '\r') line.remove_suffix(1);
    header = Split(line);
    for (const auto& cell : proposal.cells) {
      if (std::find(header.begin(), header.end(), cell.first) == header.end()) {
        header.push_back(cell.first);
      }
    }
    out += Joined(header);
  }
  if (header.empty()) {
    for (const auto& cell : proposal.cells) header.push_back(cell.first);
    out += Joined(header);
  }
  Cells row(header.size());
  for (const auto& [column, value] : proposal.cells) {
    row[static_cast<size_t>(std::find(header.begin(), header.end(), column) - header.begin())] =
        value;
  }
  return out + Joined(row);
}

Result<std::vector<rules::RuleFile>> WithProposal(std::vector<rules::RuleFile> files,
                                                  const Proposal& proposal) {
  if (Status checked = Check(proposal); !checked) return checked.error();
  const auto file = std::find_if(files.begin(), files.end(), [&](const rules::RuleFile& one) {
    return one.path == proposal.path;
  });
  if (file == files.end()) {
    return Error{ErrorCode::kNotFound, "there is no such table among the rules", proposal.path};
  }
  file->added = WithRow(file->added, proposal);
  if (file->added_path.empty()) file->added_path = proposal.path + " (proposed)";
  return files;
}

Result<std::string> Adopt(const std::string& overlay, const Proposal& proposal) {
  if (Status checked = Check(proposal); !checked) return checked.error();
  const fs::path file = fs::path(overlay) / proposal.path;
  const fs::path fresh = file.string() + ".new";
  std::string before;
  {
    std::ifstream in(file, std::ios::binary);
    before.assign(std::istreambuf_iterator<char>(in), {});
  }
  const std::string after = WithRow(before, proposal);
  const std::string row = "\n" + after.substr(after.rfind('\n', after.size() - 2) + 1);
  if (("\n" + before + "\n").find(row) != std::string::npos) {
    return Error{ErrorCode::kInvalidArgument, "this row is in the file already", file.string()};
  }
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << after;
  out.close();
  if (!out) {
    return Error{ErrorCode::kIo, "cannot be written: is the disk full, the folder read-only?",
                 fresh.string()};
  }
  fs::rename(fresh, file, failure);
  if (failure) return Error{ErrorCode::kIo, failure.message(), file.string()};
  return file.string();
}

}  // namespace tadwin::trial
