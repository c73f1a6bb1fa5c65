#include "rules/pattern_parser.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"

namespace tadwin::rules {
namespace {

constexpr uint32_t kMaxRepeat = 32;
constexpr size_t kMaxSteps = 10000;
constexpr int kMaxDepth = 50;
constexpr std::string_view kSpecial = " \t()|?*+{}\"";

// A parsed piece, before it becomes steps.
struct Node {
  enum class Kind : uint8_t { kElement, kSequence, kChoice, kRepeat, kCapture };
  Kind kind = Kind::kSequence;
  uint32_t value = 0;  // kElement: element; kCapture: name
  uint32_t min = 0;    // kRepeat
  uint32_t max = 0;    // kRepeat; kUnbounded for no limit
  std::vector<Node> children;
};
constexpr uint32_t kUnbounded = 0xFFFFFFFF;

struct NamedProclitic {
  std::string_view letter;  // folded
  uint16_t bit;
};
// Buckwalter A-l, w, f, b, k, l, s in UTF-8.
constexpr std::array<NamedProclitic, 7> kProclitics = {{{"\xD8\xA7\xD9\x84", kAl},
                                                        {"\xD9\x88", kWa},
                                                        {"\xD9\x81", kFa},
                                                        {"\xD8\xA8", kBi},
                                                        {"\xD9\x83", kKa},
                                                        {"\xD9\x84", kLi},
                                                        {"\xD8\xB3", kSa}}};

struct NamedLayer {
  std::string_view name;
  Layer layer;
};
constexpr std::array<NamedLayer, 9> kLayers = {{{"number", Layer::kNumber},
                                                {"ordinal", Layer::kOrdinal},
                                                {"time", Layer::kTime},
                                                {"person", Layer::kPerson},
                                                {"org", Layer::kOrg},
                                                {"place", Layer::kPlace},
                                                {"group", Layer::kGroup},
                                                {"weapon", Layer::kWeapon},
                                                {"toll", Layer::kToll}}};

struct NamedForm {
  std::string_view name;
  Form form;
};
constexpr std::array<NamedForm, 9> kForms = {{{"perfect", Form::kPerfect},
                                              {"imperfect", Form::kImperfect},
                                              {"imperative", Form::kImperative},
                                              {"masdar", Form::kMasdar},
                                              {"active", Form::kActiveParticiple},
                                              {"passive", Form::kPassiveParticiple},
                                              {"singular", Form::kSingular},
                                              {"dual", Form::kDual},
                                              {"plural", Form::kPlural}}};

bool IsNameLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Parser {
 public:
  Parser(std::string_view pattern, const Lexicon& lexicon, const Lexicon::FoldFunction& fold,
         Program* program)
      : pattern_(pattern), lexicon_(lexicon), fold_(fold), program_(program) {}

  ParseFailure Run() {
    Node root = Choice();
    if (failure_.message.empty() && at_ < pattern_.size()) Fail("unexpected ')'");
    if (failure_.message.empty() && root.children.empty()) Fail("the pattern is empty");
    if (!failure_.message.empty()) return failure_;
    Emit(root);
    program_->needs = NeedsOf(root);
    program_->steps.push_back(Step{Step::Op::kDone, 0, 0});
    if (program_->steps.size() > kMaxSteps) Fail("the pattern is too large; split the rule");
    return failure_;
  }

 private:
  bool Failed() const { return !failure_.message.empty(); }
  void Fail(std::string message) {
    if (Failed()) return;
    failure_.message = std::move(message);
    failure_.column =
        static_cast<uint32_t>(CountCodePoints(pattern_.substr(0, std::min(at_, pattern_.size())))) +
        1;
  }
  char Peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }
  void SkipBlanks() {
    while (Peek() == ' ' || Peek() == '\t') ++at_;
  }

  Node Choice() {
    Node choice;
    choice.kind = Node::Kind::kChoice;
    choice.children.push_back(Sequence());
    while (Peek() == '|' && !Failed()) {
      ++at_;
      choice.children.push_back(Sequence());
    }
    if (choice.children.size() == 1) {
      Node only = std::move(choice.children.front());
      return only;
    }
    return choice;
  }

  Node Sequence() {
    Node sequence;
    sequence.kind = Node::Kind::kSequence;
    SkipBlanks();
    while (at_ < pattern_.size() && Peek() != ')' && Peek() != '|' && !Failed()) {
      sequence.children.push_back(Repeated());
      SkipBlanks();
    }
    return sequence;
  }

  Node Repeated() {
    Node node = Single();
    while (!Failed()) {
      Node repeat;
      repeat.kind = Node::Kind::kRepeat;
      if (Peek() == '?') {
        repeat.min = 0;
        repeat.max = 1;
        ++at_;
      } else if (Peek() == '*') {
        repeat.min = 0;
        repeat.max = kUnbounded;
        ++at_;
      } else if (Peek() == '+') {
        repeat.min = 1;
        repeat.max = kUnbounded;
        ++at_;
      } else if (Peek() == '{') {
        if (!Bounds(&repeat)) return node;
      } else {
        return node;
      }
      repeat.children.push_back(std::move(node));
      node = std::move(repeat);
    }
    return node;
  }

  bool Bounds(Node* repeat) {
    ++at_;
    repeat->min = Number();
    repeat->max = repeat->min;
    if (Peek() == ',') {
      ++at_;
      repeat->max = Number();
    }
    if (Peek() != '}' || repeat->max < repeat->min || repeat->max > kMaxRepeat) {
      Fail("a repeat is written {m,n} with m <= n <= 32");
      return false;
    }
    ++at_;
    return true;
  }

  uint32_t Number() {
    uint32_t value = 0;
    while (Peek() >= '0' && Peek() <= '9' && value < 1000) {
      value = value * 10 + static_cast<uint32_t>(Peek() - '0');
      ++at_;
    }
    return value;
  }

  Node Single() {
    uint16_t must_carry = 0;
    uint16_t must_not_carry = 0;
    while ((Peek() == '~' || Peek() == '!') && !Failed()) {
      Modifier(Peek() == '~' ? &must_carry : &must_not_carry);
    }
    if (const std::optional<std::string> name = CaptureName()) {
      Node capture;
      capture.kind = Node::Kind::kCapture;
      capture.value = static_cast<uint32_t>(program_->names.size());
      program_->names.push_back(*name);
      capture.children.push_back(SingleWith(must_carry, must_not_carry));
      return capture;
    }
    return SingleWith(must_carry, must_not_carry);
  }

  Node SingleWith(uint16_t must_carry, uint16_t must_not_carry) {
    while ((Peek() == '~' || Peek() == '!') && !Failed()) {
      Modifier(Peek() == '~' ? &must_carry : &must_not_carry);
    }
    if (Peek() == '(') {
      if (++depth_ > kMaxDepth) {
        Fail("too many brackets inside brackets");
        return Node{};
      }
      if (must_carry != 0 || must_not_carry != 0) Fail("~ and ! stand before one element, not '('");
      ++at_;
      Node group = Choice();
      if (Peek() != ')') {
        Fail("missing ')'");
      } else {
        ++at_;
      }
      --depth_;
      return group;
    }
    const size_t before = program_->elements.size();
    Node node;
    if (Peek() == '"') {
      node = QuotedWords();
    } else {
      node.kind = Node::Kind::kElement;
      node.value = static_cast<uint32_t>(before);
      Element element = ReadElement();
      program_->elements.push_back(std::move(element));
    }
    if (program_->elements.size() > before) {
      program_->elements[before].must_carry |= must_carry;
      program_->elements[before].must_not_carry |= must_not_carry;
    }
    return node;
  }

  // "~b " or "!al ": one or more letters that name proclitics, then a blank.
  void Modifier(uint16_t* bits) {
    ++at_;
    bool any = false;
    while (at_ < pattern_.size() && Peek() != ' ') {
      bool known = false;
      for (const NamedProclitic& proclitic : kProclitics) {
        if (pattern_.substr(at_, proclitic.letter.size()) == proclitic.letter) {
          *bits = static_cast<uint16_t>(*bits | proclitic.bit);
          at_ += proclitic.letter.size();
          known = any = true;
          break;
        }
      }
      if (!known) {
        Fail("~ and ! are followed by proclitics and a blank");
        return;
      }
    }
    if (!any) Fail("~ and ! are followed by proclitics and a blank");
    SkipBlanks();
  }

  std::optional<std::string> CaptureName() {
    size_t end = at_;
    while (end < pattern_.size() && IsNameLetter(pattern_[end])) ++end;
    if (end == at_ || end >= pattern_.size() || pattern_[end] != ':') return std::nullopt;
    std::string name(pattern_.substr(at_, end - at_));
    at_ = end + 1;
    return name;
  }

  Node QuotedWords() {
    Node sequence;
    sequence.kind = Node::Kind::kSequence;
    ++at_;
    const size_t end = pattern_.find('"', at_);
    if (end == std::string_view::npos) {
      Fail("missing closing quote mark");
      return sequence;
    }
    std::string folded = fold_(pattern_.substr(at_, end - at_));
    at_ = end + 1;
    size_t begin = 0;
    while (begin < folded.size()) {
      size_t stop = folded.find(' ', begin);
      if (stop == std::string::npos) stop = folded.size();
      if (stop > begin) {
        Element element;
        element.kind = Element::Kind::kWord;
        element.word = folded.substr(begin, stop - begin);
        element.bare = !sequence.children.empty();
        Node node;
        node.kind = Node::Kind::kElement;
        node.value = static_cast<uint32_t>(program_->elements.size());
        program_->elements.push_back(std::move(element));
        sequence.children.push_back(std::move(node));
      }
      begin = stop + 1;
    }
    if (sequence.children.empty()) Fail("an empty quotation matches nothing");
    return sequence;
  }

  Element ReadElement() {
    Element element;
    switch (Peek()) {
      case '@':
        ++at_;
        ReadLexicon(&element);
        return element;
      case '#':
        ++at_;
        ReadLayer(&element);
        return element;
      case '.':
        ++at_;
        element.kind = Element::Kind::kAny;
        return element;
      case '=':
        ++at_;
        element.bare = true;
        break;
      default: break;
    }
    element.kind = Element::Kind::kWord;
    std::string raw;
    while (at_ < pattern_.size()) {
      if (Peek() == '\\' && at_ + 1 < pattern_.size()) {
        raw.push_back(pattern_[at_ + 1]);
        at_ += 2;
        continue;
      }
      if (kSpecial.find(Peek()) != std::string_view::npos) break;
      raw.push_back(Peek());
      ++at_;
    }
    element.word = fold_(raw);
    if (element.word.empty()) Fail("expected a word, @lexicon, #layer, '.', '(' or a quotation");
    return element;
  }

  void ReadLexicon(Element* element) {
    element->kind = Element::Kind::kLexicon;
    const size_t begin = at_;
    while (at_ < pattern_.size() && (IsNameLetter(Peek()) || Peek() == '/')) ++at_;
    const std::string_view name = pattern_.substr(begin, at_ - begin);
    const int index = lexicon_.IndexOf(name);
    if (index < 0) {
      at_ = begin;
      Fail("no lexicon '" + std::string(name) +
           "'; is there a table of that name with a surface "
           "column?");
      return;
    }
    element->lexicon = static_cast<uint32_t>(index);
    if (Peek() == '{' &&
        !(at_ + 1 < pattern_.size() && pattern_[at_ + 1] >= '0' && pattern_[at_ + 1] <= '9')) {
      ReadFilters(element);
    }
    while (Peek() == ':' && !Failed()) ReadForm(element);
  }

  // {column=value,column!=value}
  void ReadFilters(Element* element) {
    ++at_;
    const Table* table = lexicon_.TableOf(element->lexicon);
    element->filtered = true;
    if (table != nullptr) element->rows.assign(table->rows.size(), true);
    while (!Failed()) {
      const size_t begin = at_;
      while (at_ < pattern_.size() && IsNameLetter(Peek())) ++at_;
      const std::string_view column = pattern_.substr(begin, at_ - begin);
      if (table == nullptr || table->Column(column) < 0) {
        at_ = begin;
        Fail("the lexicon has no column '" + std::string(column) + "'");
        return;
      }
      const bool equal = Peek() != '!';
      if (!equal) ++at_;
      if (Peek() != '=') {
        Fail("a filter is written {column=value}");
        return;
      }
      ++at_;
      const size_t value = at_;
      while (at_ < pattern_.size() && Peek() != ',' && Peek() != '}') ++at_;
      const std::string_view wanted = pattern_.substr(value, at_ - value);
      for (uint32_t row = 0; row < table->rows.size(); ++row) {
        if ((table->Cell(row, column) == wanted) != equal) element->rows[row] = false;
      }
      if (Peek() == ',') {
        ++at_;
        continue;
      }
      if (Peek() != '}') {
        Fail("missing '}'");
        return;
      }
      ++at_;
      return;
    }
  }

  void ReadForm(Element* element) {
    ++at_;
    const size_t begin = at_;
    while (at_ < pattern_.size() && IsNameLetter(Peek())) ++at_;
    const std::string_view name = pattern_.substr(begin, at_ - begin);
    for (const NamedForm& known : kForms) {
      if (known.name == name) {
        element->forms |= BitOf(known.form);
        return;
      }
    }
    if (name == "verb") {
      element->forms |= BitOf(Form::kPerfect) | BitOf(Form::kImperfect) | BitOf(Form::kImperative);
    } else if (name == "noun") {
      element->parts |= BitOf(Pos::kNoun) | BitOf(Pos::kAdjective) | BitOf(Pos::kProper);
    } else {
      at_ = begin;
      Fail("no form '" + std::string(name) + "'");
    }
  }

  void ReadLayer(Element* element) {
    element->kind = Element::Kind::kLayer;
    const size_t begin = at_;
    while (at_ < pattern_.size() && IsNameLetter(Peek())) ++at_;
    const std::string_view name = pattern_.substr(begin, at_ - begin);
    if (name == "actor") {
      element->layers =
          BitOf(Layer::kPerson) | BitOf(Layer::kOrg) | BitOf(Layer::kPlace) | BitOf(Layer::kGroup);
      return;
    }
    for (const NamedLayer& known : kLayers) {
      if (known.name == name) {
        element->layers = BitOf(known.layer);
        return;
      }
    }
    at_ = begin;
    Fail("no layer '" + std::string(name) + "'");
  }

  uint32_t Next() const { return static_cast<uint32_t>(program_->steps.size()); }
  uint32_t Put(Step::Op op, uint32_t a) {
    program_->steps.push_back(Step{op, a, 0});
    return Next() - 1;
  }

  void Emit(const Node& node) {
    if (program_->steps.size() > kMaxSteps) return;  // Run reports it
    switch (node.kind) {
      case Node::Kind::kElement: Put(Step::Op::kElement, node.value); return;
      case Node::Kind::kSequence:
        for (const Node& child : node.children) Emit(child);
        return;
      case Node::Kind::kCapture:
        Put(Step::Op::kOpen, node.value);
        Emit(node.children.front());
        Put(Step::Op::kClose, node.value);
        return;
      case Node::Kind::kChoice: EmitChoice(node); return;
      case Node::Kind::kRepeat: EmitRepeat(node); return;
    }
  }

  // Lists of elements of which every match of `node` holds at least one.
  using Needs = std::vector<std::vector<uint32_t>>;
  Needs NeedsOf(const Node& node) const {
    switch (node.kind) {
      case Node::Kind::kElement:
        if (program_->elements[node.value].kind == Element::Kind::kAny) return {};
        return {{node.value}};
      case Node::Kind::kCapture: return NeedsOf(node.children.front());
      case Node::Kind::kRepeat: return node.min == 0 ? Needs() : NeedsOf(node.children.front());
      case Node::Kind::kSequence: {
        Needs all;
        for (const Node& child : node.children) {
          for (std::vector<uint32_t>& need : NeedsOf(child)) all.push_back(std::move(need));
        }
        return all;
      }
      case Node::Kind::kChoice: {
        // One need of each alternative; the one with fewest elements tells most.
        std::vector<uint32_t> any;
        for (const Node& child : node.children) {
          const Needs needs = NeedsOf(child);
          if (needs.empty()) return {};
          const auto least =
              std::min_element(needs.begin(), needs.end(),
                               [](const auto& a, const auto& b) { return a.size() < b.size(); });
          any.insert(any.end(), least->begin(), least->end());
        }
        return {any};
      }
    }
    return {};
  }

  void EmitChoice(const Node& node) {
    std::vector<uint32_t> ends;
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (i + 1 == node.children.size()) {
        Emit(node.children[i]);
        break;
      }
      const uint32_t split = Put(Step::Op::kSplit, Next() + 1);
      Emit(node.children[i]);
      ends.push_back(Put(Step::Op::kJump, 0));
      program_->steps[split].b = Next();
    }
    for (const uint32_t end : ends) program_->steps[end].a = Next();
  }

  void EmitRepeat(const Node& node) {
    for (uint32_t i = 0; i < node.min; ++i) Emit(node.children.front());
    if (node.max == kUnbounded) {
      const uint32_t split = Put(Step::Op::kSplit, Next() + 1);
      Emit(node.children.front());
      Put(Step::Op::kJump, split);
      program_->steps[split].b = Next();
      return;
    }
    std::vector<uint32_t> splits;
    for (uint32_t i = node.min; i < node.max; ++i) {
      splits.push_back(Put(Step::Op::kSplit, Next() + 1));
      Emit(node.children.front());
    }
    for (const uint32_t split : splits) program_->steps[split].b = Next();
  }

  std::string_view pattern_;
  const Lexicon& lexicon_;
  const Lexicon::FoldFunction& fold_;
  Program* program_;
  size_t at_ = 0;
  int depth_ = 0;
  ParseFailure failure_;
};

}  // namespace

ParseFailure ParsePattern(std::string_view pattern, const Lexicon& lexicon,
                          const Lexicon::FoldFunction& fold, Program* program) {
  return Parser(pattern, lexicon, fold, program).Run();
}

}  // namespace tadwin::rules
