#include "link/link_rules.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "base/utf8.h"

namespace tadwin::link {
namespace {

constexpr size_t kRootLetters = 3;
constexpr size_t kLeastRootLetters = 2;
constexpr size_t kStemLetters = 3;  // that a stem of a topic has at least

struct WeightName {
  std::string_view name;
  double Weights::* member;
};

#define TADWIN_WEIGHT(name) {#name, &Weights::name}
constexpr WeightName kWeightNames[] = {
    TADWIN_WEIGHT(threshold),       TADWIN_WEIGHT(threshold_across),
    TADWIN_WEIGHT(threshold_group), TADWIN_WEIGHT(threshold_commitment),
    TADWIN_WEIGHT(slack_days),      TADWIN_WEIGHT(slack_km),
    TADWIN_WEIGHT(far_toll_ratio),  TADWIN_WEIGHT(near_sentences),
    TADWIN_WEIGHT(lead_sentences),  TADWIN_WEIGHT(same_topic),
    TADWIN_WEIGHT(same_words),      TADWIN_WEIGHT(same_who),
    TADWIN_WEIGHT(similar_party),   TADWIN_WEIGHT(same_who_country),
    TADWIN_WEIGHT(same_to_whom),    TADWIN_WEIGHT(same_due),
    TADWIN_WEIGHT(same_paper),      TADWIN_WEIGHT(close_by),
    TADWIN_WEIGHT(due_window_days), TADWIN_WEIGHT(due_window_document_days),
    TADWIN_WEIGHT(near_due),        TADWIN_WEIGHT(one_due),
    TADWIN_WEIGHT(dated_topic),     TADWIN_WEIGHT(document_window),
    TADWIN_WEIGHT(document_bytes),
};
#undef TADWIN_WEIGHT

double ReadNumber(const rules::Table& table, uint32_t row, std::string_view column,
                  std::vector<Error>* errors) {
  const std::string_view cell = table.Cell(row, column);
  double value = 0;
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (code != std::errc() || end != cell.data() + cell.size()) {
    errors->push_back({ErrorCode::kBadRule,
                       "a number is expected here, not '" + std::string(cell) + "'",
                       table.Where(row, column)});
  }
  return value;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    if (at != 0 && !text.empty()) parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

void LoadWeights(const rules::Table& table, Weights* weights, std::vector<Error>* errors) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const std::string_view name = table.Cell(row, "name");
    const auto* found = std::find_if(std::begin(kWeightNames), std::end(kWeightNames),
                                     [&](const WeightName& w) { return w.name == name; });
    if (found == std::end(kWeightNames)) {
      errors->push_back({ErrorCode::kBadRule, "no weight is called '" + std::string(name) + "'",
                         table.Where(row, "name")});
      continue;
    }
    weights->*(found->member) = ReadNumber(table, row, "value", errors);
  }
}

void LoadReasons(const rules::Table& table, ReasonWeights* weights, std::vector<Error>* errors) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const std::string_view name = table.Cell(row, "name");
    const auto* found = std::find_if(kReasonNames.begin(), kReasonNames.end(),
                                     [&](const ReasonName& one) { return one.name == name; });
    if (found == kReasonNames.end()) {
      errors->push_back({ErrorCode::kBadRule, "no reason is called '" + std::string(name) + "'",
                         table.Where(row, "name")});
      continue;
    }
    const auto at = static_cast<size_t>(found - kReasonNames.begin());
    weights->across[at] = ReadNumber(table, row, "across", errors);
    weights->within[at] = ReadNumber(table, row, "within", errors);
  }
}

void LoadTypes(const rules::Table& table, LinkRules* out) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    TypeRule rule;
    rule.family = table.Cell(row, "family");
    rule.repeats = table.Cell(row, "repeats") != "no";
    rule.harms = table.Cell(row, "harms") == "yes";
    rule.label = table.Cell(row, "label");
    out->types[{std::string(table.Cell(row, "type")), std::string(table.Cell(row, "subtype"))}] =
        rule;
  }
}

void LoadFolding(const rules::RuleSet& rules, LinkRules* out) {
  for (const char* name : {"normalise/presentation_forms", "normalise/letters"}) {
    const rules::Table* table = rules.FindTable(name);
    if (table == nullptr) continue;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      const std::string code(table->Cell(row, "code"));
      const std::string_view to = table->Cell(row, "to");
      const auto letter = static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16));
      if (to == "(space)" || to == "(newline)") {
        out->folding[letter] = " ";
      } else {
        out->folding[letter] = to.empty() || to.front() != '(' ? std::string(to) : std::string();
      }
    }
  }
}

// Numbers the subtypes that any table names, and what Compatibility says of each pair.
void NumberSubtypes(LinkRules* out) {
  std::set<std::string> names{"", "other"};
  for (const auto& entry : out->types) names.insert(entry.first.second);
  for (const auto& entry : out->compatible) names.insert(entry.first.first);
  names.erase("*");
  for (const std::string& name : names) {
    out->subtype_rows.emplace(name, static_cast<uint32_t>(out->subtype_rows.size()));
  }
  // Texts cannot hold a control character, so this name is unknown to every table.
  out->subtype_rows.emplace("\x1f", static_cast<uint32_t>(out->subtype_rows.size()));
  out->degrees.resize(out->subtype_rows.size() * out->subtype_rows.size());
  for (const auto& [first, i] : out->subtype_rows) {
    for (const auto& [second, j] : out->subtype_rows) {
      out->degrees[size_t{i} * out->subtype_rows.size() + j] =
          out->Compatibility(first.empty() ? "other" : first, second.empty() ? "other" : second);
    }
  }
}

void LoadRootLetters(const rules::Table& table, LinkRules* out) {
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    const std::string_view letter = table.Cell(row, "letter");
    size_t at = 0;
    if (letter.empty()) continue;
    (table.Cell(row, "where") == "front" ? out->front : out->weak).insert(DecodeUtf8(letter, &at));
  }
}

}  // namespace

LinkRules LinkRules::Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
  LinkRules out;
  LoadFolding(rules, &out);
  if (const auto* table = rules.FindTable("link/weights")) {
    LoadWeights(*table, &out.weights, errors);
  }
  if (const auto* table = rules.FindTable("link/reason")) {
    LoadReasons(*table, &out.reasons, errors);
  }
  if (const auto* table = rules.FindTable("link/type")) LoadTypes(*table, &out);
  if (const auto* table = rules.FindTable("link/compatible")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      std::string first(table->Cell(row, "first"));
      std::string second(table->Cell(row, "second"));
      const double degree = ReadNumber(*table, row, "degree", errors);
      out.compatible[{first, second}] = degree;
      out.compatible[{second, first}] = degree;
    }
  }
  NumberSubtypes(&out);
  if (const auto* table = rules.FindTable("link/speaker")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      out.speaker_ranks[std::string(table->Cell(row, "type"))] =
          static_cast<int>(ReadNumber(*table, row, "rank", errors));
    }
  }
  if (const auto* table = rules.FindTable("link/place")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      out.radii[std::string(table->Cell(row, "kind"))] =
          ReadNumber(*table, row, "radius_km", errors);
    }
  }
  if (const auto* table = rules.FindTable("link/definite")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      out.definite.emplace_back(table->Cell(row, "prefix"));
    }
  }
  if (const auto* table = rules.FindTable("link/affix")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      out.prefixes.emplace_back(std::string(table->Cell(row, "prefix")),
                                static_cast<int>(ReadNumber(*table, row, "min_rest", errors)));
    }
  }
  if (const auto* table = rules.FindTable("link/place_word")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      for (std::string& word : out.Words(table->Cell(row, "word"))) {
        out.place_words.insert(std::move(word));
      }
    }
  }
  if (const auto* table = rules.FindTable("link/root_letter")) LoadRootLetters(*table, &out);
  if (const auto* table = rules.FindTable("link/deed")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      for (const std::string& root : out.Roots(table->Cell(row, "word"))) {
        out.acts[root] = table->Cell(row, "act");
      }
    }
  }
  if (const auto* table = rules.FindTable("link/joining")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      out.joining.emplace_back(table->Cell(row, "prefix"));
    }
  }
  if (const auto* table = rules.FindTable("link/topic")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      std::vector<std::vector<std::string>> stems;
      for (const std::string_view stem : Split(table->Cell(row, "stems"), '|')) {
        stems.push_back(out.Words(stem));
      }
      out.topics.emplace_back(std::string(table->Cell(row, "topic")), std::move(stems));
    }
  }
  return out;
}

TypeRule LinkRules::TypeOf(const std::string& plover, const std::string& subtype) const {
  for (const std::string& wanted : {subtype, std::string("*")}) {
    const auto found = types.find({plover, wanted});
    if (found != types.end()) return found->second;
  }
  TypeRule rule;
  rule.family = plover;
  rule.label = plover;
  return rule;
}

double LinkRules::Compatibility(const std::string& first, const std::string& second) const {
  if (first == second) return 1.0;
  const auto found = compatible.find({first, second});
  if (found != compatible.end()) return found->second;
  for (const std::string& one : {first, second}) {
    const auto any = compatible.find({one.empty() ? std::string("other") : one, "*"});
    if (any != compatible.end()) return any->second;
  }
  return -1.0;
}

uint32_t LinkRules::SubtypeRow(const std::string& subtype) const {
  const auto found = subtype_rows.find(subtype);
  return found != subtype_rows.end() ? found->second : subtype_rows.at("\x1f");
}

std::vector<std::string> LinkRules::Words(std::string_view text) const {
  std::vector<std::string> words(1);
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t letter = DecodeUtf8(text, &at);
    const auto folded = folding.find(letter);
    const std::string_view written =
        folded == folding.end() ? text.substr(begin, at - begin) : folded->second;
    for (const char c : written) {
      const auto byte = static_cast<unsigned char>(c);
      const bool is_ascii_letter =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (byte >= 0x80 || is_ascii_letter) {
        words.back().push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
      } else if (!words.back().empty()) {
        words.emplace_back();
      }
    }
  }
  if (words.back().empty()) words.pop_back();
  for (std::string& word : words) {
    for (const auto& [prefix, min_rest] : prefixes) {
      if (word.size() <= prefix.size() || word.compare(0, prefix.size(), prefix) != 0) continue;
      if (static_cast<int>(CountCodePoints(word)) - static_cast<int>(CountCodePoints(prefix)) <
          min_rest) {
        continue;
      }
      word.erase(0, prefix.size());
      break;
    }
  }
  return words;
}

std::vector<std::string> LinkRules::Roots(std::string_view text) const {
  std::vector<std::string> roots;
  for (const std::string& word : Words(text)) {
    std::vector<std::string> letters;
    std::vector<char32_t> codes;
    for (size_t at = 0; at < word.size();) {
      const size_t begin = at;
      const char32_t code = DecodeUtf8(word, &at);
      if (weak.count(code) > 0) continue;
      letters.push_back(word.substr(begin, at - begin));
      codes.push_back(code);
    }
    const size_t first = letters.size() > kRootLetters && front.count(codes.front()) > 0 ? 1 : 0;
    std::string root;
    for (size_t i = first; i < std::min(letters.size(), first + kRootLetters); ++i) {
      root += letters[i];
    }
    if (letters.size() >= kLeastRootLetters) roots.push_back(std::move(root));
  }
  return roots;
}

std::string LinkRules::ActOf(std::string_view text) const {
  for (const std::string& root : Roots(text)) {
    const auto found = acts.find(root);
    if (found != acts.end()) return found->second;
  }
  return {};
}

std::string LinkRules::Key(std::string_view text) const {
  std::string key;
  for (const std::string& word : Words(text)) {
    if (!key.empty()) key.push_back(' ');
    key.append(word);
  }
  return key;
}

std::string LinkRules::Topic(const std::vector<std::string>& words) const {
  // Words of three letters keep a preposition of one letter (they are compared as words, and roots
  // may not be cut); before a stem of the table it can only be one.
  std::vector<std::string> bare = words;
  for (std::string& word : bare) {
    for (const auto& [prefix, min_rest] : prefixes) {
      if (word.compare(0, prefix.size(), prefix) != 0) continue;
      if (CountCodePoints(word) < CountCodePoints(prefix) + kStemLetters) continue;
      word.erase(0, prefix.size());
      break;
    }
  }
  for (const auto& [topic, stems] : topics) {
    for (const std::vector<std::string>& stem : stems) {
      if (stem.empty()) continue;
      for (size_t i = 0; i + stem.size() <= words.size(); ++i) {
        bool matches = true;
        for (size_t k = 0; k < stem.size() && matches; ++k) {
          matches = words[i + k].compare(0, stem[k].size(), stem[k]) == 0 ||
                    bare[i + k].compare(0, stem[k].size(), stem[k]) == 0;
        }
        if (matches) return topic;
      }
    }
  }
  return {};
}

int LinkRules::SpeakerRank(const std::string& type) const {
  const auto found = speaker_ranks.find(type);
  return found == speaker_ranks.end() ? 0 : found->second;
}

double LinkRules::RadiusOf(NameKind kind) const {
  const auto found = radii.find(NameKindName(kind));
  if (found != radii.end()) return found->second;
  const auto unknown = radii.find("unknown");
  return unknown == radii.end() ? 0.0 : unknown->second;
}

}  // namespace tadwin::link
