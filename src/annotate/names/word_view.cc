#include "annotate/names/word_view.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace tadwin::annotate {
namespace {

constexpr std::string_view kArticle = "\xD8\xA7\xD9\x84";  // U+0627 U+0644
constexpr uint32_t kLamBytes = 2;
constexpr uint16_t kAttached = kWa | kFa | kBi | kKa | kLi;
// A word that loses a preposition before the article keeps at least this much.
constexpr size_t kMinAfterArticle = 8;

bool Swallows(const AnnotatedText& document, const Reading& reading) {
  if ((reading.proclitics & kLi) == 0 || (reading.proclitics & kAl) == 0) return false;
  if (reading.core_begin < 2 * kLamBytes) return false;
  const std::string_view before =
      std::string_view(document.text.folded).substr(reading.core_begin - 2 * kLamBytes, 4);
  return before == "\xD9\x84\xD9\x84";
}

bool HasMatch(const AnnotatedText& document, uint32_t token, uint16_t proclitics) {
  if (document.lex_match_begin.size() <= token + 1) return false;
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (match.has_enclitic && match.token_end == token + 1) continue;
    if ((match.proclitics & static_cast<uint16_t>(~kAl)) == proclitics) return true;
  }
  return false;
}

// A name of the tables that begins with l itself: "to Lebanon", not "to two thieves" for "to
// China".
bool BeginsWithL(const rules::Lexicon& lexicon, std::string_view core) {
  if (!lexicon.Has(core)) return false;
  const std::vector<LexEntry> entries = lexicon.Find(core);
  return std::any_of(entries.begin(), entries.end(),
                     [](const LexEntry& entry) { return entry.features.pos == Pos::kNone; });
}

// "Then" and "like" are seldom written onto a name, and many foreign names begin so: they are cut
// off words of the vocabulary, and names of states and of actors.
bool MayCutParticle(const AnnotatedText& document, const rules::Lexicon& lexicon, uint32_t token,
                    uint16_t cut) {
  for (uint32_t i = document.lex_match_begin[token]; i < document.lex_match_begin[token + 1]; ++i) {
    const LexMatch& match = document.lex_matches[i];
    if (static_cast<uint16_t>(match.proclitics & static_cast<uint16_t>(~kAl)) != cut) continue;
    if (match.entry.features.pos != Pos::kNone || match.token_end > token + 1) return true;
    const std::string& table = lexicon.NameOf(match.entry.lexicon);
    const bool names = table == "person/name_word" || table == "person/first_name" ||
                       table == "place/geonames" || table == "place/overlay";
    if (!names) return true;
  }
  return false;
}

// Behind "the village of", where "like" is never written onto a name.
bool FollowsKind(const AnnotatedText& document, const rules::Lexicon& lexicon, uint32_t token) {
  uint32_t before = token;
  while (before > 0 && document.tokens[before - 1].kind == TokenKind::kPunctuation) --before;
  if (before == 0 || document.lex_match_begin.size() <= before) return false;
  for (uint32_t i = document.lex_match_begin[before - 1]; i < document.lex_match_begin[before];
       ++i) {
    const LexMatch& match = document.lex_matches[i];
    if ((match.proclitics & kAl) == 0 && !match.has_enclitic &&
        lexicon.NameOf(match.entry.lexicon) == "place/type_word") {
      return true;
    }
  }
  return false;
}

WordView ViewOf(const AnnotatedText& document, const Token& token, const Reading& reading) {
  WordView view;
  view.core_begin = reading.core_begin;
  view.name_begin = reading.core_begin;
  view.proclitics = reading.proclitics;
  view.swallowed_article = Swallows(document, reading);
  if (view.swallowed_article) view.name_begin = reading.core_begin - 2 * kLamBytes;
  view.core = std::string_view(document.text.folded)
                  .substr(reading.core_begin, token.fold_end - reading.core_begin);
  return view;
}

}  // namespace

WordView ViewWord(const AnnotatedText& document, const rules::Lexicon& lexicon, uint32_t index) {
  const Token& token = document.tokens[index];
  const std::string_view word = document.Folded(token);
  Reading whole;
  whole.core_begin = token.fold_begin;
  whole.core_end = token.fold_end;
  if (token.kind != TokenKind::kWord) return ViewOf(document, token, whole);
  const size_t blank = word.find(' ');
  if (blank == std::string_view::npos && HasMatch(document, index, kNoProclitic)) {
    return ViewOf(document, token, whole);
  }
  const Reading* best = nullptr;
  int best_rank = 0;
  for (uint32_t r = 0; r < token.reading_count; ++r) {
    const Reading& reading = document.readings[token.first_reading + r];
    if (reading.has_enclitic || reading.core_begin == token.fold_begin) continue;
    const bool swallows = Swallows(document, reading);
    if ((reading.proclitics & static_cast<uint16_t>(~(kAttached | kAl))) != 0) continue;
    if ((reading.proclitics & kAl) != 0 && !swallows) continue;
    const std::string_view core = document.Core(reading);
    int rank = 0;
    if (blank != std::string_view::npos && reading.core_begin == token.fold_begin + blank + 1) {
      rank = 100;
    }
    const auto cut = static_cast<uint16_t>(reading.proclitics & static_cast<uint16_t>(~kAl));
    const bool of_particle = (cut & (kFa | kKa)) != 0;
    if (HasMatch(document, index, cut) &&
        (!of_particle || MayCutParticle(document, lexicon, index, cut))) {
      rank += 20;
    }
    if (core.substr(0, kArticle.size()) == kArticle && core.size() >= kMinAfterArticle) rank += 10;
    if (swallows && core.size() >= 6) rank += 10;
    // A double l: the article swallowed, or a name that begins with l itself?
    if ((reading.proclitics & kLi) != 0 && !swallows && BeginsWithL(lexicon, core)) rank += 15;
    if (rank == 0) continue;
    rank -= std::popcount(reading.proclitics);
    if (best == nullptr || rank > best_rank) {
      best = &reading;
      best_rank = rank;
    }
  }
  if (best != nullptr && (best->proclitics & kKa) != 0 && FollowsKind(document, lexicon, index)) {
    best = nullptr;
  }
  return ViewOf(document, token, best == nullptr ? whole : *best);
}

std::vector<WordView> ViewWords(const AnnotatedText& document, const rules::Lexicon& lexicon) {
  std::vector<WordView> views;
  views.reserve(document.tokens.size());
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    views.push_back(ViewWord(document, lexicon, i));
  }
  return views;
}

Span NameSpan(const AnnotatedText& document, const std::vector<WordView>& views, uint32_t begin,
              uint32_t end, uint16_t proclitics) {
  return NameSpan(document, views[begin], begin, end, proclitics);
}

Span NameSpan(const AnnotatedText& document, const WordView& view, uint32_t begin, uint32_t end,
              uint16_t proclitics) {
  const Token& token = document.tokens[begin];
  uint32_t at = token.fold_begin;
  const auto wanted = static_cast<uint16_t>(proclitics & static_cast<uint16_t>(~kAl));
  if (wanted == static_cast<uint16_t>(view.proclitics & static_cast<uint16_t>(~kAl))) {
    at = view.name_begin;
  } else if (wanted != 0) {
    for (uint32_t r = 0; r < token.reading_count; ++r) {
      const Reading& reading = document.readings[token.first_reading + r];
      const bool swallows = Swallows(document, reading);
      if ((reading.proclitics & kAl) != 0 && !swallows) continue;
      if ((reading.proclitics & static_cast<uint16_t>(~kAl)) != wanted) continue;
      at = swallows ? reading.core_begin - 2 * kLamBytes : reading.core_begin;
      break;
    }
  }
  return document.text.ToRaw(at, document.tokens[end - 1].fold_end);
}

bool HasEntry(const AnnotatedText& document, uint32_t token, int lexicon) {
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) == lexicon && match.token_end == token + 1) {
      return true;
    }
  }
  return false;
}

bool HasArticle(const WordView& view) {
  return view.swallowed_article || view.core.starts_with(kArticle);
}

bool IsIndefiniteAccusative(const AnnotatedText& document, uint32_t token) {
  const std::string_view raw = document.Raw(document.tokens[token].span);
  return raw.find("\xD9\x8B") != std::string_view::npos;  // U+064B
}

}  // namespace tadwin::annotate
