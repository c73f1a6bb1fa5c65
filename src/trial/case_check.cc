#include "trial/case_check.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "trial/fact_assertion.h"
#include "trial/word_case.h"

namespace tadwin::trial {
namespace {

// The text without its brackets, the bracketed spans, and what a bracket says behind a bar.
struct Marked {
  std::string text;
  std::vector<Span> spans;
  std::vector<std::string> values;  // one per span, mostly empty
};

Marked Unmark(std::string_view text) {
  Marked marked;
  bool is_open = false;
  uint32_t open = 0;
  std::optional<std::string> value;
  for (const char c : text) {
    const auto at = static_cast<uint32_t>(marked.text.size());
    if (c == '[') {
      is_open = true;
      open = at;
    } else if (c == ']' && is_open) {
      marked.spans.push_back(Span{open, at});
      marked.values.push_back(value.value_or(""));
      is_open = false;
      value.reset();
    } else if (c == '|' && is_open && !value) {
      value = "";
    } else {
      (value ? *value : marked.text).push_back(c);
    }
  }
  return marked;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const size_t blank = text.find(' ');
    if (blank != 0) words.emplace_back(text.substr(0, blank));
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
  }
  return words;
}

std::vector<Layer> LayersOf(const std::string& word, const std::string& file) {
  static const std::map<std::string, std::vector<Layer>> kByWord = {
      {"date", {Layer::kTime}},
      {"time", {Layer::kTime}},
      {"duration", {Layer::kTime}},
      {"unresolved", {Layer::kTime}},
      {"number", {Layer::kNumber}},
      {"ordinal", {Layer::kOrdinal}},
      {"person", {Layer::kPerson}},
      {"org", {Layer::kOrg}},
      {"place", {Layer::kPlace}},
      {"group", {Layer::kGroup}},
      {"weapon", {Layer::kWeapon}},
      {"toll", {Layer::kToll}},
      {"actor", {Layer::kPerson, Layer::kOrg, Layer::kGroup}}};
  if (const auto found = kByWord.find(word); found != kByWord.end()) return found->second;
  const std::string folder = file.substr(0, file.find('/'));
  if (folder == "number") return {Layer::kNumber, Layer::kOrdinal};
  if (const auto found = kByWord.find(folder); found != kByWord.end()) return found->second;
  return {};
}

std::string Show(const AnnotatedText& document, const Mention& mention) {
  std::string out = std::string(LayerName(mention.layer)) + " '" +
                    std::string(document.Raw(mention.span)) + "' by " + mention.rule;
  const auto number = [](const std::optional<double>& value) {
    return value ? std::to_string(*value) : std::string("null");
  };
  switch (mention.layer) {
    case Layer::kTime:
      out += " " + (mention.time.start ? ToIso(*mention.time.start) : "null") + ".." +
             (mention.time.stop ? ToIso(*mention.time.stop) : "null") + " " +
             PrecisionName(mention.time.precision);
      if (mention.time.is_duration) out += " duration " + number(mention.time.length_days);
      break;
    case Layer::kNumber:
    case Layer::kOrdinal:
      out += " " + number(mention.quantity.low) + "/" + number(mention.quantity.best) + "/" +
             number(mention.quantity.high);
      break;
    case Layer::kToll:
      out += std::string(" ") + TollKindName(mention.toll.kind) + " " +
             number(mention.toll.quantity.low) + "/" + number(mention.toll.quantity.best) + "/" +
             number(mention.toll.quantity.high);
      break;
    default: out += " id '" + mention.name.id + "'"; break;
  }
  return out;
}

bool SameNumber(const std::optional<double>& got, double expected) {
  return got.has_value() && std::fabs(*got - expected) <= 1e-6 * std::max(1.0, std::fabs(expected));
}

// "3" is the best value; "10..15" low and high, ".." a missing bound on its side.
bool QuantityIs(const Quantity& quantity, const std::string& expected) {
  const size_t dots = expected.find("..");
  if (dots == std::string::npos) return SameNumber(quantity.best, std::stod(expected));
  const std::string low = expected.substr(0, dots);
  const std::string high = expected.substr(dots + 2);
  return (low.empty() ? !quantity.low.has_value() : SameNumber(quantity.low, std::stod(low))) &&
         (high.empty() ? !quantity.high.has_value() : SameNumber(quantity.high, std::stod(high)));
}

bool DateIs(const TimeValue& time, const std::vector<std::string>& words) {
  if (words.size() < 2) return false;
  const size_t dots = words[1].find("..");
  const auto first = ParseIsoDate(words[1].substr(0, dots));
  const auto last = dots == std::string::npos ? first : ParseIsoDate(words[1].substr(dots + 2));
  if (!first || !last) return false;
  if (time.start != first->start || time.stop != last->stop) return false;
  return words.size() < 3 || words[2] == PrecisionName(time.precision);
}

bool ValueIs(const Mention& mention, const std::vector<std::string>& words) {
  const std::string& kind = words[0];
  if (kind == "date" || kind == "time") return DateIs(mention.time, words);
  if (kind == "unresolved") return !mention.time.start && !mention.time.is_duration;
  if (kind == "duration") {
    return mention.time.is_duration &&
           (words.size() < 2 || SameNumber(mention.time.length_days, std::stod(words[1])));
  }
  if (kind == "number" || kind == "ordinal") {
    return words.size() > 1 && QuantityIs(mention.quantity, words[1]);
  }
  if (kind == "toll") {
    return words.size() > 2 && words[1] == TollKindName(mention.toll.kind) &&
           QuantityIs(mention.toll.quantity, words[2]);
  }
  if (words.size() < 2) return true;
  return words[1] == "unknown" ? mention.name.id.empty() : mention.name.id == words[1];
}

// "published 2020-09-28 published/today": what was inferred from the text, and by which rule.
std::string CheckPublished(const Published& published, const std::vector<std::string>& words,
                           std::set<std::string>* reached) {
  const std::string found = published.date
                                ? ToIso(published.date->start) + ".." +
                                      ToIso(published.date->stop) + " by " + published.rule
                                : "nothing";
  if (words.size() < 2) return "'published' is followed by a date or 'none'";
  if (words[1] == "none") return published.date ? "expected no date, found " + found : "";
  const auto expected = ParseIsoDate(words[1]);
  const bool holds =
      expected && published.date == *expected && (words.size() < 3 || words[2] == published.rule);
  if (!holds) return "expected " + words[1] + ", found " + found;
  reached->insert(published.rule);
  return "";
}

// A phrase stands on one line: "\\n" in it is a line end.
std::string WithLineEnds(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool line_end = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    out.push_back(line_end ? '\n' : text[i]);
    if (line_end) ++i;
  }
  return out;
}

// "every date": each bracket gives its value, and the text holds no other time.
std::string CheckEveryDate(const AnnotatedText& document, const Marked& marked,
                           std::set<std::string>* reached) {
  std::vector<bool> told(marked.spans.size(), false);
  for (const Mention& mention : document.mentions) {
    if (mention.layer != Layer::kTime) continue;
    bool holds = false;
    for (size_t i = 0; i < marked.spans.size() && !holds; ++i) {
      std::vector<std::string> words = Words(marked.values[i]);
      if (words.empty() || mention.span != marked.spans[i]) continue;
      const bool is_date = words[0].find_first_not_of("0123456789") != 0;
      if (is_date) words.insert(words.begin(), "date");
      holds = told[i] = ValueIs(mention, words);
    }
    if (!holds) return "not told in the case:\n    found " + Show(document, mention);
    reached->insert(mention.rule);
  }
  const auto missed = std::find(told.begin(), told.end(), false);
  if (missed == told.end()) return "";
  const Span span = marked.spans[static_cast<size_t>(missed - told.begin())];
  return "no time on '" + std::string(document.Raw(span)) + "'";
}

std::string CheckMentions(const AnnotatedText& document, const Marked& marked, const Case& one,
                          std::set<std::string>* reached) {
  if (one.expect == "every date") return CheckEveryDate(document, marked, reached);
  const std::vector<std::string> words = Words(one.expect);
  const bool none = words[0] == "none";
  const std::vector<Layer> layers =
      LayersOf(none ? (words.size() > 1 ? words[1] : "") : words[0], one.file);
  if (layers.empty()) return "the runner does not know '" + one.expect + "'";
  std::vector<const Mention*> found;
  std::string shown;
  for (const Mention& mention : document.mentions) {
    if (std::find(layers.begin(), layers.end(), mention.layer) == layers.end()) continue;
    found.push_back(&mention);
    shown += "\n    found " + Show(document, mention);
  }
  if (none) return found.empty() ? "" : "expected nothing" + shown;

  std::vector<Span> spans = marked.spans;
  if (spans.empty()) {
    if (found.size() != 1) {
      return "expected one mention, found " + std::to_string(found.size()) + shown;
    }
    spans.push_back(Span{0, static_cast<uint32_t>(marked.text.size())});
  }
  for (const Span span : spans) {
    bool holds = false;
    for (const Mention* mention : found) {
      if (mention->span != span || !ValueIs(*mention, words)) continue;
      holds = true;
      reached->insert(mention->rule);
    }
    if (!holds) {
      return "expected " + one.expect + " on '" + std::string(document.Raw(span)) + "'" + shown;
    }
  }
  return "";
}

}  // namespace

std::string CheckCase(const pipeline::Coder& coder, const Case& one,
                      std::set<std::string>* reached) {
  const bool on_date = !one.on_facts && one.expect.rfind("published", 0) == 0;
  const bool on_words = !one.on_facts && IsWordCase(one.expect);
  const bool lines = on_date || on_words || one.on_facts;
  const std::string text = lines ? WithLineEnds(one.text) : one.text;
  if (on_words) {
    const bool bracketed = one.expect == "sentences" || one.expect == "quotations";
    const Marked words = bracketed ? Unmark(text) : Marked{text, {}, {}};
    return CheckWordCase(coder, one.expect, words.text, words.spans);
  }
  const Marked marked = one.on_facts ? Marked{text, {}, {}} : Unmark(text);
  RawArticle article;
  article.name = one.Name();
  article.text = marked.text;
  article.sha256 = Sha256Hex(marked.text);
  article.published = one.now;
  if (on_date) {
    return CheckPublished(coder.Annotate(article).published, Words(one.expect), reached);
  }
  if (!one.on_facts) return CheckMentions(coder.Annotate(article), marked, one, reached);
  const pipeline::CodedArticle coded = coder.Code(article);
  return CheckFacts(coded.facts, one.expect, reached);
}

}  // namespace tadwin::trial
