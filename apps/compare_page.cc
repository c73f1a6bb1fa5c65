#include "apps/compare_page.h"

#include <fmt/format.h>

#include <string_view>

#include "export/cells.h"

namespace tadwin::apps {
namespace {

using compare::ComparedEvent;
using Events = std::vector<ComparedEvent>;

constexpr char kHead[] = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Two ledgers compared</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: start; font-weight: bold; }
th, td { text-align: start; vertical-align: top; padding: .25rem .6rem; border-bottom: 1px solid #ccc; }
td.n { text-align: end; font-variant-numeric: tabular-nums; }
meter { width: 8rem; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } }
</style>
</head>
<body>
<h1>Two ledgers compared</h1>
)";

// A cell whose text runs in its own direction.
std::string TextCell(std::string_view text) {
  return "<td dir=\"auto\">" + exporting::XmlText(text) + "</td>";
}

std::string DayOf(const ComparedEvent& event) {
  return event.when ? ToIso(event.when->start) : std::string("not known");
}

std::string SideRow(const char* name, const std::string& ledger, const Events& events, size_t pairs,
                    const std::vector<size_t>& alone, const std::vector<size_t>& undated) {
  std::string row = fmt::format("<tr><th scope=\"row\">{}</th>{}", name, TextCell(ledger));
  for (const size_t count : {events.size(), pairs, alone.size(), undated.size()}) {
    row += fmt::format("<td class=\"n\">{}</td>", count);
  }
  return row + "</tr>\n";
}

std::string FieldTable(const compare::Alignment& alignment) {
  std::string out =
      "<table><caption>Agreement by field, over the pairs</caption>\n<tr><th>field</th>"
      "<th>agree</th><th>differ</th><th>told in A alone</th><th>told in B alone</th>"
      "<th>told in neither</th><th>agreement where both tell it</th></tr>\n";
  for (const compare::FieldAgreement& field : alignment.fields) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", exporting::XmlText(field.field));
    for (const uint64_t count :
         {field.agree, field.differ, field.only_first, field.only_second, field.neither}) {
      out += fmt::format("<td class=\"n\">{}</td>", count);
    }
    const uint64_t both = field.agree + field.differ;
    if (both == 0) {
      out += "<td>none tell it both</td></tr>\n";
      continue;
    }
    const double share = static_cast<double>(field.agree) / static_cast<double>(both);
    out += fmt::format("<td><meter value=\"{0:.2f}\">{0:.2f}</meter> {0:.2f}</td></tr>\n", share);
  }
  return out + "</table>\n";
}

std::string EventTable(const std::string& caption, const Events& events,
                       const std::vector<size_t>& which) {
  std::string out = fmt::format(
      "<table><caption>{} ({})</caption>\n<tr><th>day</th><th>type</th><th>event</th>"
      "<th>id</th></tr>\n",
      caption, which.size());
  for (const size_t i : which) {
    const ComparedEvent& event = events[i];
    out += fmt::format("<tr><td>{}</td><td>{}</td>{}<td>{}</td></tr>\n", DayOf(event),
                       exporting::XmlText(event.type), TextCell(event.heading),
                       exporting::XmlText(event.id));
  }
  return out + "</table>\n";
}

std::string PairTable(const Events& a, const Events& b, const compare::Alignment& alignment) {
  std::string out = fmt::format(
      "<table><caption>Pairs, the surest first ({})</caption>\n<tr><th>points</th><th>day in A</th>"
      "<th>event of A</th><th>day in B</th><th>event of B</th></tr>\n",
      alignment.pairs.size());
  for (const compare::AlignedPair& pair : alignment.pairs) {
    const ComparedEvent& first = a[pair.first];
    const ComparedEvent& second = b[pair.second];
    out +=
        fmt::format("<tr><td class=\"n\">{:.2f}</td><td>{}</td>{}<td>{}</td>{}</tr>\n", pair.points,
                    DayOf(first), TextCell(first.heading), DayOf(second), TextCell(second.heading));
  }
  return out + "</table>\n";
}

}  // namespace

std::string ComparePage(const CompareArguments& arguments, const Events& a, const Events& b,
                        const compare::Alignment& alignment) {
  std::string out = kHead;
  out += fmt::format(
      "<p>Events of one type pair when they lie within {} days and {} km of each other, one with "
      "one.</p>\n",
      arguments.days, arguments.km);
  out +=
      "<table><caption>The ledgers</caption>\n<tr><th></th><th>ledger</th><th>events</th>"
      "<th>paired</th><th>alone</th><th>without a date</th></tr>\n";
  const size_t pairs = alignment.pairs.size();
  out += SideRow("A", arguments.first, a, pairs, alignment.only_first, alignment.undated_first);
  out += SideRow("B", arguments.second, b, pairs, alignment.only_second, alignment.undated_second);
  out += "</table>\n" + FieldTable(alignment);
  out += EventTable("In A, and missed by B", a, alignment.only_first);
  out += EventTable("In B, and missed by A", b, alignment.only_second);
  out += EventTable("In A without a date: paired with nothing", a, alignment.undated_first);
  out += EventTable("In B without a date: paired with nothing", b, alignment.undated_second);
  return out + PairTable(a, b, alignment) + "</body>\n</html>\n";
}

}  // namespace tadwin::apps
