// What falls due as an iCalendar file, and the incidents told last as an Atom feed.
//
// Neither has a clock: a stamp is the day a document was published. The UIDs are those of
// `tadwin due --ics`, so that one subscription replaces the other. Source: RFC 5545; RFC 4287.

#include <algorithm>
#include <map>
#include <tuple>

#include "export/cells.h"
#include "export/format.h"
#include "reconcile/calendar_file.h"

namespace tadwin::exporting {
namespace {

constexpr uint64_t kFeedEntries = 200;
constexpr char kNoDay[] = "1970-01-01";

std::string BasicDate(Date date) {
  std::string text = ToIso(date);
  std::erase(text, '-');
  return text;
}

class Calendar : public Format {
 public:
  std::string Begin() override {
    std::string out;
    for (const char* line :
         {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tadwin//export//EN", "CALSCALE:GREGORIAN"}) {
      out += reconcile::FoldedLine(line);
    }
    return out;
  }
  std::string End() override { return reconcile::FoldedLine("END:VCALENDAR"); }

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* out) override {
    if (incident.kind != "commitment") {
      losses->LeaveOut("events, tallies and levels: a calendar holds what falls due");
      return false;
    }
    if (incident.due.empty()) {
      losses->LeaveOut("commitments without a due date");
      return false;
    }
    losses->Lose("what became of it: `tadwin due --ics` reckons that as of a day");
    for (const DueView& due : incident.due) WriteDue(incident, due, out);
    return true;
  }

 private:
  static void WriteDue(const IncidentView& incident, const DueView& due, std::string* out) {
    const auto line = [out](const std::string& text) { *out += reconcile::FoldedLine(text); };
    const std::string when = BasicDate(due.when.start) + "-" + BasicDate(due.when.stop);
    std::string summary = incident.who.empty() ? "?" : Labels(incident.who);
    if (!incident.to_whom.empty()) summary += " > " + Labels(incident.to_whom);
    if (!incident.promise.empty()) summary += ": " + incident.promise;
    std::string told;
    for (const std::string& speaker : due.speakers) {
      told += (told.empty() ? "" : ", ") + (speaker.empty() ? "the article" : speaker);
    }
    line("BEGIN:VEVENT");
    line("UID:" + incident.id + (due.preferred ? "" : "-" + when) + "@tadwin");
    line("DTSTAMP:" +
         (incident.last_told ? BasicDate(*incident.last_told) : std::string("19700101")) +
         "T000000Z");
    line("DTSTART;VALUE=DATE:" + BasicDate(due.when.start));
    line("DTEND;VALUE=DATE:" + BasicDate(AddDays(due.when.stop, 1)));
    line("SUMMARY:" + reconcile::EscapedText(summary));
    line("DESCRIPTION:" + reconcile::EscapedText("Told by " + told + "\nStatus: " +
                                                 incident.status + "\nIncident " + incident.id));
    line(std::string("STATUS:") + (incident.status == "denied" ? "CANCELLED"
                                   : incident.due.size() > 1   ? "TENTATIVE"
                                                               : "CONFIRMED"));
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
  }
};

// Keeps the entries told last: the order of a feed is not that of the ledger.
class Atom : public Format {
 public:
  explicit Atom(const FormatContext& context)
      : limit_(context.limit == 0 ? kFeedEntries : context.limit) {}

  bool Write(const IncidentView& incident, uint64_t /*row*/, Losses* losses,
             std::string* /*out*/) override {
    if (incident.kind != "event") {
      losses->LeaveOut(kNotAnEvent);
      return false;
    }
    LoseCommon(incident, losses);
    losses->Lose("the codes, the parties and the toll, but in the summary");
    const int32_t told = incident.first_told ? incident.first_told->days : INT32_MIN;
    entries_[{-int64_t{told}, incident.id}] = EntryOf(incident);
    if (entries_.size() > limit_) {
      entries_.erase(std::prev(entries_.end()));
      losses->LeaveOut("events told before those that the feed holds (--limit)");
      return false;
    }
    return true;
  }

  std::string End() override {
    const std::string updated = entries_.empty() ? kNoDay : DayOf(entries_.begin()->first.first);
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
        "<id>urn:tadwin:incidents</id>\n<title>Tadwin: incidents</title>\n<updated>" +
        updated + "T00:00:00Z</updated>\n<author><name>Tadwin</name></author>\n";
    for (const auto& entry : entries_) out += entry.second;
    return out + "</feed>\n";
  }
  bool IsStateless() const override { return false; }

 private:
  static std::string DayOf(int64_t negative_days) {
    if (negative_days == -int64_t{INT32_MIN}) return kNoDay;
    return ToIso(Date{static_cast<int32_t>(-negative_days)});
  }

  static std::string EntryOf(const IncidentView& incident) {
    const std::string first = incident.first_told ? ToIso(*incident.first_told) : kNoDay;
    const std::string last = incident.last_told ? ToIso(*incident.last_told) : kNoDay;
    std::string out = "<entry>\n<id>urn:tadwin:incident:" + incident.id + "</id>\n<title>" +
                      XmlText(incident.heading) + "</title>\n<published>" + first +
                      "T00:00:00Z</published>\n<updated>" + last +
                      "T00:00:00Z</updated>\n<category term=\"" + XmlText(incident.type) + "\"/>\n";
    for (const SourceView& source : incident.sources) {
      if (source.url.empty()) continue;
      out += "<link rel=\"related\" href=\"" + XmlText(source.url) + "\"/>\n";
    }
    return out + "<summary>" + XmlText(Note(incident)) + "</summary>\n</entry>\n";
  }

  uint64_t limit_;
  std::map<std::pair<int64_t, std::string>, std::string> entries_;  // newest first, then id
};

}  // namespace

std::unique_ptr<Format> MakeCalendar(const FormatContext& /*context*/) {
  return std::make_unique<Calendar>();
}
std::unique_ptr<Format> MakeAtom(const FormatContext& context) {
  return std::make_unique<Atom>(context);
}

}  // namespace tadwin::exporting
