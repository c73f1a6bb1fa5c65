#include "export/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "export/losses.h"
#include "export/mappings.h"

namespace tadwin::exporting {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

void CsvRow::Plain(std::string_view text) {
  if (!first_) out_->push_back(',');
  first_ = false;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_->append(text);
    return;
  }
  out_->push_back('"');
  for (const char c : text) {
    if (c == '"') out_->push_back('"');
    out_->push_back(c);
  }
  out_->push_back('"');
}

void CsvRow::Text(std::string_view text) {
  if (!LooksLikeFormula(text)) {
    Plain(text);
  } else {
    Plain("'" + std::string(text));
  }
}

void CsvRow::Number(const std::optional<double>& number) { Plain(NumberText(number)); }

void CsvRow::End() { out_->append("\r\n"); }

std::string NumberText(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    return std::to_string(static_cast<int64_t>(number));
  }
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number);
  return std::string(buffer, end.ptr);
}

std::string NumberText(const std::optional<double>& number) {
  return number ? NumberText(*number) : std::string();
}

std::string IsoOrEmpty(const std::optional<Date>& date) { return date ? ToIso(*date) : ""; }

std::optional<double> OneNumber(const std::optional<Quantity>& quantity) {
  if (!quantity) return std::nullopt;
  return quantity->best ? quantity->best : quantity->low;
}

std::string Joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

namespace {

template <typename Get>
std::string JoinParties(const std::vector<Party>& parties, Get get) {
  std::vector<std::string> parts;
  for (const Party& party : parties) {
    if (const std::string& part = get(party); !part.empty()) parts.push_back(part);
  }
  return Joined(parts, "; ");
}

}  // namespace

std::string Labels(const std::vector<Party>& parties) {
  return JoinParties(parties, [](const Party& p) -> const std::string& { return p.Label(); });
}

std::string Texts(const std::vector<Party>& parties) {
  return JoinParties(parties, [](const Party& p) -> const std::string& { return p.text; });
}

std::string Ids(const std::vector<Party>& parties) {
  return JoinParties(parties, [](const Party& p) -> const std::string& { return p.id; });
}

std::vector<std::string> Outlets(const IncidentView& incident) {
  std::vector<std::string> outlets;
  for (const SourceView& source : incident.sources) {
    if (source.outlet.empty()) continue;
    if (std::find(outlets.begin(), outlets.end(), source.outlet) == outlets.end()) {
      outlets.push_back(source.outlet);
    }
  }
  return outlets;
}

std::vector<std::string> Groups(const std::vector<Party>& parties, const Mappings& mappings) {
  std::vector<std::string> groups;
  for (const Party& party : parties) {
    const std::string& group = mappings.Kind(party.kind).group;
    if (!group.empty() && std::find(groups.begin(), groups.end(), group) == groups.end()) {
      groups.push_back(group);
    }
  }
  return groups;
}

std::string Note(const IncidentView& incident) {
  std::string note = incident.heading;
  const auto count = [&note](const std::optional<Quantity>& quantity, const char* what) {
    if (!quantity) return;
    const std::optional<double> one = OneNumber(quantity);
    if (!one) return;
    const bool at_least = !quantity->best && !quantity->high;
    note += std::string("; ") + (at_least ? "at least " : "") + NumberText(*one) + " " + what;
    if (!quantity->best && quantity->high)
      note += " or more (up to " + NumberText(*quantity->high) + ")";
  };
  count(incident.killed, "killed");
  count(incident.injured, "injured");
  count(incident.detained, "detained");
  count(incident.missing, "missing");
  const std::string actors = Labels(incident.actors);
  if (!actors.empty()) note += "; by " + actors;
  if (!incident.status.empty() && incident.status != "asserted") note += "; " + incident.status;
  if (!incident.outcome.empty()) note += "; " + incident.outcome;
  const size_t documents = incident.sources.size();
  note += "; told by " + std::to_string(documents) + (documents == 1 ? " document" : " documents");
  if (!incident.contested.empty()) note += "; contested: " + Joined(incident.contested, ", ");
  return note + ".";
}

std::string XmlText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out.push_back(c);
    }
  }
  return out;
}

void LoseCommon(const IncidentView& incident, Losses* losses) {
  if (!incident.contested.empty()) losses->Lose(kOtherValues);
  losses->Lose("the words and rules behind each field (evidence)");
}

}  // namespace tadwin::exporting
