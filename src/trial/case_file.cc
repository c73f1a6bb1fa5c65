#include "trial/case_file.h"

namespace tadwin::trial {
namespace {

constexpr std::string_view kNow = "# now:";
constexpr std::string_view kText = "text:";

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

bool StartsWith(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

bool IsFactLine(std::string_view line) {
  for (const std::string_view kind : {"event:", "tally:", "level:", "commitment:"}) {
    if (StartsWith(line, kind)) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(std::string_view name, std::vector<Error>* errors) : name_(name), errors_(errors) {}

  void Line(std::string_view raw) {
    ++number_;
    const std::string_view line = Trim(raw);
    if (line.empty()) return;
    if (StartsWith(line, kNow)) {
      Now(Trim(line.substr(kNow.size())));
    } else if (line.front() == '#') {
      return;
    } else if (line.front() == '=') {
      expect_ = std::string(Trim(line.substr(1)));
      if (expect_.empty()) Mistake("'=' is followed by what is expected");
    } else if (line.front() == '~') {
      gap_ = std::string(Trim(line.substr(1)));
      if (gap_.empty()) Mistake("a known gap needs its reason");
    } else if (StartsWith(line, kText)) {
      text_ = std::string(Trim(line.substr(kText.size())));
    } else if (IsFactLine(line)) {
      if (text_.empty()) Mistake("an assertion on facts follows a 'text:' line");
      Add(std::string(line), text_, true);
    } else if (expect_.empty()) {
      Mistake("a phrase follows an '= ...' line");
    } else {
      Add(expect_, std::string(line), false);
    }
  }

  std::vector<Case> Take() { return std::move(cases_); }

 private:
  void Mistake(std::string message) {
    errors_->push_back(Error{ErrorCode::kBadRule, std::move(message),
                             std::string(name_) + ".cases:" + std::to_string(number_) + ":1"});
  }

  void Now(std::string_view value) {
    if (value.empty() || value == "none") {
      now_.reset();
      return;
    }
    const Result<DateInterval> date = ParseIsoDate(value.substr(0, 10));
    if (!date) {
      Mistake(date.error().message);
      return;
    }
    now_ = *date;
  }

  void Add(std::string expect, std::string text, bool on_facts) {
    cases_.push_back(Case{std::string(name_), number_, std::move(expect), std::move(text), now_,
                          std::move(gap_), on_facts});
    gap_.clear();
  }

  std::string_view name_;
  std::vector<Error>* errors_;
  uint32_t number_ = 0;
  std::string expect_;
  std::string text_;
  std::string gap_;
  std::optional<DateInterval> now_;
  std::vector<Case> cases_;
};

}  // namespace

std::vector<Case> ParseCaseFile(std::string_view name, std::string_view content,
                                std::vector<Error>* errors) {
  Reader reader(name, errors);
  while (!content.empty()) {
    const size_t end = content.find('\n');
    reader.Line(content.substr(0, end));
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
  }
  return reader.Take();
}

}  // namespace tadwin::trial
