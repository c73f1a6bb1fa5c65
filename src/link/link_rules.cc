#include "link/link_rules.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "base/utf8.h"

namespace tadwin::link {
namespace {

constexpr size_t kStemLetters = 3;  // that a stem of a topic has at least

struct WeightName {
  std::string_view name;
  double Weights::* member;
};

#define TADWIN_WEIGHT(name) {#name, &Weights::name}
constexpr WeightName kWeightNames[] = {
    TADWIN_WEIGHT(threshold),
    TADWIN_WEIGHT(threshold_commitment),
    TADWIN_WEIGHT(same_subtype),
    TADWIN_WEIGHT(same_type),
    TADWIN_WEIGHT(same_family),
    TADWIN_WEIGHT(incompatible),
    TADWIN_WEIGHT(same_day),
    TADWIN_WEIGHT(presumed_day),
    TADWIN_WEIGHT(next_day),
    TADWIN_WEIGHT(next_day_repeated),
    TADWIN_WEIGHT(same_week),
    TADWIN_WEIGHT(same_month),
    TADWIN_WEIGHT(same_quarter),
    TADWIN_WEIGHT(same_year),
    TADWIN_WEIGHT(repeatable_undated),
    TADWIN_WEIGHT(repeatable_document),
    TADWIN_WEIGHT(background_undated),
    TADWIN_WEIGHT(unrepeated),
    TADWIN_WEIGHT(slack_days),
    TADWIN_WEIGHT(same_place),
    TADWIN_WEIGHT(within_radius),
    TADWIN_WEIGHT(similar_place),
    TADWIN_WEIGHT(same_region),
    TADWIN_WEIGHT(same_country),
    TADWIN_WEIGHT(slack_km),
    TADWIN_WEIGHT(same_actor),
    TADWIN_WEIGHT(same_actor_country),
    TADWIN_WEIGHT(other_actor),
    TADWIN_WEIGHT(same_target),
    TADWIN_WEIGHT(same_target_country),
    TADWIN_WEIGHT(other_target),
    TADWIN_WEIGHT(same_word),
    TADWIN_WEIGHT(crossed_parties),
    TADWIN_WEIGHT(victim_known),
    TADWIN_WEIGHT(victim_named),
    TADWIN_WEIGHT(same_person),
    TADWIN_WEIGHT(same_toll),
    TADWIN_WEIGHT(same_toll_both),
    TADWIN_WEIGHT(near_toll),
    TADWIN_WEIGHT(other_toll),
    TADWIN_WEIGHT(far_toll),
    TADWIN_WEIGHT(far_toll_ratio),
    TADWIN_WEIGHT(same_weapon),
    TADWIN_WEIGHT(same_count),
    TADWIN_WEIGHT(same_document),
    TADWIN_WEIGHT(near_sentence),
    TADWIN_WEIGHT(near_sentences),
    TADWIN_WEIGHT(lead),
    TADWIN_WEIGHT(lead_sentences),
    TADWIN_WEIGHT(back_reference),
    TADWIN_WEIGHT(same_sentence),
    TADWIN_WEIGHT(single_story),
    TADWIN_WEIGHT(definite),
    TADWIN_WEIGHT(same_topic),
    TADWIN_WEIGHT(same_words),
    TADWIN_WEIGHT(same_who),
    TADWIN_WEIGHT(same_who_country),
    TADWIN_WEIGHT(same_to_whom),
    TADWIN_WEIGHT(same_due),
    TADWIN_WEIGHT(due_window_days),
    TADWIN_WEIGHT(due_window_document_days),
    TADWIN_WEIGHT(near_due),
    TADWIN_WEIGHT(dated_topic),
    TADWIN_WEIGHT(document_window),
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

}  // namespace

LinkRules LinkRules::Load(const rules::RuleSet& rules, std::vector<Error>* errors) {
  LinkRules out;
  LoadFolding(rules, &out);
  if (const auto* table = rules.FindTable("link/weights")) {
    LoadWeights(*table, &out.weights, errors);
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
