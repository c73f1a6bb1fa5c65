// Trains the name tagger and writes its weights, or measures it by cross-validation.
//
// usage: train_tagger NAMES.jsonl --out rules/ar/person/tagger.weights [--epochs N]
//        train_tagger NAMES.jsonl --folds K [--epochs N]       prints precision, recall, F1
//        train_tagger NAMES.jsonl --out FILE --skip F/K        trains without fold F of K
// In: JSON Lines {"text", "names": [{"type", "begin", "end"}]}, offsets in code points. Every
// sentence is also trained on with its prepositions written onto their words, as news has them.
// Errors: a message and status 1. Deterministic: sentences are taken in a fixed order.

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/names/tagger.h"
#include "base/hash.h"
#include "pipeline/coder.h"
#include "rules/source.h"

namespace {

using tadwin::Layer;
using tadwin::Span;
using tadwin::annotate::BestSequence;
using tadwin::annotate::kLabels;
using tadwin::annotate::Label;
using Moves = std::array<std::array<double, kLabels>, kLabels + 1>;
using Gold = std::vector<std::pair<Layer, Span>>;

struct Sample {
  tadwin::annotate::SentenceFeatures features;
  std::vector<Label> labels;
  std::vector<Span> spans;  // name span of each word: from its core to its end
  uint32_t fold_key = 0;
  bool joined = false;
  Gold gold;  // of the whole line, on its first sample only
};

struct Line {
  std::string text;
  Gold gold;
};

std::vector<Line> ReadLines(const char* path) {
  std::vector<Line> lines;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream stream;
  if (parser.load_many(path).get(stream) != simdjson::SUCCESS) return lines;
  for (auto element : stream) {
    Line line;
    line.text = std::string(std::string_view(element["text"]));
    std::vector<uint32_t> byte_of;
    for (uint32_t i = 0; i < line.text.size(); ++i) {
      if ((line.text[i] & 0xC0) != 0x80) byte_of.push_back(i);
    }
    byte_of.push_back(static_cast<uint32_t>(line.text.size()));
    for (auto name : simdjson::dom::array(element["names"])) {
      const std::string_view type(name["type"]);
      const Layer layer = type == "person" ? Layer::kPerson
                          : type == "org"  ? Layer::kOrg
                                           : Layer::kPlace;
      line.gold.push_back(
          {layer, Span{byte_of[uint64_t(name["begin"])], byte_of[uint64_t(name["end"])]}});
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// Writes one-letter prepositions and conjunctions onto the next word.
Line Join(const Line& line) {
  Line out;
  std::vector<uint32_t> moved(line.text.size() + 1, 0);
  size_t word = 0;
  for (size_t i = 0; i < line.text.size(); ++i) {
    moved[i] = static_cast<uint32_t>(out.text.size());
    if (line.text[i] == ' ') {
      const std::string_view letter = std::string_view(line.text).substr(word, i - word);
      word = i + 1;
      if (letter == "\xD9\x88" || letter == "\xD8\xA8" || letter == "\xD9\x84" ||
          letter == "\xD9\x81" || letter == "\xD9\x83") {
        continue;
      }
    }
    out.text += line.text[i];
  }
  moved[line.text.size()] = static_cast<uint32_t>(out.text.size());
  for (const auto& [layer, span] : line.gold) {
    out.gold.push_back({layer, Span{moved[span.begin], moved[span.end]}});
  }
  return out;
}

void AddSamples(const tadwin::pipeline::Coder& coder, const Line& line, uint32_t key, bool joined,
                const tadwin::annotate::FeatureReader& reader, std::vector<Sample>* out) {
  tadwin::RawArticle article;
  article.text = line.text;
  const tadwin::AnnotatedText document = coder.Annotate(article);
  const auto views = tadwin::annotate::ViewWords(document, coder.lexicon());
  bool first = true;
  for (const tadwin::Sentence& sentence : document.sentences) {
    Sample sample;
    sample.features = reader.Read(document, views, sentence);
    sample.fold_key = key;
    sample.joined = joined;
    if (first) sample.gold = line.gold;
    first = false;
    for (uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
      sample.spans.push_back(document.text.ToRaw(views[t].name_begin, document.tokens[t].fold_end));
      Label label = Label::kOutside;
      for (const auto& [layer, span] : line.gold) {
        if (!sample.spans.back().Overlaps(span)) continue;
        const int base = layer == Layer::kPerson ? 1 : layer == Layer::kOrg ? 3 : 5;
        const bool begins =
            t == sentence.token_begin || !sample.spans[sample.spans.size() - 2].Overlaps(span);
        label = static_cast<Label>(base + (begins ? 0 : 1));
        break;
      }
      sample.labels.push_back(label);
    }
    out->push_back(std::move(sample));
  }
}

class Perceptron {
 public:
  void Train(const std::vector<const Sample*>& samples, int epochs) {
    for (int epoch = 0; epoch < epochs; ++epoch) {
      for (size_t n = 0; n < samples.size(); ++n) {
        // A fixed stride visits all samples in a mixed order.
        const Sample& sample =
            *samples[(n * 7919 + static_cast<size_t>(epoch) * 104729) % samples.size()];
        Learn(sample);
      }
    }
    for (auto& [key, row] : rows_) {
      for (size_t l = 0; l < kLabels; ++l) Settle(&row, l);
    }
    for (auto& from : moves_) {
      for (size_t l = 0; l < kLabels; ++l) Settle(&from, l);
    }
  }

  std::vector<Label> Tag(const Sample& sample, bool averaged) const {
    std::vector<std::array<double, kLabels>> scores(sample.features.size());
    for (size_t i = 0; i < sample.features.size(); ++i) {
      for (const uint32_t f : sample.features[i]) {
        const auto found = rows_.find(f);
        if (found == rows_.end()) continue;
        for (size_t l = 0; l < kLabels; ++l) {
          scores[i][l] += averaged ? found->second.total[l] : found->second.now[l];
        }
      }
    }
    Moves moves{};
    for (size_t b = 0; b <= kLabels; ++b) {
      for (size_t l = 0; l < kLabels; ++l) {
        moves[b][l] = averaged ? moves_[b].total[l] : moves_[b].now[l];
      }
    }
    return BestSequence(scores, moves);
  }

  // Weights as signed bytes: scaled so that the largest fits; rows that round to nothing dropped.
  bool Write(const char* path) const {
    std::map<uint32_t, std::array<double, kLabels>> all;
    for (const auto& [key, row] : rows_) all[key] = row.total;
    double top = 1e-9;
    std::vector<double> sizes;
    for (const auto& [key, row] : all) {
      for (const double w : row) sizes.push_back(std::fabs(w));
    }
    for (const auto& from : moves_) {
      for (const double w : from.total) top = std::max(top, std::fabs(w));
    }
    std::sort(sizes.begin(), sizes.end());
    if (!sizes.empty()) top = std::max(top, sizes[sizes.size() - 1 - sizes.size() / 20000]);
    const double scale = 127.0 / top;
    std::ofstream out(path);
    out << "# Generated by tools/train_tagger.cc: do not edit.\n"
           "# Source: averaged perceptron trained on NewsFANE Gold (Alotaibi and Lee 2014, CC BY-SA"
           " 3.0).\nfeature\tweights\n";
    const auto line = [&](uint32_t key, const std::array<double, kLabels>& row) {
      char digits[2 * kLabels + 1];
      bool any = false;
      for (size_t l = 0; l < kLabels; ++l) {
        const double scaled = std::clamp(std::nearbyint(row[l] * scale), -127.0, 127.0);
        any |= scaled != 0;
        std::snprintf(digits + 2 * l, 3, "%02x",
                      static_cast<unsigned>(static_cast<int>(scaled) + 128));
      }
      char hex[9];
      std::snprintf(hex, sizeof hex, "%x", key);
      if (any) out << hex << '\t' << digits << '\n';
    };
    for (size_t b = 0; b <= kLabels; ++b) line(static_cast<uint32_t>(b), moves_[b].total);
    for (const auto& [key, row] : all) line(key, row);
    return static_cast<bool>(out);
  }

 private:
  struct Row {
    std::array<double, kLabels> now{};
    std::array<double, kLabels> total{};
    std::array<uint32_t, kLabels> at{};
  };

  void Settle(Row* row, size_t l) const {
    row->total[l] += row->now[l] * static_cast<double>(step_ - row->at[l]);
    row->at[l] = step_;
  }
  void Add(Row* row, Label label, double by) const {
    const auto l = static_cast<size_t>(label);
    Settle(row, l);
    row->now[l] += by;
  }
  void Learn(const Sample& sample) {
    ++step_;
    const std::vector<Label> guess = Tag(sample, false);
    for (size_t i = 0; i < guess.size(); ++i) {
      const size_t gold_from = i == 0 ? 0 : static_cast<size_t>(sample.labels[i - 1]) + 1;
      const size_t guess_from = i == 0 ? 0 : static_cast<size_t>(guess[i - 1]) + 1;
      if (guess[i] != sample.labels[i]) {
        for (const uint32_t f : sample.features[i]) {
          Row& row = rows_[f];
          Add(&row, sample.labels[i], 1);
          Add(&row, guess[i], -1);
        }
      }
      if (guess[i] != sample.labels[i] || gold_from != guess_from) {
        Add(&moves_[gold_from], sample.labels[i], 1);
        Add(&moves_[guess_from], guess[i], -1);
      }
    }
  }

  std::unordered_map<uint32_t, Row> rows_;
  std::array<Row, kLabels + 1> moves_{};
  uint32_t step_ = 0;
};

Gold SpansOf(const Sample& sample, const std::vector<Label>& labels) {
  Gold spans;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == Label::kOutside) continue;
    const Layer layer = tadwin::annotate::LayerOfLabel(labels[i]);
    if (tadwin::annotate::IsBegin(labels[i]) || spans.empty()) {
      spans.push_back({layer, sample.spans[i]});
    } else {
      spans.back().second.end = sample.spans[i].end;
    }
  }
  return spans;
}

void Validate(const std::vector<Sample>& samples, uint32_t folds, int epochs) {
  std::map<Layer, std::array<int, 3>> counts[2];
  for (uint32_t fold = 0; fold < folds; ++fold) {
    std::vector<const Sample*> train;
    for (const Sample& s : samples) {
      if (s.fold_key % folds != fold) train.push_back(&s);
    }
    Perceptron model;
    model.Train(train, epochs);
    for (const Sample& s : samples) {
      if (s.fold_key % folds != fold) continue;
      const Gold got = SpansOf(s, model.Tag(s, true));
      for (const auto& g : got) {
        bool hit = false;
        const Gold want = SpansOf(s, s.labels);
        hit = std::find(want.begin(), want.end(), g) != want.end();
        ++counts[s.joined][g.first][hit ? 0 : 1];
      }
      for (const auto& g : SpansOf(s, s.labels)) {
        if (std::find(got.begin(), got.end(), g) == got.end()) ++counts[s.joined][g.first][2];
      }
    }
  }
  for (int joined = 0; joined < 2; ++joined) {
    std::array<int, 3> all{};
    for (const auto& [layer, c] : counts[joined]) {
      const double p = c[0] / std::max(1.0, double(c[0] + c[1]));
      const double r = c[0] / std::max(1.0, double(c[0] + c[2]));
      std::printf("%s %-7s P %.3f R %.3f F1 %.3f\n", joined ? "joined" : "plain ",
                  tadwin::LayerName(layer), p, r, 2 * p * r / std::max(1e-9, p + r));
      for (size_t k = 0; k < 3; ++k) all[k] += c[k];
    }
    std::printf("%s all     F1 %.3f\n", joined ? "joined" : "plain ",
                2.0 * all[0] / std::max(1, 2 * all[0] + all[1] + all[2]));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const char* out = nullptr;
  uint32_t folds = 0;
  uint32_t skip = 0;
  uint32_t skip_of = 0;
  int epochs = 8;
  for (int i = 2; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--out") == 0) out = argv[i + 1];
    if (std::strcmp(argv[i], "--folds") == 0) folds = uint32_t(std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--epochs") == 0) epochs = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--skip") == 0) std::sscanf(argv[i + 1], "%u/%u", &skip, &skip_of);
  }
  if (argc < 3) return 1;
  std::vector<tadwin::Error> errors;
  const auto coder = tadwin::pipeline::Coder::Create(tadwin::rules::BuiltInFiles(), &errors);
  if (coder == nullptr) {
    for (const auto& e : errors)
      std::fprintf(stderr, "%s: %s\n", e.where.c_str(), e.message.c_str());
    return 1;
  }
  const tadwin::rules::Grammar grammar{&coder->rules(), &coder->lexicon(), nullptr};
  tadwin::annotate::NameLexicon names;
  names.Build(grammar);
  tadwin::annotate::FeatureReader reader;
  reader.Build(grammar, &names);
  std::vector<Sample> samples;
  const std::vector<Line> lines = ReadLines(argv[1]);
  for (const Line& line : lines) {
    uint32_t key = 2166136261u;
    for (const char c : line.text) key = (key ^ static_cast<uint8_t>(c)) * 16777619u;
    key >>= 3;
    if (skip_of != 0 && key % skip_of == skip) continue;
    AddSamples(*coder, line, key, false, reader, &samples);
    AddSamples(*coder, Join(line), key, true, reader, &samples);
  }
  std::fprintf(stderr, "%zu lines, %zu samples\n", lines.size(), samples.size());
  if (folds > 0) Validate(samples, folds, epochs);
  if (out == nullptr) return 0;
  std::vector<const Sample*> train;
  for (const Sample& s : samples) train.push_back(&s);
  Perceptron model;
  model.Train(train, epochs);
  return model.Write(out) ? 0 : 1;
}
