// `tadwin report LEDGER`: what the ledger holds, for people, as JSON or CSV.

#include <sys/ioctl.h>
#include <unistd.h>

#include "apps/verbs.h"

namespace tadwin::apps {
namespace {

// The columns of the terminal; 0 when there is none.
size_t TerminalWidth() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

Status ReadDate(const std::string& flag, const std::string& text, bool end,
                std::optional<Date>* out) {
  if (text.empty()) return {};
  const Result<DateInterval> date = ParseIsoDate(text);
  if (!date) return Error{ErrorCode::kInvalidArgument, flag + ": " + date.error().message, ""};
  *out = end ? date->stop : date->start;
  return {};
}

}  // namespace

ExitCode RunReport(const ReportArguments& arguments) {
  report::ReportOptions options = arguments.report;
  const Result<report::By> by = report::ParseBy(arguments.by);
  if (!by) return Fail(by.error());
  options.by = *by;
  if (const Status read = ReadDate("--from", arguments.from, false, &options.from); !read) {
    return Fail(read.error());
  }
  if (const Status read = ReadDate("--to", arguments.to, true, &options.to); !read) {
    return Fail(read.error());
  }
  options.format = arguments.json  ? report::Format::kJson
                   : arguments.csv ? report::Format::kCsv
                                   : report::Format::kText;
  if (const size_t width = TerminalWidth(); width > 0) options.width = width;
  ExitCode exit_code = kExitOk;
  const auto store =
      OpenToRead(arguments.ledger, arguments.as_known_on, arguments.rules, &exit_code);
  if (!store) return exit_code;
  const Result<std::string> text = report::Render(*store, options);
  if (!text) return Fail(text.error());
  const Status printed = Print(*text);
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
