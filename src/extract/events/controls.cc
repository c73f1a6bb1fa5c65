#include <string>
#include <unordered_map>

#include "extract/events/subjects.h"

// The rows of rules/ar/event/control.tsv, sites.tsv and documents.tsv.

namespace tadwin::extract {

Controls Controls::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  Controls controls;
  controls.verbs_ = grammar.lexicon->IndexOf("lexicon/verbs");
  controls.nationality_ = grammar.lexicon->IndexOf("actor/nationality");
  controls.sites_ = grammar.lexicon->IndexOf("event/sites");
  if (const rules::Table* sites = grammar.rules->FindTable("event/sites"); sites != nullptr) {
    for (uint32_t row = 0; row < sites->rows.size(); ++row) {
      const std::string_view kind = sites->Cell(row, "kind");
      controls.site_.push_back(kind == "way"    ? Site::kWay
                               : kind == "same" ? Site::kSame
                                                : Site::kSite);
    }
  }
  controls.documents_ = grammar.lexicon->IndexOf("event/documents");
  if (const rules::Table* kinds = grammar.rules->FindTable("event/documents"); kinds != nullptr) {
    for (uint32_t row = 0; row < kinds->rows.size(); ++row) {
      controls.document_.push_back(kinds->Cell(row, "kind") == "statement"
                                       ? DocumentKind::kStatement
                                       : DocumentKind::kBulletin);
    }
  }
  const rules::Table* table = grammar.rules->FindTable("event/control");
  if (table == nullptr || controls.verbs_ < 0) return controls;
  std::unordered_map<std::string, Row> of;
  for (uint32_t row = 0; row < table->rows.size(); ++row) {
    const std::string_view cell = table->Cell(row, "control");
    const std::string_view status = table->Cell(row, "status");
    Row read;
    if (cell == "subject") read.control = Control::kSubject;
    if (cell == "object") read.control = Control::kObject;
    if (cell == "none") read.control = Control::kNone;
    if (status == "planned") read.mood = Mood::kPlanned;
    if (status == "ordered") read.mood = Mood::kOrdered;
    if (status == "conditional") read.mood = Mood::kConditional;
    if (status == "ceases") read.mood = Mood::kCeases;
    if (read.control == Control::kUnknown) {
      errors->push_back({ErrorCode::kBadRule, "no such control: " + std::string(cell),
                         table->Where(row, "control")});
    }
    of[grammar.fold(table->Cell(row, "lemma"))] = read;
  }
  const rules::Table* verbs = grammar.lexicon->TableOf(static_cast<uint32_t>(controls.verbs_));
  for (uint32_t row = 0; row < verbs->rows.size(); ++row) {
    const auto found = of.find(grammar.fold(verbs->Cell(row, "lemma")));
    controls.by_row_.push_back(found == of.end() ? Row{} : found->second);
  }
  return controls;
}

const Controls::Row* Controls::Find(const SentenceView& view, uint32_t token) const {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.entry.lexicon != static_cast<uint32_t>(verbs_) || match.token_end != token + 1) {
      continue;
    }
    const Row& row = by_row_[match.entry.row];
    if (row.control != Control::kUnknown) return &row;
  }
  return nullptr;
}

Control Controls::Of(const SentenceView& view, uint32_t token) const {
  const Row* row = Find(view, token);
  return row == nullptr ? Control::kUnknown : row->control;
}

Mood Controls::MoodOf(const SentenceView& view, uint32_t token) const {
  const Row* row = Find(view, token);
  return row == nullptr ? Mood::kNone : row->mood;
}

DocumentKind Controls::KindOf(const AnnotatedText& document, uint32_t sentences) const {
  DocumentKind kind = DocumentKind::kReport;
  for (uint32_t s = 0; s < sentences && s < document.sentences.size(); ++s) {
    const uint32_t first = document.sentences[s].token_begin;
    // A statement says so in its first word; a bulletin anywhere in its heading or lead.
    for (uint32_t i = first; i < document.sentences[s].token_end; ++i) {
      for (uint32_t m = document.lex_match_begin[i]; m < document.lex_match_begin[i + 1]; ++m) {
        const LexMatch& match = document.lex_matches[m];
        if (match.entry.lexicon != static_cast<uint32_t>(documents_)) continue;
        const DocumentKind found = document_[match.entry.row];
        if (found == DocumentKind::kStatement && (i != first || match.proclitics != 0)) continue;
        if (found == DocumentKind::kBulletin && s > 0 && kind == DocumentKind::kReport) continue;
        kind = found;
      }
    }
  }
  return kind;
}

Site Controls::SiteAt(const SentenceView& view, uint32_t token) const {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.entry.lexicon == static_cast<uint32_t>(sites_) && !match.has_enclitic) {
      return site_[match.entry.row];
    }
  }
  return Site::kNone;
}

bool Controls::IsNationality(const SentenceView& view, uint32_t token) const {
  const AnnotatedText& document = view.document();
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (match.entry.lexicon == static_cast<uint32_t>(nationality_) &&
        match.token_end == token + 1 && !match.has_enclitic && (match.proclitics & ~kAl) == 0) {
      return true;
    }
  }
  return false;
}

}  // namespace tadwin::extract
