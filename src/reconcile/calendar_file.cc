#include "reconcile/calendar_file.h"

#include <algorithm>

namespace tadwin::reconcile {
namespace {

constexpr size_t kLineOctets = 75;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// 20200930
std::string BasicDate(Date date) {
  std::string text = ToIso(date);
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

std::string Summary(const DueCommitment& commitment) {
  std::string text = "[" + std::string(DueStateName(commitment.state)) + "] ";
  text += commitment.who.empty() ? "?" : commitment.who;
  if (!commitment.to_whom.empty()) text += " > " + commitment.to_whom;
  if (!commitment.topic.empty()) text += " (" + commitment.topic + ")";
  if (!commitment.what.empty()) text += ": " + commitment.what;
  return text;
}

std::string Listed(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string Description(const DueCommitment& commitment, Date as_of) {
  std::string text = "State as of " + ToIso(as_of) + ": " + DueStateName(commitment.state) + " - " +
                     commitment.reason;
  if (!commitment.state_facts.empty()) {
    text += "\nFacts that say so: " + Listed(commitment.state_facts);
  }
  for (const DueDate& due : commitment.due) {
    text += "\nDue " + due.value + ": facts " + Listed(due.facts);
    std::vector<std::string> speakers;
    for (const std::string& speaker : due.speakers) {
      speakers.push_back(speaker.empty() ? "the article" : speaker);
    }
    text += "; told by " + Listed(speakers);
  }
  return text + "\nStatus: " + Listed(commitment.statuses) + "\nIncident " + commitment.incident;
}

void WriteEvent(const DueCommitment& commitment, const DueDate& due, Date as_of, std::string* out) {
  const auto line = [&](const std::string& text) { *out += FoldedLine(text); };
  const std::string uid = due.current ? commitment.incident
                                      : commitment.incident + "-" + BasicDate(due.when.start) +
                                            "-" + BasicDate(due.when.stop);
  line("BEGIN:VEVENT");
  line("UID:" + uid + "@tadwin");
  line("DTSTAMP:" + BasicDate(as_of) + "T000000Z");
  line("DTSTART;VALUE=DATE:" + BasicDate(due.when.start));
  line("DTEND;VALUE=DATE:" + BasicDate(AddDays(due.when.stop, 1)));  // the day after
  line("SUMMARY:" + EscapedText(Summary(commitment)));
  line("DESCRIPTION:" + EscapedText(Description(commitment, as_of)));
  const bool tentative = commitment.contested && commitment.moved_from.empty();
  line(std::string("STATUS:") + (commitment.state == DueState::kWithdrawn ? "CANCELLED"
                                 : tentative                              ? "TENTATIVE"
                                                                          : "CONFIRMED"));
  line("TRANSP:TRANSPARENT");
  line("END:VEVENT");
}

}  // namespace

std::string FoldedLine(std::string_view line) {
  std::string out;
  size_t room = kLineOctets;
  while (line.size() > room) {
    size_t cut = room;
    while (cut > 0 && IsContinuation(line[cut])) --cut;
    if (cut == 0) cut = room;  // no UTF-8
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = kLineOctets - 1;  // the blank that begins the next line counts
  }
  return out.append(line).append("\r\n");
}

std::string EscapedText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t' || static_cast<unsigned char>(c) >= 0x20) {
      if (c != 0x7F) out.push_back(c);
    }
  }
  return out;
}

std::string CalendarFile(const std::vector<DueCommitment>& commitments, Date as_of) {
  std::string out;
  for (const char* line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tadwin//due//EN", "CALSCALE:GREGORIAN"}) {
    out += FoldedLine(line);
  }
  for (const DueCommitment& commitment : commitments) {
    for (const DueDate& due : commitment.due) {
      // An earlier date that moved is told in the description, not entered.
      if (!due.current && !commitment.moved_from.empty()) continue;
      WriteEvent(commitment, due, as_of, &out);
    }
  }
  return out + FoldedLine("END:VCALENDAR");
}

}  // namespace tadwin::reconcile
