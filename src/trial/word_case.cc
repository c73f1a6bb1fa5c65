#include "trial/word_case.h"

#include <algorithm>
#include <utility>

#include "annotate/words/word_choice.h"

namespace tadwin::trial {
namespace {

using annotate::WordChoice;
using annotate::WordChooser;

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const size_t end = text.find(separator);
    std::string part(text.substr(0, end));
    const size_t first = part.find_first_not_of(' ');
    const size_t last = part.find_last_not_of(' ');
    if (first != std::string::npos) parts.push_back(part.substr(first, last - first + 1));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

AnnotatedText Annotate(const pipeline::Coder& coder, RawArticle* article, const std::string& text) {
  article->name = "case";
  article->text = text;
  return coder.Annotate(*article);
}

std::string NameOf(Form form) {
  switch (form) {
    case Form::kPerfect: return "perfect";
    case Form::kImperfect: return "imperfect";
    case Form::kImperative: return "imperative";
    case Form::kMasdar: return "masdar";
    case Form::kActiveParticiple: return "active_participle";
    case Form::kPassiveParticiple: return "passive_participle";
    default: return "";
  }
}

std::string NameOf(GrammaticalNumber number) {
  switch (number) {
    case GrammaticalNumber::kSingular: return "singular";
    case GrammaticalNumber::kDual: return "dual";
    case GrammaticalNumber::kPlural: return "plural";
    case GrammaticalNumber::kUnknown: break;
  }
  return "";
}

std::string NameOf(Voice voice) {
  return voice == Voice::kActive ? "active" : voice == Voice::kPassive ? "passive" : "";
}

// A skeleton that serves both voices is either.
bool HasFeature(const Features& features, const std::string& name) {
  if (name == "active" || name == "passive") {
    return features.voice == Voice::kUnknown || NameOf(features.voice) == name;
  }
  if (name == "feminine") return features.gender == Gender::kFeminine;
  return NameOf(features.form) == name || NameOf(features.number) == name;
}

std::string Show(const AnnotatedText& document, uint32_t token, const WordChoice& choice) {
  std::string out = annotate::Segments(document, token, choice.reading) + " " + choice.lemma + " " +
                    std::string(annotate::WordClassName(choice.word_class));
  for (const std::string& name : {NameOf(choice.features.form), NameOf(choice.features.number),
                                  NameOf(choice.features.voice)}) {
    if (!name.empty()) out += " " + name;
  }
  return out;
}

std::string CheckWords(const pipeline::Coder& coder, const std::string& line) {
  const size_t bar = line.rfind('|');
  if (bar == std::string::npos) return "a text, a bar and the words are expected";
  RawArticle article;
  const AnnotatedText document = Annotate(coder, &article, line.substr(0, bar));
  const auto fold = [&coder](std::string_view text) { return coder.folder().FoldString(text); };
  const WordChooser chooser(rules::Grammar{&coder.rules(), &coder.lexicon(), fold});
  const std::vector<std::string> expected = Split(line.substr(bar + 1), ';');
  size_t word = 0;
  for (uint32_t t = 0; t < document.tokens.size(); ++t) {
    if (document.tokens[t].kind != TokenKind::kWord) continue;
    if (word >= expected.size()) return "the text has more words than the case tells";
    const std::vector<std::string> parts = Split(expected[word++], ' ');
    if (parts.size() == 1 && parts[0] == "-") continue;
    if (parts.size() < 3) return "a word needs its cut, lemma and class";
    const WordChoice choice = chooser.Choose(document, t);
    bool holds = annotate::Segments(document, t, choice.reading) == fold(parts[0]) &&
                 (parts[1] == "-" || fold(choice.lemma) == fold(parts[1])) &&
                 annotate::WordClassName(choice.word_class) == parts[2];
    for (size_t i = 3; i < parts.size(); ++i) holds &= HasFeature(choice.features, parts[i]);
    if (!holds) {
      return "expected " + expected[word - 1] + "\n    found " + Show(document, t, choice);
    }
  }
  return word == expected.size() ? "" : "the case tells more words than the text has";
}

std::string CheckFolded(const pipeline::Coder& coder, const std::string& expected,
                        const std::string& text) {
  const Text folded = coder.folder().Fold(text);
  if (folded.folded != expected)
    return "expected '" + expected + "', found '" + folded.folded + "'";
  for (size_t i = 0; i < folded.folded.size(); ++i) {
    const bool inside = folded.begin_of[i] < folded.end_of[i] && folded.end_of[i] <= text.size();
    const bool rises = i == 0 || folded.begin_of[i - 1] <= folded.begin_of[i];
    if (!inside || !rises) return "the way back is broken at byte " + std::to_string(i);
  }
  return "";
}

std::string CheckSpans(const std::string& text, std::vector<Span> found,
                       const std::vector<Span>& expected) {
  std::sort(found.begin(), found.end(), [](Span a, Span b) { return a.begin < b.begin; });
  if (found == expected) return "";
  std::string out = "expected the bracketed parts";
  for (const Span span : found) out += "\n    found " + text.substr(span.begin, span.size());
  return out;
}

std::string CheckParagraphs(const AnnotatedText& document, const std::string& expect) {
  std::string found = "paragraphs";
  for (const Paragraph& paragraph : document.paragraphs) {
    switch (paragraph.kind) {
      case ParagraphKind::kBody: found += " body"; break;
      case ParagraphKind::kHeading: found += " heading"; break;
      case ParagraphKind::kCaption: found += " caption"; break;
      case ParagraphKind::kClutter: found += " clutter"; break;
    }
  }
  return found == expect ? "" : "expected " + expect + ", found " + found;
}

}  // namespace

bool IsWordCase(std::string_view expect) {
  const std::string_view kind = expect.substr(0, expect.find(' '));
  return kind == "words" || kind == "folded" || kind == "sentences" || kind == "quotations" ||
         kind == "paragraphs";
}

std::string CheckWordCase(const pipeline::Coder& coder, const std::string& expect,
                          const std::string& text, const std::vector<Span>& spans) {
  const std::string kind = expect.substr(0, expect.find(' '));
  if (kind == "words") return CheckWords(coder, text);
  if (kind == "folded") return CheckFolded(coder, expect.substr(kind.size() + 1), text);
  RawArticle article;
  const AnnotatedText document = Annotate(coder, &article, text);
  if (kind == "paragraphs") return CheckParagraphs(document, expect);
  std::vector<Span> found;
  if (kind == "sentences") {
    for (const Sentence& sentence : document.sentences) found.push_back(sentence.span);
  } else {
    for (const Quotation& quotation : document.quotations) found.push_back(quotation.span);
  }
  return CheckSpans(text, std::move(found), spans);
}

}  // namespace tadwin::trial
