#include <algorithm>
#include <cstddef>

#include "base/utf8.h"
#include "report/columns.h"
#include "report/writers.h"

namespace tadwin::report {
namespace {

constexpr size_t kDateWidth = 12;
constexpr size_t kNumberEnd = 32;   // column where a reported number ends
constexpr size_t kTallyWidth = 38;  // of what a tally counts, in the series
constexpr size_t kSourcesShown = 4;
constexpr char kDot[] = " \u00B7 ";
constexpr char kArrow[] = " \u2192 ";
constexpr char kEllipsis[] = "\u2026";
constexpr char kRule[] = "\u2500";
constexpr char kMark[] = "\u26A1";  // beside what is contested

std::string Join(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

// `one` may be a plural already: "series".
std::string Plural(size_t n, const std::string& one) {
  return Grouped(static_cast<double>(n)) + " " + one + (n == 1 || one.back() == 's' ? "" : "s");
}

// The last or first words of a text that fit in `width` columns.
std::string TailWords(std::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  size_t begin = 0;
  while (DisplayWidth(text.substr(begin)) + 1 > width) {
    const size_t blank = text.find(' ', begin);
    if (blank == std::string_view::npos) return {};
    begin = blank + 1;
  }
  return kEllipsis + std::string(text.substr(begin));
}

std::string HeadWords(std::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  size_t end = text.size();
  while (DisplayWidth(text.substr(0, end)) + 1 > width) {
    const size_t blank = end == 0 ? std::string_view::npos : text.rfind(' ', end - 1);
    if (blank == std::string_view::npos) return {};
    end = blank;
  }
  return std::string(text.substr(0, end)) + kEllipsis;
}

class TextWriter {
 public:
  TextWriter(const ReportData& data, const ReportOptions& options, std::string* out)
      : data_(data), options_(options), out_(out), width_(std::max<size_t>(60, options.width)) {}

  void Write() {
    Head();
    if (Wants("incidents")) Incidents();
    if (Wants("series")) Series();
    if (Wants("tallies")) Tallies();
    if (Wants("levels")) Levels();
    if (Wants("commitments")) Commitments();
    if (Wants("contested")) Contested();
    if (Wants("contradictions")) Contradictions();
    if (Wants("coverage")) Coverage();
    if (Wants("coverage") || Wants("rejects")) Rejects();
  }

 private:
  bool Wants(const std::string& section) const {
    if (!options_.section.empty()) return options_.section == section;
    if (options_.contested_only) return section == "contested";
    return section != "rejects";
  }

  void Line(std::string text = {}) {
    text.erase(text.find_last_not_of(' ') + 1);
    *out_ += text + "\n";
  }

  void Section(const std::string& name, const std::string& note) {
    Line();
    std::string line = name + "  ";
    for (size_t i = DisplayWidth(line); i < width_ - DisplayWidth(note) - 2; ++i) line += kRule;
    Line(line + "  " + note);
  }

  void Indented(const std::string& text, size_t indent) {
    for (const std::string& line : Wrap(text, width_ - indent)) {
      Line(std::string(indent, ' ') + line);
    }
  }

  void Head() {
    size_t incidents = 0;
    size_t contested = 0;
    for (const Incident& incident : data_.incidents) {
      incidents += incident.kind == "event" ? 1 : 0;
      for (const IncidentField& field : incident.fields) contested += field.contested ? 1 : 0;
    }
    Line("TADWIN LEDGER");
    Line(Join({Plural(data_.documents.size(), "document"),
               Plural(data_.fact_counts[0], "event") + " in " + Plural(incidents, "incident"),
               Plural(data_.fact_counts[1], "reported number"),
               Plural(data_.fact_counts[2], "level"), Plural(data_.fact_counts[3], "commitment"),
               Plural(contested, "contested field"), Plural(data_.rejects.size(), "reject")},
              kDot));
    std::vector<std::string> filters;
    for (const std::string& type : options_.types) filters.push_back("type " + type);
    for (const std::string& place : options_.places) filters.push_back("place " + place);
    for (const std::string& actor : options_.actors) filters.push_back("actor " + actor);
    if (options_.from) filters.push_back("from " + ToIso(*options_.from));
    if (options_.to) filters.push_back("to " + ToIso(*options_.to));
    if (options_.contested_only) filters.push_back("contested only");
    if (!filters.empty()) Line("shown: " + Join(filters, ", "));
  }

  // The words in their line, then where they are: words of another direction on lines of their own.
  void Evidence(const std::vector<Source>& sources, size_t indent, size_t limit = kSourcesShown) {
    for (size_t i = 0; i < std::min(limit, sources.size()); ++i) {
      const Source& source = sources[i];
      const size_t room = width_ - indent - 2;
      const std::string words = Cut("[" + source.words + "]", room);
      const size_t left = room - DisplayWidth(words);
      std::string after = HeadWords(source.after, left / 2);
      const std::string before = TailWords(source.before, left - DisplayWidth(after));
      Line(std::string(indent, ' ') + before + words + after);
      std::string where = source.fact + kDot + source.doc + ":" + std::to_string(source.begin);
      if (source.status != "asserted" || !source.speaker.empty()) where += kDot + source.status;
      if (!source.speaker.empty()) where += ": " + source.speaker;
      Line(std::string(indent, ' ') + where);
    }
    if (sources.size() > limit) {
      Line(std::string(indent, ' ') + "and " + Plural(sources.size() - limit, "more telling"));
    }
  }

  // A date wider than its column shows where it begins; the whole of it stands with the details.
  static std::string ShortDate(const IncidentRow& row) {
    if (row.date.size() < kDateWidth) return row.date;
    return ToIso(row.when->start).substr(0, 7) + kEllipsis;
  }

  void OneIncident(const IncidentRow& row) {
    const std::string heading =
        row.heading + (row.contested.empty() ? "" : std::string(" ") + kMark);
    const std::vector<std::string> lines = Wrap(heading, width_ - kDateWidth);
    for (size_t i = 0; i < lines.size(); ++i) {
      Line(PadRight(i == 0 ? ShortDate(row) : "", kDateWidth) + lines[i]);
    }
    std::vector<std::string> told;
    if (row.date.size() >= kDateWidth) told.push_back(row.date);
    if (!row.killed.empty()) told.push_back("killed " + row.killed);
    if (!row.injured.empty()) told.push_back("injured " + row.injured);
    if (!row.actors.empty()) told.push_back("by " + row.actors);
    if (!row.weapon.empty()) told.push_back("with " + row.weapon);
    if (!row.outcome.empty()) told.push_back(row.outcome);
    if (row.status != "asserted") told.push_back(row.status);
    told.push_back(Plural(row.sources.size(), "telling") + " in " +
                   Plural(row.documents, "document"));
    if (!row.contested.empty()) told.push_back("contested: " + Join(row.contested, ", "));
    Indented(Join(told, kDot), kDateWidth);
    Evidence(row.sources, kDateWidth + 2);
  }

  void Incidents() {
    size_t dated = 0;
    for (const IncidentRow& row : data_.rows) dated += row.happened && row.when ? 1 : 0;
    Section("INCIDENTS", Grouped(static_cast<double>(dated)) + " dated of " +
                             Grouped(static_cast<double>(data_.rows.size())));
    const char* group = "";
    for (const IncidentRow& row : data_.rows) {
      const char* now = !row.happened ? "Threatened, planned or only conditional"
                        : row.when    ? ""
                                      : "Without a date in the text";
      if (now != group && *now != '\0') {
        Line();
        Line(std::string("  ") + now);
      }
      group = now;
      OneIncident(row);
    }
    if (data_.rows.empty()) Line("none");
  }

  void Series() {
    const SeriesTable& series = data_.series;
    const char* by = options_.by == By::kMonth     ? "by month"
                     : options_.by == By::kQuarter ? "by quarter"
                                                   : "by year";
    Section("SERIES", by);
    if (series.periods.empty()) Line("nothing is dated");
    // As many periods side by side as the width allows, oldest first.
    size_t label_width = 10;
    for (const auto& row : series.rows) {
      label_width = std::max(label_width, DisplayWidth(row.label));
    }
    for (const auto& tally : series.tallies) {
      label_width = std::max(label_width, std::min(kTallyWidth, DisplayWidth(tally.what)) + 2);
    }
    const size_t column = 9;
    const size_t per_table = std::max<size_t>(1, (width_ - label_width) / column);
    for (size_t begin = 0; begin < series.periods.size(); begin += per_table) {
      const size_t end = std::min(series.periods.size(), begin + per_table);
      if (begin > 0) Line();
      SeriesRow("", series.periods, begin, end, label_width, column);
      for (const auto& row : series.rows) {
        std::vector<std::string> cells;
        bool any = false;
        for (const uint32_t count : row.counts) {
          cells.push_back(count == 0 ? "." : std::to_string(count));
        }
        for (size_t i = begin; i < end; ++i) any |= row.counts[i] > 0;
        if (any) SeriesRow(row.label, cells, begin, end, label_width, column);
      }
      for (const auto& tally : series.tallies) {
        bool any = false;
        for (size_t i = begin; i < end; ++i) any |= !tally.values[i].empty();
        if (!any) continue;
        SeriesRow(Cut(tally.what, kTallyWidth) + " *", tally.values, begin, end, label_width,
                  column);
        SeriesRow("  itemised here", tally.itemised, begin, end, label_width, column);
      }
    }
    if (!series.tallies.empty()) {
      Line("* as reported for exactly that period, beside what is itemised in this ledger");
      for (const auto& tally : series.tallies) Evidence(tally.sources, 4, 12);
    }
    if (series.undated + series.too_wide > 0) {
      Line("not in a period: " + Plural(series.undated, "incident") + " without a date, " +
           Grouped(series.too_wide) + " dated more widely");
    }
  }

  void SeriesRow(const std::string& label, const std::vector<std::string>& cells, size_t begin,
                 size_t end, size_t label_width, size_t column) {
    std::string line = PadRight(label, label_width);
    for (size_t i = begin; i < end; ++i) line += PadLeft(cells[i], column);
    Line(line);
  }

  void Tallies() {
    Section("REPORTED NUMBERS", Plural(data_.tallies.size(), "number"));
    for (const TallyRow& row : data_.tallies) {
      const std::string what = row.what + (row.place.empty() ? "" : " (" + row.place + ")") +
                               (row.contested ? std::string(" ") + kMark : "");
      const std::vector<std::string> lines = Wrap(what, width_ - kNumberEnd - 2);
      Line(PadRight(row.period.empty() ? "no period" : row.period, 24) +
           PadLeft(Grouped(row.n), kNumberEnd - 24) + "  " + (lines.empty() ? "" : lines[0]));
      for (size_t i = 1; i < lines.size(); ++i) Line(std::string(kNumberEnd + 2, ' ') + lines[i]);
      if (row.itemised) {
        const bool same_type = !row.subtype.empty() && row.subtype != "other";
        Line(std::string(kNumberEnd + 2, ' ') + "itemised here in that period: " +
             Plural(*row.itemised, same_type ? row.subtype : "attack") +
             (same_type ? "" : " of any kind"));
      }
      Evidence(row.sources, 6);
    }
    if (data_.tallies.empty()) Line("none");
  }

  void Levels() {
    Section("LEVELS THROUGH TIME", Plural(data_.levels.size(), "series"));
    for (const LevelSeries& series : data_.levels) {
      std::string steps;
      double last = -1;
      for (const LevelRow& row : series.rows) {
        if (row.n == last) continue;
        steps += (steps.empty() ? "" : kArrow) + Grouped(row.n);
        last = row.n;
      }
      Line((series.what.empty() ? "(not named)" : series.what) +
           (series.contested ? std::string(" ") + kMark : "") + ": " + steps);
      for (const LevelRow& row : series.rows) {
        const std::string at = !row.at.empty()     ? row.at
                               : !row.told.empty() ? "told " + row.told
                                                   : "no date";
        Line("  " + PadRight(at, 24) + PadLeft(Grouped(row.n), 10));
        Evidence({row.source}, 6);
      }
    }
    if (data_.levels.empty()) Line("none");
  }

  void Commitments() {
    Section("COMMITMENTS", Plural(data_.commitments.size(), "commitment"));
    for (const CommitmentRow& row : data_.commitments) {
      std::vector<std::string> due;
      for (const DueValue& value : row.due) due.push_back(value.due);
      const bool contested =
          std::find(row.contested.begin(), row.contested.end(), "due") != row.contested.end();
      std::string head = due.empty() ? "no date told" : "due " + Join(due, " or ");
      if (contested) head += std::string("  ") + kMark + " contested";
      Line(head);
      const std::string parties =
          Join({row.who.empty() ? "(somebody)" : row.who, row.to_whom}, kArrow);
      Indented(Join({parties, row.made_on.empty() ? "" : "made " + row.made_on,
                     row.status == "asserted" ? "" : row.status},
                    kDot),
               2);
      if (!row.what.empty()) Indented(row.what, 2);
      if (contested) {
        for (const DueValue& value : row.due) {
          std::vector<std::string> speakers;
          for (const std::string& speaker : value.speakers) {
            speakers.push_back(speaker.empty() ? "the article" : speaker);
          }
          Line("    " + PadRight(value.due, 24) + (value.preferred ? "preferred, " : "") +
               "according to " + Join(speakers, "; "));
        }
      }
      Evidence(row.sources, 6);
    }
    if (data_.commitments.empty()) Line("none");
  }

  void Contested() {
    Section("CONTESTED", Plural(data_.contested.size(), "field"));
    const Incident* last = nullptr;
    for (const ContestedRow& row : data_.contested) {
      if (row.incident != last) Line(row.incident->title + kDot + row.incident->id);
      last = row.incident;
      Line("  " + row.field->field + ", preferred by: " + row.field->rule);
      for (const FieldValue& value : row.field->values) {
        std::vector<std::string> speakers;
        for (const std::string& speaker : value.speakers) {
          speakers.push_back(speaker.empty() ? "the article" : speaker);
        }
        Indented(std::string(value.preferred ? "* " : "- ") + value.label + kDot +
                     Plural(value.documents, "document") + kDot + Join(speakers, "; ") + kDot +
                     Join(value.facts, " "),
                 4);
      }
    }
    if (data_.contested.empty()) Line("none");
  }

  // What one document says twice in ways that exclude one another.
  void Contradictions() {
    Section("CONTRADICTIONS", Plural(data_.contradictions.size(), "contradiction"));
    for (const reconcile::Contradiction& one : data_.contradictions) {
      Line(one.doc + kDot + one.field + kDot + one.rule +
           (one.same_teller ? "" : ", two tellers disagree") +
           (one.certain ? "" : ", likely a slip"));
      if (!one.title.empty()) Indented(one.title + kDot + Join(one.incidents, " "), 2);
      for (const reconcile::ContradictingValue& value : one.values) {
        std::vector<std::string> facts;
        for (const reconcile::Telling& telling : value.tellings) facts.push_back(telling.fact);
        Indented("- " + value.value + kDot + Join(facts, " "), 4);
      }
    }
    if (data_.contradictions.empty()) Line("none");
  }

  void Coverage() {
    Section("COVERAGE", Plural(data_.documents.size(), "document"));
    uint32_t sentences = 0;
    uint32_t coded = 0;
    std::vector<std::vector<std::string>> rows;
    for (const DocumentRow& row : data_.documents) {
      sentences += row.sentences;
      coded += row.coded_sentences;
      rows.push_back({Cut(row.name, 40),
                      row.published.empty() ? "no date" : row.published + (row.inferred ? "?" : ""),
                      std::to_string(row.facts), std::to_string(row.sentences),
                      std::to_string(row.coded_sentences), Cut(row.outlet, 24)});
    }
    if (!rows.empty()) {
      *out_ +=
          FormatTable({"document", "published", "facts", "sentences", "coded", "outlet"}, rows, 0);
      Line("? inferred from the text");
    }
    Line(Plural(sentences, "sentence") + " read, " + Grouped(coded) + " with a fact, " +
         Grouped(static_cast<double>(sentences) - coded) + " left uncoded");
  }

  void Rejects() {
    if (data_.rejects.empty()) {
      Line("no document was rejected");
      return;
    }
    Line(Plural(data_.rejects.size(), "document") + " rejected:");
    for (const store::RejectRecord& reject : data_.rejects) {
      Indented(
          reject.name + ": " + reject.error.message + " (" + ErrorCodeName(reject.error.code) + ")",
          2);
    }
  }

  const ReportData& data_;
  const ReportOptions& options_;
  std::string* out_;
  size_t width_;
};

}  // namespace

void WriteText(const ReportData& data, const ReportOptions& options, std::string* out) {
  TextWriter(data, options, out).Write();
}

}  // namespace tadwin::report
