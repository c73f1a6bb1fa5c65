#include "extract/events/judge.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tadwin::extract {
namespace {

constexpr std::string_view kGroupPrefix = "c:";
constexpr char kWrittenBlank = '_';  // stands for a blank in the weights file
constexpr size_t kShortestGroup = 2;
constexpr size_t kLongestGroup = 5;

// The word without its conjunction, preposition, article and final pronoun, as far as is sure.
std::string_view Stem(const SentenceView& view, uint32_t token) {
  const AnnotatedText& document = view.document();
  const Token& raw = document.tokens[token];
  const uint16_t cut = view.word(token).proclitics;
  for (uint8_t r = 0; r < raw.reading_count; ++r) {
    const Reading& reading = document.readings[raw.first_reading + r];
    if (reading.proclitics == cut && !reading.has_enclitic) return document.Core(reading);
  }
  return document.Folded(raw);
}

std::string Bucket(uint32_t value, uint32_t step, uint32_t top) {
  return std::to_string(std::min(value / step, top));
}

void AddWords(const SentenceView& view, const Trigger& trigger, std::vector<std::string>* out) {
  std::string previous = "^";
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    const Word& word = view.word(i);
    std::string stem;
    if (word.punctuation) {
      continue;
    }
    if (word.number) {
      stem = "#";
    } else if (word.time >= 0) {
      stem = "@";
    } else if (word.mention >= 0 && view.MentionAt(word.mention).layer != Layer::kGroup) {
      stem = "&";
    } else {
      stem = Stem(view, i);
    }
    out->push_back("w:" + stem);
    if (stem.size() > 8) out->push_back("p:" + stem.substr(0, 8));
    out->push_back("b:" + previous + " " + stem);
    const bool near = i + 3 >= trigger.begin && i < trigger.end + 3;
    if (near) {
      out->push_back((i < trigger.begin ? "l:" : i >= trigger.end ? "r:" : "t:") + stem);
    }
    previous = std::move(stem);
  }
}

bool IsConductAt(const SentenceView& view, uint32_t token, bool met) {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    if (view.frames().IsConduct(document.lex_matches[m], met)) return true;
  }
  return false;
}

// How the words stand to the verbs around them: who does something in the street, how many they
// are, when and where it was.
void AddSurroundings(const SentenceView& view, const Trigger& trigger,
                     std::vector<std::string>* out) {
  const Clause& clause = view.ClauseOf(trigger.begin);
  uint32_t before = trigger.begin;
  bool many = false;
  while (before > view.begin() &&
         (view.word(before - 1).number || (view.word(before - 1).classes & kDemonstrative) != 0)) {
    --before;
    many = true;
  }
  if (many) out->push_back("is:many");
  if (before > view.begin() && view.word(before - 1).verb) {
    out->push_back("is:behind_verb");
    if (IsConductAt(view, before - 1, false)) out->push_back("is:acts");
    if (IsConductAt(view, before - 1, true)) out->push_back("is:met");
  }
  if (trigger.end < view.end() && view.word(trigger.end).verb) {
    out->push_back("is:before_verb");
    if (IsConductAt(view, trigger.end, false)) out->push_back("is:acts");
  }
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (!view.word(i).verb) continue;
    const bool own = i >= clause.begin && i < clause.end;
    for (const bool met : {false, true}) {
      if (!IsConductAt(view, i, met)) continue;
      out->push_back(std::string(met ? "met:" : "conduct:") + (own ? "own" : "other"));
    }
  }
  bool day = false;
  bool settlement = false;
  bool country = false;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    const Word& word = view.word(i);
    if (word.time >= 0) {
      const TimeValue& time = view.MentionAt(word.time).time;
      day |= time.start.has_value() && time.precision <= Precision::kDay;
    }
    if (word.mention < 0 || view.MentionAt(word.mention).layer != Layer::kPlace) continue;
    const bool of_state = view.MentionAt(word.mention).name.kind == NameKind::kCountry;
    (of_state ? country : settlement) = true;
  }
  if (day) out->push_back("has:day");
  if (settlement) out->push_back("has:settlement");
  if (country) out->push_back("has:country");
}

}  // namespace

LetterGroups::LetterGroups(const SentenceView& view) {
  const AnnotatedText& document = view.document();
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    if (view.word(i).punctuation) continue;
    letters_ += ' ';
    if (document.tokens[i].kind == TokenKind::kNumber) {
      letters_ += '0';
    } else {
      letters_ += document.Folded(document.tokens[i]);
    }
    letters_ += ' ';
  }
  // Where each letter begins; a word ends with the blank before the next word's blank.
  std::vector<size_t> starts;
  for (size_t i = 0; i < letters_.size(); ++i) {
    if ((static_cast<unsigned char>(letters_[i]) & 0xC0u) != 0x80u) starts.push_back(i);
  }
  starts.push_back(letters_.size());
  const std::string_view all(letters_);
  for (size_t i = 0; i + 1 < starts.size(); ++i) {
    for (size_t n = 1; n <= kLongestGroup && i + n < starts.size(); ++n) {
      const std::string_view group = all.substr(starts[i], starts[i + n] - starts[i]);
      const bool ends = group.back() == ' ' && n > 1;
      if (n >= kShortestGroup && group != "  ") groups_.push_back(group);
      if (ends || group == "  ") break;
    }
  }
  std::sort(groups_.begin(), groups_.end());
  groups_.erase(std::unique(groups_.begin(), groups_.end()), groups_.end());
}

Judge Judge::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Judge judge;
  const rules::Table* table = grammar.rules->FindTable("event/judge");
  if (table == nullptr) return judge;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view cell = table->Cell(row, "weight");
    double weight = 0.0;
    const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
    if (code != std::errc() || end != cell.data() + cell.size()) {
      errors->push_back(
          Error{ErrorCode::kBadRule, "a weight is a number", table->Where(row, "weight")});
      continue;
    }
    Model& model = judge.models_[std::string(table->Cell(row, "model"))];
    const std::string_view feature = table->Cell(row, "feature");
    if (feature.rfind(kGroupPrefix, 0) != 0) {
      model.features[std::string(feature)] = weight;
      continue;
    }
    std::string group(feature.substr(kGroupPrefix.size()));
    std::replace(group.begin(), group.end(), kWrittenBlank, ' ');
    model.groups[std::move(group)] = weight;
  }
  return judge;
}

std::vector<std::string> Judge::Features(const SentenceView& view, const JudgedEvent& event) {
  std::vector<std::string> out;
  const Trigger& trigger = *event.trigger;
  const Assertion& assertion = *event.assertion;
  const Frame& frame = view.frames().all()[trigger.frame];
  const std::string id = frame.id.substr(frame.id.find(':') + 1);
  const std::string shape = std::to_string(trigger.shape);
  const std::string status = FactStatusName(assertion.status);
  out.push_back("frame:" + id);
  out.push_back("frame_shape:" + id + "/" + shape);
  out.push_back("shape:" + shape);
  out.push_back("subtype:" + std::string(event.subtype));
  out.push_back("status:" + status);
  out.push_back("shape_status:" + shape + "/" + status);
  const auto flag = [&](bool value, const char* name) {
    if (!value) return;
    out.push_back(std::string("is:") + name);
    out.push_back(std::string("is:") + name + "/" + shape);
  };
  flag(trigger.definite, "definite");
  flag(trigger.plural_noun, "plural");
  flag(trigger.imperfect, "imperfect");
  flag(assertion.negated, "negated");
  flag(assertion.suppressed, "suppressed");
  flag(assertion.attempt, "attempt");
  flag(assertion.foiled, "foiled");
  flag(assertion.history, "history");
  flag(assertion.relative, "relative");
  flag(assertion.attribution != nullptr, "attributed");
  flag(event.has_time, "time");
  flag(event.has_place, "place");
  flag(event.has_toll, "toll");
  flag(event.has_weapon, "weapon");
  flag(event.has_light_verb, "light");
  flag(event.merged_effect, "effect");
  flag(!event.roles->actors.empty(), "actor");
  flag(!event.roles->targets.empty(), "target");
  for (uint32_t bit = 0; bit < 32; ++bit) {
    if ((assertion.governors >> bit & 1u) != 0) {
      out.push_back("governor:" + std::to_string(bit));
    }
  }
  const uint32_t classes = view.ClassesIn(view.begin(), view.end());
  for (const uint32_t bit : {3u, 4u, 8u, 13u, 14u, 15u, 16u, 17u, 18u, 19u, 23u, 27u, 29u}) {
    if ((classes >> bit & 1u) != 0) out.push_back("sentence:" + std::to_string(bit));
  }
  out.push_back("length:" + Bucket(view.end() - view.begin(), 8, 6));
  out.push_back("at:" + Bucket(trigger.begin - view.begin(), 4, 5));
  out.push_back("violent:" + Bucket(event.violent_triggers, 1, 5));
  bool times = false;
  bool numbers = false;
  for (uint32_t i = view.begin(); i < view.end(); ++i) {
    times |= view.word(i).time >= 0;
    numbers |= view.word(i).number && view.word(i).time < 0;
  }
  if (times) out.push_back("has:time");
  if (numbers) out.push_back("has:number");
  AddSurroundings(view, trigger, &out);
  AddWords(view, trigger, &out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double Judge::WeightOf(const Map<double>& weights, std::string_view name) {
  const auto at = weights.find(name);
  return at == weights.end() ? 0.0 : at->second;
}

double Judge::Score(std::string_view model, const std::vector<std::string>& features,
                    const LetterGroups& letters) const {
  const auto found = models_.find(model);
  if (found == models_.end()) return 1.0;
  double sum = WeightOf(found->second.features, "bias");
  for (const std::string& feature : features) sum += WeightOf(found->second.features, feature);
  double groups = 0.0;
  for (const std::string_view group : letters.groups()) {
    groups += WeightOf(found->second.groups, group);
  }
  if (!letters.groups().empty()) {
    sum += groups / std::sqrt(static_cast<double>(letters.groups().size()));
  }
  return 1.0 / (1.0 + std::exp(-sum));
}

double Judge::Threshold(std::string_view model, bool whole_article) const {
  const auto found = models_.find(model);
  if (found == models_.end()) return 0.0;
  return WeightOf(found->second.features, whole_article ? "threshold.article" : "threshold");
}

}  // namespace tadwin::extract
