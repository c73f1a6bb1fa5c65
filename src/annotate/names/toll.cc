#include "annotate/names/toll.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "annotate/names/covered.h"
#include "annotate/names/word_view.h"
#include "rules/pattern.h"

namespace tadwin::annotate {
namespace {

// A plural said without a number: at least two (docs/ontology: "a number of" low 2).
constexpr double kSingularFrom = 11;                  // from here on the counted is singular
constexpr std::string_view kAccusative = "\xD8\xA7";  // U+0627
constexpr double kPluralLow = 2;

TollKind TollKindFrom(std::string_view name) {
  for (const TollKind kind : {TollKind::kKilled, TollKind::kInjured, TollKind::kDetained,
                              TollKind::kMissing, TollKind::kDisplaced, TollKind::kAbducted}) {
    if (name == TollKindName(kind)) return kind;
  }
  return TollKind::kKilled;
}

Quantity Exactly(double count) { return Quantity{count, count, count}; }

uint16_t CutOf(const LexMatch* match) {
  if (match == nullptr) return kNoProclitic;
  return static_cast<uint16_t>(match->proclitics & static_cast<uint16_t>(~kAl));
}

}  // namespace

struct TollReader::Impl {
  const rules::Lexicon* lexicon = nullptr;
  rules::PatternSet tolls;
  rules::PatternSet weapons;

  bool ReadToll(const AnnotatedText& document, const rules::PatternMatch& match,
                std::string_view makes, Mention* out) const;
  std::optional<double> Count(const rules::PatternMatch& match, std::string_view name) const;
  bool Sum(const AnnotatedText& document, const rules::PatternMatch& match, Quantity* total) const;
  TollKind KindOf(const rules::PatternMatch& match) const;
  std::string WhoOf(const AnnotatedText& document, const rules::PatternMatch& match) const;
  void FindTolls(AnnotatedText* document) const;
  void FindWeapons(AnnotatedText* document) const;
};

TollReader::TollReader() = default;
TollReader::~TollReader() = default;
TollReader::TollReader(TollReader&&) noexcept = default;
TollReader& TollReader::operator=(TollReader&&) noexcept = default;

TollReader TollReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  TollReader reader;
  reader.impl_ = std::make_unique<Impl>();
  reader.impl_->lexicon = grammar.lexicon;
  reader.impl_->tolls = rules::PatternSet::Compile(grammar.rules->BlocksUnder("ar/toll/"),
                                                   *grammar.lexicon, grammar.fold, errors);
  reader.impl_->weapons = rules::PatternSet::Compile(grammar.rules->BlocksUnder("ar/weapon/"),
                                                     *grammar.lexicon, grammar.fold, errors);
  return reader;
}

std::optional<double> TollReader::Impl::Count(const rules::PatternMatch& match,
                                              std::string_view name) const {
  const std::string_view cell = match.Cell(*lexicon, name, "count");
  if (cell.empty()) return std::nullopt;
  return std::strtod(std::string(cell).c_str(), nullptr);
}

TollKind TollReader::Impl::KindOf(const rules::PatternMatch& match) const {
  std::string_view kind = match.Cell(*lexicon, "event", "kind");
  if (kind.empty()) kind = match.Cell(*lexicon, "victim", "kind");
  return TollKindFrom(kind);
}

// The words for those counted: what stands behind the event word and the number.
std::string TollReader::Impl::WhoOf(const AnnotatedText& document,
                                    const rules::PatternMatch& match) const {
  uint32_t begin = match.token_begin;
  for (const std::string_view name : {"event", "num"}) {
    const rules::Capture* capture = match.Find(name);
    if (capture != nullptr) begin = std::max(begin, capture->token_end);
  }
  if (begin >= match.token_end) return {};
  return std::string(document.Raw(document.SpanOf(begin, match.token_end)));
}

// "three soldiers and a civilian": the groups make one toll.
bool TollReader::Impl::Sum(const AnnotatedText& document, const rules::PatternMatch& match,
                           Quantity* total) const {
  const rules::Capture* number = match.Find("num");
  if (number == nullptr || number->mention == nullptr) return false;
  *total = number->mention->quantity;
  // "forty officials and officers": behind eleven and more the singular counts nobody.
  const rules::Capture* single = match.Find("one");
  if (single != nullptr && single->token_begin > number->token_begin && total->low &&
      *total->low >= kSingularFrom &&
      document.Folded(document.tokens[single->token_begin]).ends_with(kAccusative)) {
    return true;
  }
  Quantity other;
  const rules::Capture* more = match.Find("more");
  if (more != nullptr) {
    if (more->mention == nullptr) return false;
    other = more->mention->quantity;
  } else {
    const std::optional<double> one = Count(match, "one");
    if (!one) return false;
    other = Exactly(*one);
  }
  const auto add = [](std::optional<double>* to, const std::optional<double>& with) {
    *to = *to && with ? std::optional<double>(**to + *with) : std::nullopt;
  };
  add(&total->low, other.low);
  add(&total->best, other.best);
  add(&total->high, other.high);
  return true;
}

bool TollReader::Impl::ReadToll(const AnnotatedText& document, const rules::PatternMatch& match,
                                std::string_view makes, Mention* out) const {
  TollValue& toll = out->toll;
  toll.kind = KindOf(match);
  toll.who = WhoOf(document, match);
  if (makes == "count" || makes == "rose") {
    const rules::Capture* number = match.Find("num");
    if (number == nullptr || number->mention == nullptr) return false;
    toll.quantity = number->mention->quantity;
    toll.cumulative = makes == "rose";
    return true;
  }
  if (makes == "form") {
    const std::optional<double> count = Count(match, "one");
    if (!count) return false;
    toll.quantity = Exactly(*count);
    return true;
  }
  if (makes == "form_pair") {
    const std::optional<double> one = Count(match, "one");
    const std::optional<double> two = Count(match, "two");
    if (!one || !two) return false;
    toll.quantity = Exactly(*one + *two);
    return true;
  }
  if (makes == "sum") return Sum(document, match, &toll.quantity);
  if (makes == "one") {
    toll.quantity = Exactly(1);
    return true;
  }
  if (makes == "two") {
    toll.quantity = Exactly(2);
    return true;
  }
  if (makes == "victim_form") {
    toll.quantity = Exactly(Count(match, "victim").value_or(1));
    return true;
  }
  if (makes == "some") {
    toll.quantity.low = kPluralLow;
    return true;
  }
  if (makes == "named") {
    const auto names = std::count_if(match.captures.begin(), match.captures.end(),
                                     [](const rules::Capture& c) { return c.name == "name"; });
    toll.quantity = Exactly(static_cast<double>(names));
    return names > 0;
  }
  return false;
}

void TollReader::Impl::FindTolls(AnnotatedText* document) const {
  std::vector<Mention> made;
  std::vector<rules::PatternMatch> matches = tolls.FindAll(*document);
  // "their killing" counts nobody, and folding makes "dead" (plural) look like "my killing".
  std::erase_if(matches, [](const rules::PatternMatch& match) {
    const rules::Capture* event = match.Find("event");
    return event != nullptr && event->lex != nullptr && event->lex->has_enclitic;
  });
  // What only has to follow is no part of it.
  for (rules::PatternMatch& match : matches) {
    const rules::Capture* ahead = match.Find("ahead");
    if (ahead != nullptr) match.token_end = ahead->token_begin;
  }
  for (const rules::PatternMatch& match : rules::KeepLongest(std::move(matches))) {
    const rules::Block& rule = tolls.rule(match.rule);
    const std::string_view makes = rule.Value("makes");
    Mention mention;
    mention.layer = Layer::kToll;
    mention.token_begin = match.token_begin;
    mention.token_end = match.token_end;
    const rules::Capture* first = match.captures.empty() ? nullptr : &match.captures.front();
    const bool leads = first != nullptr && first->token_begin == match.token_begin;
    mention.span =
        NameSpan(*document, ViewWord(*document, *lexicon, match.token_begin), match.token_begin,
                 match.token_end, leads ? CutOf(first->lex) : uint16_t{0});
    mention.rule = rule.name;
    if (makes == "none") {
      const std::string_view kind = match.Cell(*lexicon, "harm", "kind");
      mention.toll.quantity = Exactly(0);
      // No harm at all is no dead and no hurt.
      mention.toll.kind = kind == "injured" ? TollKind::kInjured : TollKind::kKilled;
      made.push_back(mention);
      if (kind == "both") {
        mention.toll.kind = TollKind::kInjured;
        made.push_back(mention);
      }
      continue;
    }
    if (ReadToll(*document, match, makes, &mention)) made.push_back(std::move(mention));
  }
  document->mentions.insert(document->mentions.end(), made.begin(), made.end());
}

void TollReader::Impl::FindWeapons(AnnotatedText* document) const {
  std::vector<Span> named_spans;
  for (const Mention& m : document->mentions) {
    const bool name =
        m.layer == Layer::kPerson || m.layer == Layer::kOrg || m.layer == Layer::kPlace;
    if (!name || m.name.id.empty()) continue;
    named_spans.push_back(document->SpanOf(m.token_begin, m.token_end));
  }
  const Covered names(std::move(named_spans));
  std::vector<Mention> made;
  for (const rules::PatternMatch& match : rules::KeepLongest(weapons.FindAll(*document))) {
    const rules::Block& rule = weapons.rule(match.rule);
    const rules::Capture* weapon = match.Find("weapon");
    if (weapon == nullptr || weapon->lex == nullptr) continue;
    // A name of the same words (a newspaper, a district) is no weapon.
    const bool named = names.Contains(document->SpanOf(weapon->token_begin, weapon->token_end));
    if (named) continue;
    Mention mention;
    mention.layer = Layer::kWeapon;
    mention.token_begin = match.token_begin;
    mention.token_end = match.token_end;
    const rules::Capture* number = match.Find("num");
    mention.span =
        NameSpan(*document, ViewWord(*document, *lexicon, match.token_begin), match.token_begin,
                 match.token_end, number == nullptr ? CutOf(weapon->lex) : uint16_t{0});
    mention.rule = rule.name;
    mention.name.name_en = lexicon->Cell(weapon->lex->entry, "name_en");
    mention.name.id = lexicon->Cell(weapon->lex->entry, "kind");
    if (number != nullptr && number->mention != nullptr) {
      mention.quantity = number->mention->quantity;
      if (number->mention->span.begin < mention.span.begin ||
          number->token_begin == match.token_begin) {
        mention.span.begin = number->mention->span.begin;
      }
    } else if (const std::optional<double> count = Count(match, "weapon")) {
      mention.quantity = Exactly(*count);
    }
    made.push_back(std::move(mention));
  }
  std::vector<Span> weapon_spans;
  for (const Mention& m : made) weapon_spans.push_back(m.span);
  const Covered weapons_found(std::move(weapon_spans));
  // What the table knows for a weapon is not an unknown name.
  std::erase_if(document->mentions, [&](const Mention& m) {
    const bool name =
        m.layer == Layer::kPerson || m.layer == Layer::kOrg || m.layer == Layer::kPlace;
    if (!name || !m.name.id.empty() || !m.name.name_en.empty()) return false;
    return weapons_found.Contains(m.span);
  });
  document->mentions.insert(document->mentions.end(), made.begin(), made.end());
}

void TollReader::Annotate(AnnotatedText* document) const {
  if (impl_ == nullptr || document->tokens.empty()) return;
  impl_->FindTolls(document);
  impl_->FindWeapons(document);
}

}  // namespace tadwin::annotate
