#include <algorithm>
#include <tuple>
#include <utility>

#include "extract/statements/speaker_scan.h"

namespace tadwin::extract {
namespace {

// How far before the heading of a reprinted report its author may be named, in paragraphs.
constexpr uint32_t kMaxParagraphsToAuthor = 4;

}  // namespace

// The sentence opens with a clause of saying of somebody else.
bool SpeakerScan::HasOtherSpeaker(uint32_t sentence, const Draft& present) const {
  const Sentence& here = document_.sentences[sentence];
  // Drafts stand in the order of their cues.
  auto draft =
      std::lower_bound(drafts_.begin(), drafts_.end(), here.token_begin,
                       [](const Draft& one, uint32_t token) { return one.cue_begin < token; });
  for (; draft != drafts_.end() && draft->cue_begin < here.token_begin + 3; ++draft) {
    if (spoken_[draft->spoken].speaker.text != spoken_[present.spoken].speaker.text) return true;
  }
  return false;
}

// A verb of the plural that opens a sentence, and opens it with no conjunction.
bool SpeakerScan::OpensWithThey(uint32_t token) const {
  for (uint32_t i = document_.lex_match_begin[token]; i < document_.lex_match_begin[token + 1];
       ++i) {
    const LexMatch& match = document_.lex_matches[i];
    const Features& features = match.entry.features;
    if (match.entry.lexicon == static_cast<uint32_t>(lexicons_.verbs) &&
        features.form == Form::kPerfect && features.person == 3 &&
        features.number == GrammaticalNumber::kPlural && match.proclitics == kNoProclitic &&
        !match.has_enclitic && !phrases_.IsReportingVerb(token)) {
      return true;
    }
  }
  return false;
}

// Full stops inside one speech: the next sentence hangs on the last, or speaks as "we".
void SpeakerScan::ExtendOverSentences() {
  for (Draft& draft : drafts_) {
    if (draft.own_scope && !draft.quoted) continue;
    // What an institute writes is told at length once it has been named.
    const bool study =
        draft.kind == "according" && spoken_[draft.spoken].speaker.type == SpeakerType::kAnalyst;
    uint32_t sentence = document_.tokens[draft.end - 1].sentence;
    if (draft.end + 1 < document_.sentences[sentence].token_end) continue;
    while (sentence + 1 < document_.sentences.size()) {
      const Sentence& next = document_.sentences[sentence + 1];
      if (next.paragraph != document_.sentences[sentence].paragraph) break;
      if (next.token_begin >= next.token_end || HasOtherSpeaker(sentence + 1, draft)) break;
      // "They burnt ...": a verb that names nobody goes on with those told of.
      bool goes_on =
          study || OpensWithThey(next.token_begin) ||
          lexicons_.Function(words_, next.token_begin, FunctionClass::kDependent) != nullptr;
      for (uint32_t t = next.token_begin; t < next.token_end && !goes_on; ++t) {
        goes_on = lexicons_.Function(words_, t, FunctionClass::kFirstPerson) != nullptr &&
                  words_.QuotationOver(t) == nullptr;
      }
      if (!goes_on) break;
      draft.end = next.token_end;
      ++sentence;
    }
  }
}

// "Below is the text of the report:" hands the rest of the article to the report's author.
void SpeakerScan::AddReprints() {
  for (uint32_t t = 0; t < words_.size(); ++t) {
    const LexMatch* cue = lexicons_.Function(words_, t, FunctionClass::kReprint);
    if (cue == nullptr) continue;
    const Sentence& sentence = words_.SentenceOf(t);
    bool announces = false;  // a colon closes the line
    for (uint32_t c = cue->token_end; c < sentence.token_end && c < cue->token_end + 6; ++c) {
      announces |= words_.IsColon(c);
    }
    const bool last = cue->token_end >= sentence.token_end;
    if (!announces && !last) continue;
    if (sentence.token_end >= words_.size()) continue;
    uint32_t author = kNoSpeaker;
    for (uint32_t i = 0; i < spoken_.size(); ++i) {
      const Spoken& entry = spoken_[i];
      if (entry.token >= t) break;
      const uint32_t paragraph = document_.sentences[entry.sentence].paragraph;
      if (paragraph + kMaxParagraphsToAuthor < sentence.paragraph) continue;
      const bool person =
          entry.phrase.mention != nullptr && entry.phrase.mention->layer == Layer::kPerson;
      const bool writes =
          entry.speaker.type == SpeakerType::kAnalyst || entry.speaker.type == SpeakerType::kOutlet;
      if (person || writes) author = i;
    }
    if (author == kNoSpeaker) continue;
    // A name without its title: the author as a person is called.
    Spoken entry = spoken_[author];
    const Mention* mention = entry.phrase.mention;
    if (mention != nullptr && mention->layer == Layer::kPerson) {
      entry.speaker.span = document_.SpanOf(mention->token_begin, mention->token_end);
      entry.speaker.text = std::string(document_.Raw(entry.speaker.span));
    }
    entry.speaker.chain.clear();
    entry.speaker.chain.push_back(
        {entry.speaker.text, entry.speaker.type, entry.speaker.span, entry.speaker.id});
    spoken_.push_back(std::move(entry));
    drafts_.push_back({sentence.token_end, words_.size(), t, cue->token_end,
                       static_cast<uint32_t>(spoken_.size() - 1), "reprint", "speaker/reprint",
                       false, true});
    return;
  }
}

std::vector<Attribution> SpeakerScan::Finish() {
  std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) {
    return std::tuple(a.begin, -static_cast<int64_t>(a.end), a.cue_begin) <
           std::tuple(b.begin, -static_cast<int64_t>(b.end), b.cue_begin);
  });
  std::vector<Attribution> found;
  std::vector<uint32_t> open;  // drafts that contain the present one, outermost first
  std::vector<std::vector<SpeakerLink>> chains;
  for (uint32_t i = 0; i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    while (!open.empty() && drafts_[open.back()].end <= draft.begin) open.pop_back();
    Attribution attribution;
    attribution.scope = document_.SpanOf(draft.begin, draft.end);
    attribution.cue = document_.SpanOf(draft.cue_begin, draft.cue_end);
    attribution.speaker = spoken_[draft.spoken].speaker;
    attribution.rule = draft.rule;
    attribution.kind = draft.kind;
    attribution.quoted = draft.quoted;
    attribution.denies = draft.kind == "deny";
    attribution.alleges = draft.kind == "accuse" || draft.kind == "blame" ||
                          draft.kind == "rumour" ||
                          (draft.kind == "claim" && draft.rule != "speaker/according");
    attribution.reprint = draft.kind == "reprint";
    // Whoever holds the cue passes these words on.
    std::vector<SpeakerLink> chain;
    for (size_t o = open.size(); o-- > 0;) {
      const Draft& outer = drafts_[open[o]];
      if (draft.end > outer.end) continue;
      chain = chains[open[o]];
      break;
    }
    for (const SpeakerLink& link : attribution.speaker.chain) {
      const bool known = std::any_of(chain.begin(), chain.end(), [&](const SpeakerLink& other) {
        return other.text == link.text;
      });
      if (!known) chain.push_back(link);
    }
    attribution.speaker.chain = chain;
    chains.push_back(std::move(chain));
    open.push_back(i);
    found.push_back(std::move(attribution));
  }
  return found;
}

std::vector<Attribution> SpeakerScan::Run() {
  for (uint32_t s = 0; s < document_.sentences.size(); ++s) ReadSentence(s);
  drafts_.erase(std::remove_if(drafts_.begin(), drafts_.end(),
                               [](const Draft& d) { return d.begin >= d.end; }),
                drafts_.end());
  ExtendOverSentences();
  AddReprints();
  return Finish();
}

}  // namespace tadwin::extract
