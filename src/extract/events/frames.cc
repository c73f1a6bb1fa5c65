#include "extract/events/frames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tadwin::extract {
namespace {

constexpr size_t kLetterBytes = 2;
constexpr std::string_view kWaw = "\xD9\x88";  // U+0648
constexpr std::string_view kYeh = "\xD9\x8A";  // U+064A

uint64_t KeyOfEntry(uint32_t lexicon, uint32_t row) {
  return (static_cast<uint64_t>(lexicon) << 32) | row;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t at = text.find(separator);
    const std::string_view part = text.substr(0, at);
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return parts;
}

template <typename Value, size_t N>
bool Lookup(const std::array<std::pair<std::string_view, Value>, N>& table, std::string_view name,
            Value* value) {
  for (const auto& [key, known] : table) {
    if (key == name) {
      *value = known;
      return true;
    }
  }
  return false;
}

constexpr std::array<std::pair<std::string_view, Role>, 6> kRoles = {{{"none", Role::kNone},
                                                                      {"actor", Role::kActor},
                                                                      {"target", Role::kTarget},
                                                                      {"weapon", Role::kWeapon},
                                                                      {"place", Role::kPlace},
                                                                      {"both", Role::kBoth}}};
constexpr std::array<std::pair<std::string_view, FrameKind>, 5> kKinds = {
    {{"", FrameKind::kEvent},
     {"event", FrameKind::kEvent},
     {"light", FrameKind::kLight},
     {"result", FrameKind::kResult},
     {"block", FrameKind::kBlock}}};
constexpr std::array<std::pair<std::string_view, uint8_t>, 6> kShapes = {
    {{"a", kActiveVerb},
     {"p", kPassiveVerb},
     {"m", kMasdarNoun},
     {"ap", kActiveParticipleNoun},
     {"pp", kPassiveParticipleNoun},
     {"n", kPlainNoun}}};
constexpr std::array<std::pair<std::string_view, uint32_t>, 31> kNeeds = {
    {{"violence", kNeedViolence},
     {"weapon", kNeedWeapon},
     {"toll", kNeedToll},
     {"group", kNeedGroup},
     {"target", kNeedTarget},
     {"actor", kNeedActor},
     {"place", kNeedPlace},
     {"facility", kNeedFacility},
     {"forces", kNeedForces},
     {"actor+target", kNeedActorTarget},
     {"state", kNeedState},
     {"preposition", kNeedPreposition},
     {"must", kNeedMust},
     {"several", kNeedSeveral},
     {"passage", kNeedPassage},
     {"crowd", kNeedCrowd},
     {"goods", kNeedGoods},
     {"sentence", kNeedSentence},
     {"contraband", kNeedContraband},
     {"joint", kNeedJoint},
     {"ties", kNeedTies},
     {"in_force", kNeedInForce},
     {"body", kNeedBody},
     {"militant", kNeedMilitant},
     {"service", kNeedService},
     {"slogan", kNeedSlogan},
     {"talks", kNeedTalks},
     {"own", kNeedOwn},
     {"unofficial", kNeedUnofficial},
     {"building", kNeedBuilding},
     {"cache", kNeedCache}}};
constexpr std::array<std::pair<std::string_view, uint32_t>, 32> kClasses = {
    {{"preposition", kPreposition},
     {"agent", kAgent},
     {"relative", kRelative},
     {"subordinator", kSubordinator},
     {"negation", kNegation},
     {"noun_negation", kNounNegation},
     {"future", kFutureWord},
     {"may", kMayWord},
     {"condition", kConditionWord},
     {"complementiser", kComplementiser},
     {"conjunction", kConjunction},
     {"demonstrative", kDemonstrative},
     {"auxiliary", kAuxiliary},
     {"past", kPast},
     {"plan", kPlan},
     {"allege", kAllege},
     {"deny", kDeny},
     {"threat", kThreat},
     {"prevent", kPrevent},
     {"generic", kGeneric},
     {"attempt", kAttempt},
     {"foil", kFoil},
     {"adjoin", kAdjoin},
     {"sport", kSport},
     {"time", kTime},
     {"direction", kDirection},
     {"cause", kCause},
     {"possible", kPossible},
     {"last", kLast},
     {"wish", kWish},
     {"stop_noun", kStopNoun},
     {"adverb", kAdverb}}};

Error BadRule(const rules::Table& table, uint32_t row, std::string_view column,
              std::string message) {
  return Error{ErrorCode::kBadRule, std::move(message), table.Where(row, column)};
}

// Shapes of a lexicon entry's form, as triggers see them.
uint8_t ShapeOf(const Features& features, bool noun_lexicon) {
  if (noun_lexicon) return kPlainNoun;
  switch (features.form) {
    case Form::kPerfect:
    case Form::kImperfect:
      // One spelling mostly serves both voices; the words around decide.
      if (features.voice == Voice::kUnknown) return kActiveVerb | kPassiveVerb;
      return features.voice == Voice::kPassive ? kPassiveVerb : kActiveVerb;
    case Form::kMasdar: return kMasdarNoun;
    case Form::kActiveParticiple: return kActiveParticipleNoun;
    case Form::kPassiveParticiple: return kPassiveParticipleNoun;
    default: return kNoShape;
  }
}

}  // namespace

// Rows of the two generated lexicons by folded lemma.
struct Frames::LemmaIndex {
  std::unordered_map<std::string, std::vector<uint32_t>> verbs;
  std::unordered_map<std::string, std::vector<uint32_t>> nouns;
  const rules::Table* verb_table = nullptr;

  static void Fill(const rules::Grammar& grammar, const rules::Table* table,
                   std::unordered_map<std::string, std::vector<uint32_t>>* index) {
    if (table == nullptr) return;
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      (*index)[grammar.fold(table->Cell(row, "lemma"))].push_back(row);
    }
  }
};

Frames Frames::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Frames frames;
  frames.verbs_ = grammar.lexicon->IndexOf("lexicon/verbs");
  frames.nouns_ = grammar.lexicon->IndexOf("lexicon/nouns");
  frames.adjectives_ = grammar.lexicon->IndexOf("lexicon/adjectives");
  frames.speakers_ = grammar.lexicon->IndexOf("speaker/noun");
  frames.type_words_ = grammar.lexicon->IndexOf("place/type_word");
  frames.nationalities_ = grammar.lexicon->IndexOf("actor/nationality");
  frames.accidents_ = grammar.lexicon->IndexOf("event/accident");
  frames.nature_ = grammar.lexicon->IndexOf("event/nature");
  frames.abstracts_ = grammar.lexicon->IndexOf("event/abstract");
  frames.domains_ = grammar.lexicon->IndexOf("event/domain");
  frames.LoadSpeakers(grammar);
  frames.LoadWords(grammar, errors);

  LemmaIndex lemmas;
  lemmas.verb_table = grammar.rules->FindTable("lexicon/verbs");
  LemmaIndex::Fill(grammar, lemmas.verb_table, &lemmas.verbs);
  LemmaIndex::Fill(grammar, grammar.rules->FindTable("lexicon/nouns"), &lemmas.nouns);
  frames.LoadConduct(grammar, lemmas);
  frames.LoadShortened(grammar, lemmas.verb_table);
  for (const rules::Table& table : grammar.rules->tables()) {
    if (table.name.rfind("event/frames", 0) == 0 || table.name.rfind("event/expressions", 0) == 0) {
      frames.LoadFrames(grammar, table, lemmas, errors);
    }
  }
  return frames;
}

// Statements, outlets and experts tell of acts; they do none.
void Frames::LoadSpeakers(const rules::Grammar& grammar) {
  const rules::Table* table = grammar.rules->FindTable("speaker/noun");
  if (table == nullptr) return;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view type = table->Cell(row, "type");
    const bool acts = type == "government" || type == "military" || type == "armed group" ||
                      type == "official" || type == "spokesman" || type == "unnamed source" ||
                      type == "unnamed official" || type == "international body";
    speaks_.push_back(acts && table->Cell(row, "flags") == "head");
  }
}

void Frames::LoadWords(const rules::Grammar& grammar, std::vector<Error>* errors) {
  if (const rules::Table* table = grammar.rules->FindTable("event/words")) {
    const int lexicon = grammar.lexicon->IndexOf(table->name);
    for (uint32_t row = 0; lexicon >= 0 && row < table->rows.size(); ++row) {
      WordInfo info;
      for (const std::string_view name : Split(table->Cell(row, "class"), ' ')) {
        uint32_t bit = 0;
        if (name == "locative") {
          info.locative = true;
        } else if (!Lookup(kClasses, name, &bit)) {
          errors->push_back(
              BadRule(*table, row, "class", "unknown word class '" + std::string(name) + "'"));
        }
        info.classes |= bit;
      }
      const std::string_view key = table->Cell(row, "key");
      const std::string_view surface = table->Cell(row, "surface");
      info.key = grammar.fold(key.empty() ? surface.substr(0, surface.find('|')) : key);
      words_[KeyOfEntry(static_cast<uint32_t>(lexicon), row)] = std::move(info);
    }
  }
  if (const rules::Table* table = grammar.rules->FindTable("event/means")) {
    const int lexicon = grammar.lexicon->IndexOf(table->name);
    for (uint32_t row = 0; lexicon >= 0 && row < table->rows.size(); ++row) {
      const std::string_view rank = table->Cell(row, "rank");
      int value = 0;
      for (const char digit : rank) {
        if (digit < '0' || digit > '9') {
          errors->push_back(BadRule(*table, row, "rank", "a rank is a number"));
          break;
        }
        value = value * 10 + (digit - '0');
      }
      means_[KeyOfEntry(static_cast<uint32_t>(lexicon), row)] = Means{
          std::string(table->Cell(row, "subtype")), std::string(table->Cell(row, "mode")), value};
    }
  }
  if (const rules::Table* table = grammar.rules->FindTable("event/things")) {
    const int lexicon = grammar.lexicon->IndexOf(table->name);
    for (uint32_t row = 0; lexicon >= 0 && row < table->rows.size(); ++row) {
      uint32_t bits = 0;
      for (const std::string_view name : Split(table->Cell(row, "thing"), ' ')) {
        uint32_t bit = 0;
        if (!Lookup(kNeeds, name, &bit)) {
          errors->push_back(
              BadRule(*table, row, "thing", "unknown thing '" + std::string(name) + "'"));
        }
        bits |= bit;
      }
      things_[KeyOfEntry(static_cast<uint32_t>(lexicon), row)] = bits;
    }
  }
  if (const rules::Table* table = grammar.rules->FindTable("event/args")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      templates_[std::string(table->Cell(row, "name"))] = std::string(table->Cell(row, "args"));
    }
  }
  if (const rules::Table* table = grammar.rules->FindTable("event/endings")) {
    for (uint32_t row = 0; row < table->rows.size(); ++row) {
      auto& endings = table->Cell(row, "case") == "accusative" ? accusative_ : nominative_;
      endings.push_back(grammar.fold(table->Cell(row, "ending")));
    }
  }
}

void Frames::LoadShortened(const rules::Grammar& grammar, const rules::Table* verbs) {
  if (verbs == nullptr) return;
  shortened_.resize(verbs->rows.size());
  for (uint32_t row = 0; row < verbs->rows.size(); ++row) {
    const std::string root = grammar.fold(verbs->Cell(row, "root"));
    if (root.size() != 3 * kLetterBytes) continue;
    const std::string_view middle = std::string_view(root).substr(kLetterBytes, kLetterBytes);
    if (middle != kWaw && middle != kYeh) continue;
    shortened_[row] = root.substr(0, kLetterBytes) + root.substr(2 * kLetterBytes);
  }
}

void Frames::LoadConduct(const rules::Grammar& grammar, const LemmaIndex& lemmas) {
  const rules::Table* table = grammar.rules->FindTable("event/conduct");
  if (table == nullptr || lemmas.verb_table == nullptr) return;
  conduct_.assign(lemmas.verb_table->rows.size(), 0);
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string lemma = grammar.fold(table->Cell(row, "lemma"));
    const auto found = lemmas.verbs.find(lemma);
    if (found == lemmas.verbs.end()) {
      unresolved_.push_back("event/conduct:" + lemma);
      continue;
    }
    const uint8_t kind = table->Cell(row, "kind") == "met" ? 2 : 1;
    for (const uint32_t verb : found->second) conduct_[verb] = kind;
  }
}

bool Frames::ReadArguments(const rules::Grammar& grammar, std::string_view text,
                           Arguments* arguments, std::string* wrong) const {
  for (const std::string_view part : Split(text, ' ')) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      const auto found = templates_.find(std::string(part));
      if (found == templates_.end()) {
        *wrong = "unknown argument template '" + std::string(part) + "'";
        return false;
      }
      if (!ReadArguments(grammar, found->second, arguments, wrong)) return false;
      continue;
    }
    const std::string_view key = part.substr(0, equals);
    Role role = Role::kNone;
    if (!Lookup(kRoles, part.substr(equals + 1), &role)) {
      *wrong = "unknown role '" + std::string(part.substr(equals + 1)) + "'";
      return false;
    }
    if (key == "s") {
      arguments->subject = role;
    } else if (key == "o") {
      arguments->object = role;
      if (arguments->passive_subject == Role::kNone) arguments->passive_subject = role;
    } else if (key == "p") {
      arguments->passive_subject = role;
    } else if (key == "g") {
      arguments->genitive = role;
    } else {
      std::string word = grammar.fold(key);
      for (char& letter : word) {
        if (letter == '_') letter = ' ';
      }
      std::erase_if(arguments->prepositions,
                    [&](const PrepositionRole& known) { return known.preposition == word; });
      arguments->prepositions.push_back({std::move(word), role});
    }
  }
  return true;
}

bool Frames::ReadFrame(const rules::Grammar& grammar, const rules::Table& table, uint32_t row,
                       Frame* frame, std::vector<Error>* errors) const {
  const size_t before = errors->size();
  frame->id = table.name + ":" + std::string(table.Cell(row, "id"));
  frame->plover = table.Cell(row, "plover");
  frame->mode = table.Cell(row, "mode");
  frame->subtype = table.Cell(row, "subtype");
  if (frame->subtype.empty()) frame->subtype = "other";
  frame->effect = table.Cell(row, "effect");
  frame->outcome = table.Cell(row, "outcome");
  frame->status = table.Cell(row, "status");
  for (const std::string_view word : Split(table.Cell(row, "apart"), '|')) {
    frame->apart.push_back(grammar.fold(word));
  }
  if (!Lookup(kKinds, table.Cell(row, "kind"), &frame->kind)) {
    errors->push_back(BadRule(table, row, "kind", "unknown kind of frame"));
  }
  std::string wrong;
  if (!ReadArguments(grammar, table.Cell(row, "args"), &frame->arguments, &wrong)) {
    errors->push_back(BadRule(table, row, "args", wrong));
  }
  for (const std::string_view name : Split(table.Cell(row, "forms"), ' ')) {
    uint8_t shape = 0;
    if (!Lookup(kShapes, name, &shape)) {
      errors->push_back(BadRule(table, row, "forms", "unknown form '" + std::string(name) + "'"));
    }
    frame->shapes = static_cast<uint8_t>(frame->shapes | shape);
  }
  for (const std::string_view name : Split(table.Cell(row, "flags"), ' ')) {
    uint32_t need = 0;
    if (name == "refine") {
      frame->refine = true;
    } else if (name == "absorb") {
      frame->absorbs = true;
    } else if (name == "holds") {
      frame->holds = true;
    } else if (name == "weak") {
      frame->weak = true;
    } else if (name == "all") {
      frame->needs_all = true;
    } else if (name == "object") {
      frame->needs_object = true;
    } else if (name == "other") {
      frame->needs_other = true;
    } else if (name == "whole") {
      frame->apart_whole = true;
    } else if (name == "oblique") {
      frame->apart_oblique = true;
    } else if (name == "circumstance") {
      frame->circumstance = true;
      frame->shapes = static_cast<uint8_t>(frame->shapes | kActiveParticipleNoun);
    } else if (Lookup(kNeeds, name, &need)) {
      frame->need |= need;
    } else {
      errors->push_back(BadRule(table, row, "flags", "unknown flag '" + std::string(name) + "'"));
    }
  }
  return errors->size() == before;
}

void Frames::LoadFrames(const rules::Grammar& grammar, const rules::Table& table,
                        const LemmaIndex& lemmas, std::vector<Error>* errors) {
  const bool by_surface = table.Column("surface") >= 0;
  const int own_lexicon = by_surface ? grammar.lexicon->IndexOf(table.name) : -1;
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    Frame frame;
    if (!ReadFrame(grammar, table, row, &frame, errors)) continue;
    const uint32_t index = static_cast<uint32_t>(frames_.size());
    if (by_surface) {
      // A fixed expression behaves as the form its row names: a verb, a noun.
      if (frame.shapes == 0) frame.shapes = kFixed;
      if (own_lexicon >= 0) {
        by_entry_[KeyOfEntry(static_cast<uint32_t>(own_lexicon), row)].push_back(index);
      }
      frames_.push_back(std::move(frame));
      continue;
    }
    const bool noun = table.Cell(row, "pos") == "n";
    if ((frame.shapes & ~kActiveParticipleNoun) == 0) {
      frame.shapes |= noun ? kPlainNoun : (kActiveVerb | kPassiveVerb | kMasdarNoun);
    }
    const std::string lemma = grammar.fold(table.Cell(row, "lemma"));
    const auto& rows = noun ? lemmas.nouns : lemmas.verbs;
    const auto found = rows.find(lemma);
    const int lexicon = noun ? nouns_ : verbs_;
    const std::string_view measure = table.Cell(row, "measure");
    bool resolved = false;
    if (found != rows.end() && lexicon >= 0) {
      for (const uint32_t lemma_row : found->second) {
        if (!measure.empty() && !noun && lemmas.verb_table->Cell(lemma_row, "form") != measure) {
          continue;
        }
        by_entry_[KeyOfEntry(static_cast<uint32_t>(lexicon), lemma_row)].push_back(index);
        resolved = true;
      }
    }
    if (noun) {
      // Verbal nouns and participles are nouns too.
      for (const LexEntry& entry : grammar.lexicon->Find(lemma)) {
        if (static_cast<int>(entry.lexicon) != verbs_) continue;
        const uint8_t shape = ShapeOf(entry.features, false);
        const bool masdar = shape == kMasdarNoun;
        const bool participle = (shape & (kActiveParticipleNoun | kPassiveParticipleNoun)) != 0 &&
                                entry.features.number == GrammaticalNumber::kSingular &&
                                entry.features.gender == Gender::kMasculine;
        if (!masdar && !participle) continue;
        frame.shapes = static_cast<uint8_t>(frame.shapes | shape);
        std::vector<uint32_t>& known = by_entry_[KeyOfEntry(entry.lexicon, entry.row)];
        if (std::find(known.begin(), known.end(), index) == known.end()) known.push_back(index);
        resolved = true;
      }
    }
    if (!resolved) unresolved_.push_back(frame.id);
    frames_.push_back(std::move(frame));
  }
}

void Frames::Find(const LexMatch& match, std::vector<Hit>* hits) const {
  const auto found = by_entry_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  if (found == by_entry_.end()) return;
  const bool verb = IsVerb(match);
  const bool noun = IsNoun(match);
  for (const uint32_t index : found->second) {
    const Frame& frame = frames_[index];
    if (!verb && !noun) {
      hits->push_back({index, frame.shapes});
      continue;
    }
    const auto shape = static_cast<uint8_t>(ShapeOf(match.entry.features, noun) & frame.shapes);
    if (shape != 0) hits->push_back({index, shape});
  }
}

bool Frames::IsShortened(const LexMatch& match, std::string_view folded_word) const {
  if (!IsVerb(match) || match.entry.row >= shortened_.size()) return false;
  const std::string& ends = shortened_[match.entry.row];
  if (match.entry.features.form != Form::kImperfect || ends.empty()) return false;
  // With a pronoun behind it: nothing of the long vowel is left before it.
  return match.has_enclitic
             ? folded_word.substr(0, folded_word.size() - 2).find(ends) != std::string_view::npos
             : folded_word.ends_with(ends);
}

uint32_t Frames::ClassOf(const LexMatch& match) const {
  const auto found = words_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  return found == words_.end() ? 0 : found->second.classes;
}

std::string_view Frames::KeyOf(const LexMatch& match) const {
  const auto found = words_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  return found == words_.end() ? std::string_view() : std::string_view(found->second.key);
}

bool Frames::IsLocative(const LexMatch& match) const {
  const auto found = words_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  return found != words_.end() && found->second.locative;
}

const Means* Frames::MeansOf(const LexMatch& match) const {
  const auto found = means_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  return found == means_.end() ? nullptr : &found->second;
}

uint32_t Frames::ThingOf(const LexMatch& match) const {
  const auto found = things_.find(KeyOfEntry(match.entry.lexicon, match.entry.row));
  return found == things_.end() ? 0 : found->second;
}

bool Frames::HasAccusativeEnding(std::string_view folded_word) const {
  return std::any_of(accusative_.begin(), accusative_.end(), [&](const std::string& ending) {
    return folded_word.size() > ending.size() + 4 && folded_word.ends_with(ending);
  });
}

bool Frames::HasNominativeEnding(std::string_view folded_word) const {
  return std::any_of(nominative_.begin(), nominative_.end(), [&](const std::string& ending) {
    return folded_word.size() > ending.size() + 4 && folded_word.ends_with(ending);
  });
}

}  // namespace tadwin::extract
