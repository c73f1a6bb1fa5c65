#include "annotate/names/name.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "annotate/names/compose.h"
#include "annotate/names/found_name.h"
#include "annotate/names/name_context.h"
#include "annotate/names/name_lexicon.h"
#include "annotate/names/name_mender.h"
#include "annotate/names/place_evidence.h"
#include "annotate/names/short_name.h"
#include "annotate/names/tagger.h"
#include "annotate/names/unknown_places.h"
#include "annotate/names/word_view.h"
#include "model/mention_order.h"

namespace tadwin::annotate {
namespace {

using Found = FoundName;

}  // namespace

struct NameReader::Impl {
  NameLexicon names;
  FeatureReader features;
  Tagger tagger;
  Composer composer;
  PlaceEvidence evidence;
  NameMender mender;
  int direction_lexicon = -1;
  int type_lexicon = -1;
  int particle_lexicon = -1;
  int unit_lexicon = -1;
  int facility_lexicon = -1;
  int first_name_lexicon = -1;
  int name_word_lexicon = -1;

  std::vector<Found> Tagged(const AnnotatedText& document,
                            const std::vector<WordView>& views) const;
  void AddSureHits(const AnnotatedText& document, const std::vector<WordView>& views,
                   const std::vector<NameHit>& hits, std::vector<Found>* found) const;
  // Words that are places too, beside another place ("Hit and Haditha") or where the document names
  // the unit that they lie in.
  void AddVouchedHits(const AnnotatedText& document, const std::vector<WordView>& views,
                      const std::vector<NameHit>& hits, const NameContext& context,
                      std::vector<Found>* found) const;
  Mention Fill(const AnnotatedText& document, const std::vector<WordView>& views, const Found& name,
               const std::vector<NameHit>& hits, const NameContext& context) const;
  // "The town of X" of a table that has X too: the name is X.
  bool HasBareName(const AnnotatedText& document, const std::vector<NameHit>& hits,
                   const NameHit& hit) const;
  // Of a town and a governorate of one name, the one that the word before it says.
  void KeepKind(const AnnotatedText& document, const Found& name,
                std::vector<const NameHit*>* places) const;
  // "South Lebanon" of the table: the name itself is what follows the bearing.
  void MarkDirection(const AnnotatedText& document, const std::vector<WordView>& views,
                     const std::vector<NameHit>& hits, const Found& name, Mention* mention) const;
  void FillPerson(const Found& name, const std::vector<const NameHit*>& inside,
                  Mention* mention) const;
  bool IsKnown(const std::vector<NameHit>& hits, const Found& name) const;
  bool IsParticle(const AnnotatedText& document, uint32_t token) const;
  bool IsOwned(const AnnotatedText& document, const std::vector<WordView>& views,
               uint32_t token) const;
  bool IsDoubtfulFacility(const AnnotatedText& document, const std::vector<NameHit>& hits,
                          const Found& name) const;
  void TrimNames(const AnnotatedText& document, const std::vector<WordView>& views,
                 const std::vector<NameHit>& hits, std::vector<Found>* found) const;
  void MendPeople(const AnnotatedText& document, const std::vector<WordView>& views,
                  const std::vector<NameHit>& hits, std::vector<Found>* found) const;
};

NameReader::NameReader() = default;
NameReader::~NameReader() = default;
NameReader::NameReader(NameReader&&) noexcept = default;
NameReader& NameReader::operator=(NameReader&&) noexcept = default;

NameReader NameReader::Create(const rules::Grammar& grammar, std::vector<Error>* errors) {
  NameReader reader;
  reader.impl_ = std::make_unique<Impl>();
  Impl& impl = *reader.impl_;
  impl.names.Build(grammar);
  impl.features.Build(grammar, &impl.names);
  impl.evidence.Build(grammar, &impl.names);
  impl.mender.Build(grammar, &impl.names, &impl.evidence);
  impl.tagger.Load(*grammar.rules, errors);
  impl.direction_lexicon = grammar.lexicon->IndexOf("place/direction");
  impl.type_lexicon = grammar.lexicon->IndexOf("place/type_word");
  impl.facility_lexicon = grammar.lexicon->IndexOf("place/facility_head");
  impl.name_word_lexicon = grammar.lexicon->IndexOf("person/name_word");
  impl.first_name_lexicon = grammar.lexicon->IndexOf("person/first_name");
  impl.unit_lexicon = grammar.lexicon->IndexOf("place/length_unit");
  impl.particle_lexicon = grammar.lexicon->IndexOf("lexicon/particles");
  impl.composer.Build(grammar, &impl.names, errors);
  return reader;
}

std::vector<Found> NameReader::Impl::Tagged(const AnnotatedText& document,
                                            const std::vector<WordView>& views) const {
  std::vector<Found> found;
  if (tagger.empty()) return found;
  thread_local std::vector<LabelScores> scores;
  thread_local std::vector<Label> labels;
  for (const Sentence& sentence : document.sentences) {
    features.Score(tagger.weights(), document, views, sentence, &scores);
    tagger.TagScores(scores, &labels);
    for (uint32_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == Label::kOutside) continue;
      const uint32_t token = sentence.token_begin + i;
      // "and" written onto a word begins another person.
      const bool next_person =
          labels[i] == Label::kInPerson && (views[token].proclitics & (kWa | kFa)) != 0;
      if (IsBegin(labels[i]) || next_person) {
        found.push_back(
            {token, token + 1, views[token].proclitics, LayerOfLabel(labels[i]), false, false});
      } else {
        found.back().end = token + 1;
      }
    }
  }
  return found;
}

void NameReader::Impl::AddSureHits(const AnnotatedText& document,
                                   const std::vector<WordView>& views,
                                   const std::vector<NameHit>& hits,
                                   std::vector<Found>* found) const {
  std::vector<Found> sure;
  std::vector<const NameHit*> hit_of;  // of each in sure
  sure.reserve(hits.size());
  hit_of.reserve(hits.size());
  const std::vector<bool> listed = evidence.ListedHits(document, hits);
  for (size_t i = 0; i < hits.size(); ++i) {
    const NameHit& hit = hits[i];
    if (!listed[i] && !evidence.IsSure(document, views, hit)) continue;
    if (HasBareName(document, hits, hit)) continue;
    Found name{hit.token_begin, hit.token_end, hit.proclitics, hit.layer, true};
    name.told = listed[i] || evidence.IsTold(document, views, hit);
    // Hits come longest first at each word: an overlapped later one is part of the earlier.
    if (!sure.empty() && Overlap(sure.back(), name)) continue;
    sure.push_back(name);
    hit_of.push_back(&hit);
  }
  // Both lists are in order and free of overlaps among themselves: one sweep pairs them.
  std::vector<Found> kept;
  kept.reserve(found->size() + sure.size());
  size_t at = 0;
  for (size_t i = 0; i < sure.size(); ++i) {
    const Found& name = sure[i];
    while (at < found->size() && (*found)[at].end <= name.begin) kept.push_back((*found)[at++]);
    size_t last = at;
    bool keep = true;
    for (; last < found->size() && (*found)[last].begin < name.end; ++last) {
      const Found& other = (*found)[last];
      const bool wider = name.begin <= other.begin && name.end >= other.end;
      const bool longer = name.end - name.begin > other.end - other.begin;
      const bool same = name.begin == other.begin && name.end == other.end;
      const bool around =
          other.layer == Layer::kOrg && other.begin < name.begin && other.end >= name.end;
      // The table corrects a shorter guess of its layer, and guesses at people that it knows to
      // be something else; a longer guess around it stands.
      keep &=
          (wider && (longer || other.layer == Layer::kPerson || name.layer == Layer::kPerson)) ||
          (other.layer == Layer::kPerson && name.layer == Layer::kOrg) ||
          (same && evidence.IsRatherKnown(document, *hit_of[i], other.layer)) ||
          (name.told && (wider || (other.layer != Layer::kPlace && !around)));
    }
    if (!keep) continue;
    kept.push_back(name);
    at = last;
  }
  kept.insert(kept.end(), found->begin() + static_cast<std::ptrdiff_t>(at), found->end());
  *found = std::move(kept);
  std::sort(found->begin(), found->end(), [](const Found& a, const Found& b) {
    return std::tuple(a.begin, a.end, a.layer) < std::tuple(b.begin, b.end, b.layer);
  });
  found->erase(std::unique(found->begin(), found->end(),
                           [](const Found& a, const Found& b) {
                             return a.begin == b.begin && a.end == b.end && a.layer == b.layer;
                           }),
               found->end());
}

bool NameReader::Impl::HasBareName(const AnnotatedText& document, const std::vector<NameHit>& hits,
                                   const NameHit& hit) const {
  if (hit.layer != Layer::kPlace || hit.token_end - hit.token_begin < 2) return false;
  const std::optional<NameKind> said = evidence.KindSaidAt(document, hit.token_begin);
  if (!said || (*said != NameKind::kSettlement && *said != NameKind::kAdmin)) return false;
  const std::span<const NameHit> next = HitsWithin(hits, hit.token_begin + 1, hit.token_begin + 2);
  return std::any_of(next.begin(), next.end(), [&](const NameHit& bare) {
    return bare.token_end == hit.token_end && bare.proclitics == kNoProclitic &&
           bare.entry.lexicon == hit.entry.lexicon && bare.entry.row == hit.entry.row;
  });
}

void NameReader::Impl::KeepKind(const AnnotatedText& document, const Found& name,
                                std::vector<const NameHit*>* places) const {
  const std::optional<NameKind> said = evidence.SaysKind(document, name.begin);
  const auto kind_of = [&](const NameHit* hit) {
    return NameKindFrom(names.Cell(hit->entry, "kind"));
  };
  const auto is_said = [&](const NameHit* hit) { return kind_of(hit) == *said; };
  const auto is_admin = [&](const NameHit* hit) { return kind_of(hit) == NameKind::kAdmin; };
  if (said && std::any_of(places->begin(), places->end(), is_said)) {
    std::erase_if(*places, [&](const NameHit* hit) { return !is_said(hit); });
  }
  const int level = evidence.SaysLevel(document, name.begin);
  const auto has_level = [&](const NameHit* hit) {
    const bool top = names.Cell(hit->entry, "parent").empty();
    return is_admin(hit) && top == (level == 1);
  };
  if (level != 0 && std::any_of(places->begin(), places->end(), has_level)) {
    std::erase_if(*places, [&](const NameHit* hit) { return !has_level(hit); });
  }
}

void NameReader::Impl::MarkDirection(const AnnotatedText& document,
                                     const std::vector<WordView>& views,
                                     const std::vector<NameHit>& hits, const Found& name,
                                     Mention* mention) const {
  if (mention->name.kind == NameKind::kCountry || name.end - name.begin < 2) return;
  for (uint32_t m = document.lex_match_begin[name.begin];
       m < document.lex_match_begin[name.begin + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != direction_lexicon || match.has_enclitic) continue;
    for (const NameHit& hit : HitsWithin(hits, match.token_end, match.token_end + 1)) {
      if (hit.token_begin != match.token_end || hit.token_end != name.end) continue;
      if (hit.layer != Layer::kPlace || hit.proclitics != kNoProclitic) continue;
      mention->name.name_span =
          NameSpan(document, views, hit.token_begin, hit.token_end, kNoProclitic);
      return;
    }
  }
}

void NameReader::Impl::AddVouchedHits(const AnnotatedText& document,
                                      const std::vector<WordView>& views,
                                      const std::vector<NameHit>& hits, const NameContext& context,
                                      std::vector<Found>* found) const {
  std::vector<Found> added;
  for (const NameHit& hit : hits) {
    if (!hit.ambiguous || hit.source != NameSource::kPlace) continue;
    const auto next = std::partition_point(found->begin(), found->end(), [&](const Found& name) {
      return name.begin < hit.token_begin;
    });
    const Found* before = next == found->begin() ? nullptr : &*(next - 1);
    const Found* after = next == found->end() ? nullptr : &*next;
    const bool taken = (before != nullptr && before->end > hit.token_begin) ||
                       (after != nullptr && after->begin < hit.token_end) ||
                       (!added.empty() && added.back().end > hit.token_begin);
    if (taken) continue;
    const bool follows = before != nullptr && before->layer == Layer::kPlace &&
                         before->end == hit.token_begin && (hit.proclitics & kWa) != 0;
    const bool led = evidence.SaysPlace(document, views, hit.token_begin);
    const bool leads = led && after != nullptr && after->layer == Layer::kPlace &&
                       after->begin == hit.token_end && (after->proclitics & kWa) != 0;
    if (!follows && !leads && !(led && context.NamesUnitOf(names, hit.entry))) continue;
    added.push_back(
        {hit.token_begin, hit.token_end, hit.proclitics, hit.layer, true, follows || leads});
  }
  if (added.empty()) return;
  found->insert(found->end(), added.begin(), added.end());
  std::sort(found->begin(), found->end(),
            [](const Found& a, const Found& b) { return a.begin < b.begin; });
}

void NameReader::Impl::FillPerson(const Found& name, const std::vector<const NameHit*>& inside,
                                  Mention* mention) const {
  mention->name.kind = NameKind::kPerson;
  const NameHit* best = nullptr;
  for (const NameHit* hit : inside) {
    if (hit->source != NameSource::kPerson) continue;
    const bool whole = hit->token_begin == name.begin && hit->token_end == name.end;
    // A full name inside a longer one ("Mohammed Shia al-Sudani") names the same person; a short
    // one must be the whole mention.
    if (!whole && (hit->ambiguous || hit->token_end - hit->token_begin < 2)) continue;
    if (best == nullptr ||
        hit->token_end - hit->token_begin > best->token_end - best->token_begin) {
      best = hit;
    }
  }
  if (best != nullptr) mention->name = names.ValueOf(best->entry);
}

Mention NameReader::Impl::Fill(const AnnotatedText& document, const std::vector<WordView>& views,
                               const Found& name, const std::vector<NameHit>& hits,
                               const NameContext& context) const {
  Mention mention;
  mention.layer = name.layer;
  mention.token_begin = name.begin;
  mention.token_end = name.end;
  mention.span = NameSpan(document, views, name.begin, name.end, name.proclitics);
  mention.rule = name.from_table ? "names/table" : "names/tagger";
  thread_local std::vector<const NameHit*> inside;
  thread_local std::vector<const NameHit*> places;
  inside.clear();
  places.clear();
  auto at = std::lower_bound(hits.begin(), hits.end(), name.begin,
                             [](const NameHit& h, uint32_t b) { return h.token_begin < b; });
  for (; at != hits.end() && at->token_begin < name.end; ++at) {
    if (at->token_end > name.end) continue;
    inside.push_back(&*at);
    const bool whole = at->token_begin == name.begin && at->token_end == name.end;
    if (whole && at->layer == Layer::kPlace) places.push_back(&*at);
    if (whole && at->source == NameSource::kActor && name.layer != Layer::kPerson &&
        name.layer != Layer::kPlace && mention.name.id.empty() &&
        context.Vouches(names, at->entry)) {
      mention.name = names.ValueOf(at->entry);
    }
  }
  if (name.layer == Layer::kPerson) FillPerson(name, inside, &mention);
  if (name.layer == Layer::kPlace) {
    // A common word is this place only where something beside it says that it is a place.
    if (!name.told && !evidence.SaysPlace(document, views, name.begin)) {
      std::erase_if(places, [](const NameHit* hit) { return hit->ambiguous; });
    }
    KeepKind(document, name, &places);
    if (const NameHit* place = context.ChoosePlace(places, names)) {
      mention.name = names.ValueOf(place->entry);
      MarkDirection(document, views, hits, name, &mention);
    } else {
      for (const NameHit* hit : inside) {  // "the White House" as a place still is an actor
        if (hit->source == NameSource::kActor && hit->token_begin == name.begin &&
            hit->token_end == name.end) {
          mention.name = names.ValueOf(hit->entry);
          mention.name.actor_id = mention.name.id;
          break;
        }
      }
    }
  }
  if (name.layer == Layer::kOrg && mention.name.id.empty()) {
    composer.FillOrg(document, name.begin, name.end, &mention.name);
  }
  return mention;
}

bool NameReader::Impl::IsKnown(const std::vector<NameHit>& hits, const Found& name) const {
  const std::span<const NameHit> here = HitsWithin(hits, name.begin, name.begin + 1);
  return std::any_of(here.begin(), here.end(),
                     [&](const NameHit& hit) { return hit.token_end >= name.end; });
}

// Particles and words with pronouns at the edges of a tagged name are not part of it; a known name
// followed by a plain adverb ends before it.
void NameReader::Impl::TrimNames(const AnnotatedText& document, const std::vector<WordView>& views,
                                 const std::vector<NameHit>& hits,
                                 std::vector<Found>* found) const {
  std::vector<Found> out;
  out.reserve(found->size());
  for (Found name : *found) {
    while (name.begin < name.end && IsParticle(document, name.end - 1)) --name.end;
    while (name.begin < name.end && name.end - name.begin > 1 && IsParticle(document, name.begin)) {
      ++name.begin;
      name.proclitics = kNoProclitic;
    }
    // "20 kilometres north of" before a place is measure, not name.
    while (name.layer != Layer::kPerson && name.end - name.begin > 1 &&
           (HasEntry(document, name.begin, unit_lexicon) ||
            (HasEntry(document, name.begin, direction_lexicon) && !IsKnown(hits, name)))) {
      ++name.begin;
      name.proclitics = kNoProclitic;
      name.layer = Layer::kPlace;
    }
    // "reopening the Green Zone": a name of the table behind a word that heads no place, or "the
    // town of Zawiya" behind one that says what it is.
    for (const NameHit& hit : HitsWithin(hits, name.begin, name.end)) {
      const bool inside = hit.token_begin > name.begin && hit.token_end == name.end;
      if (!inside || name.layer != Layer::kPlace || hit.layer != Layer::kPlace) continue;
      if (IsKnown(hits, name)) continue;
      const bool told = hit.token_begin == name.begin + 1 &&
                        evidence.KindSaidAt(document, name.begin) == NameKind::kSettlement;
      const bool headed = HasEntry(document, name.begin, type_lexicon) ||
                          HasEntry(document, name.begin, facility_lexicon);
      const bool sure = !hit.ambiguous && hit.token_end - hit.token_begin >= 2;
      if (!told && (headed || !sure)) continue;
      name.begin = hit.token_begin;
      name.proclitics = hit.proclitics;
    }
    const auto word = document.tokens.begin();
    const auto is_number = [](const Token& token) { return token.kind == TokenKind::kNumber; };
    const bool counts = std::any_of(word + name.begin, word + name.end, is_number);
    if (name.layer == Layer::kPerson && (counts || IsOwned(document, views, name.begin))) continue;
    if (name.begin >= name.end) continue;
    const uint32_t end = name.end;
    if (name.layer == Layer::kOrg) mender.CutOrganisation(document, views, hits, &name);
    const bool person_follows =
        end > name.end + 1 && HasEntry(document, name.end, first_name_lexicon);
    const bool org_follows = end > name.end + 1 && NameMender::IsKnownActor(hits, name.end, end);
    const bool single = name.end - name.begin == 1;
    uint32_t known_end = 0;
    bool known = false;
    for (const NameHit& hit : HitsWithin(hits, name.begin, name.begin + 1)) {
      if (hit.token_begin != name.begin) continue;
      known |= hit.token_end >= name.end;
      if (hit.token_end < name.end && hit.layer == name.layer) {
        known_end = std::max(known_end, hit.token_end);
      }
    }
    if (!known && known_end != 0 && name.end == known_end + 1 &&
        IsIndefiniteAccusative(document, known_end)) {
      name.end = known_end;
    }
    if (single && !known && IsIndefiniteAccusative(document, name.begin)) continue;
    if (single && name.layer == Layer::kPlace &&
        evidence.IsDoubtful(document, views, hits, name.begin)) {
      continue;
    }
    if (!single && IsDoubtfulFacility(document, hits, name)) continue;
    out.push_back(name);
    if (person_follows || org_follows) {
      out.push_back({name.end, end, kNoProclitic, person_follows ? Layer::kPerson : Layer::kOrg,
                     false, false});
    }
  }
  *found = std::move(out);
}

// "His Turkish counterpart": what carries a pronoun begins no name.
bool NameReader::Impl::IsOwned(const AnnotatedText& document, const std::vector<WordView>& views,
                               uint32_t token) const {
  if (names.look().IsLikeName(views[token].core)) return false;
  bool owned = false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (names.SourceOf(match.entry.lexicon) != NameSource::kOther && !match.has_enclitic)
      return false;
    owned |= match.has_enclitic && match.entry.features.pos == Pos::kNoun;
  }
  return owned && !HasEntry(document, token, first_name_lexicon);
}

// "The school of the quarter": a building and a common word that only happens to be a place too.
bool NameReader::Impl::IsDoubtfulFacility(const AnnotatedText& document,
                                          const std::vector<NameHit>& hits,
                                          const Found& name) const {
  if (name.layer != Layer::kPlace || name.end - name.begin != 2 || IsKnown(hits, name))
    return false;
  if (!HasEntry(document, name.begin, facility_lexicon)) return false;
  const uint32_t last = name.begin + 1;
  for (const NameHit& hit : HitsWithin(hits, last, name.end)) {
    if (!hit.ambiguous && hit.source != NameSource::kGeoNames) return false;
  }
  const auto matches = document.lex_matches.begin();
  return std::any_of(matches + document.lex_match_begin[last],
                     matches + document.lex_match_begin[name.end],
                     [](const LexMatch& match) { return match.entry.features.pos == Pos::kNoun; });
}

bool NameReader::Impl::IsParticle(const AnnotatedText& document, uint32_t token) const {
  const Token& word = document.tokens[token];
  if (word.kind == TokenKind::kPunctuation) return document.Folded(word) != "\"";
  if (word.kind != TokenKind::kWord) return false;
  for (uint32_t m = document.lex_match_begin[token]; m < document.lex_match_begin[token + 1]; ++m) {
    const LexMatch& match = document.lex_matches[m];
    if (static_cast<int>(match.entry.lexicon) != particle_lexicon) continue;
    if (match.token_end == token + 1 && names.Cell(match.entry, "kind") == "preposition")
      return true;
  }
  return false;
}

// A verb tagged as the first word of a name is cut off; two known names side by side are two
// people.
void NameReader::Impl::MendPeople(const AnnotatedText& document, const std::vector<WordView>& views,
                                  const std::vector<NameHit>& hits,
                                  std::vector<Found>* found) const {
  std::vector<Found> out;
  out.reserve(found->size());
  for (Found name : *found) {
    if (name.layer != Layer::kPerson || name.end - name.begin < 2) {
      out.push_back(name);
      continue;
    }
    bool verb = false;
    bool name_word = HasEntry(document, name.begin, name_word_lexicon) ||
                     names.look().IsLikeName(views[name.begin].core);
    for (uint32_t m = document.lex_match_begin[name.begin];
         m < document.lex_match_begin[name.begin + 1]; ++m) {
      const LexMatch& match = document.lex_matches[m];
      const NameSource source = names.SourceOf(match.entry.lexicon);
      name_word |= source == NameSource::kFirstName || source == NameSource::kPerson;
      verb |= match.entry.features.pos == Pos::kVerb && !match.has_enclitic;
    }
    if (verb && !name_word) {
      ++name.begin;
      name.proclitics = kNoProclitic;
    }
    uint32_t first_end = 0;
    bool whole = false;
    bool second = false;
    for (const NameHit& hit : HitsWithin(hits, name.begin, name.end)) {
      if (hit.source != NameSource::kPerson) continue;
      if (hit.token_begin == name.begin && hit.token_end == name.end) whole = true;
      if (hit.token_begin == name.begin && hit.token_end < name.end && first_end == 0) {
        first_end = hit.token_end;
      }
      if (first_end != 0 && hit.token_begin == first_end && hit.token_end == name.end)
        second = true;
    }
    if (!whole && second) {
      Found head = name;
      head.end = first_end;
      out.push_back(head);
      name.begin = first_end;
      name.proclitics = kNoProclitic;
    }
    out.push_back(name);
  }
  *found = std::move(out);
}

void NameReader::Annotate(AnnotatedText* document) const {
  if (impl_ == nullptr || document->tokens.empty()) return;
  const std::vector<WordView> views = ViewWords(*document, impl_->names.lexicon());
  const std::vector<NameHit> hits = impl_->names.FindNames(*document);
  NameContext context;
  context.Count(impl_->names, hits);
  std::vector<Found> found = impl_->Tagged(*document, views);
  impl_->TrimNames(*document, views, hits, &found);
  impl_->MendPeople(*document, views, hits, &found);
  impl_->AddSureHits(*document, views, hits, &found);
  impl_->AddVouchedHits(*document, views, hits, context, &found);
  AddUnknownPlaces(*document, views, hits, impl_->evidence, &found);
  impl_->mender.MendPlaces(*document, views, hits, &found);
  impl_->mender.MendEnds(*document, views, &found);
  impl_->mender.AddOfficeHolders(*document, views, &found);
  impl_->mender.RepeatPlaces(*document, views, &found);
  std::vector<Mention> mentions;
  mentions.reserve(found.size());
  for (const Found& name : found) {
    mentions.push_back(impl_->Fill(*document, views, name, hits, context));
  }
  ResolveShortNames(*document, &mentions);
  document->mentions.insert(document->mentions.end(), mentions.begin(), mentions.end());
  SortMentions(&document->mentions);
  impl_->composer.ComposePlaces(context, views, document);
  SortMentions(&document->mentions);
  impl_->composer.ComposeGroups(views, document);
  SortMentions(&document->mentions);
}

}  // namespace tadwin::annotate
