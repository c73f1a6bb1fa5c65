// Trains the name tagger and writes its weights, or measures it by cross-validation.
//
// usage: train_tagger NAMES.jsonl --out rules/ar/person/tagger.weights
//        train_tagger NAMES.jsonl --folds K               prints precision, recall, F1
//        train_tagger NAMES.jsonl --out FILE --skip F/K   trains without fold F of K
// Options: --rules DIR (else the built-in rules) --epochs N --prior C --step S --min-count N
//          --dropout D --boldness B --joined 0 (only the sentences as they are)
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
#include <string_view>
#include <thread>
#include <vector>

#include "annotate/names/tagger.h"
#include "base/hash.h"
#include "pipeline/coder.h"
#include "rules/source.h"
#include "sequence_model.h"

namespace {

using tadwin::Layer;
using tadwin::Span;
using tadwin::annotate::kLabels;
using tadwin::annotate::Label;
using tadwin::tools::Row;
using tadwin::tools::SequenceModel;
using tadwin::tools::TrainingOptions;
using Gold = std::vector<std::pair<Layer, Span>>;

struct Sample : tadwin::tools::Sequence {
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

// A row of weights as unsigned hexadecimal numbers around the middle of their range.
std::string Digits(const auto& row, double scale, int places) {
  const int middle = places == 2 ? 128 : 32768;
  std::string digits;
  for (const auto weight : row) {
    const double scaled = std::clamp(std::nearbyint(weight * scale), 1.0 - middle, middle - 1.0);
    char number[8];
    std::snprintf(number, sizeof number, "%0*x", places,
                  static_cast<unsigned>(static_cast<int>(scaled) + middle));
    digits += number;
  }
  return digits;
}

constexpr double kMinUnits = 5;

// Weights as signed bytes, moves as two bytes: scaled so that the largest weight fits; rows
// of small weights alone are dropped: they decide nothing and would be most of the table.
bool Write(const SequenceModel& model, const char* path) {
  std::map<uint32_t, Row> all;
  std::vector<double> sizes;
  for (const auto& [key, index] : model.features()) {
    const Row row = all[key] = model.WeightsOf(index);
    for (const float weight : row) sizes.push_back(std::fabs(weight));
  }
  std::sort(sizes.begin(), sizes.end());
  const double top = sizes.empty() ? 1 : sizes.back();
  const double scale = 127.0 / top;
  std::ofstream out(path);
  out << "# Generated by tools/train_tagger.cc: do not edit.\n"
         "# Source: conditional random field trained on NewsFANE Gold (Alotaibi and Lee 2014, CC"
         " BY-SA 3.0).\nfeature\tweights\n";
  for (size_t b = 0; b <= kLabels; ++b) {
    out << b << '\t' << Digits(model.moves()[b], scale, 4) << '\n';
  }
  for (const auto& [key, row] : all) {
    const auto is_large = [&](float weight) {
      return std::fabs(weight) * scale >= kMinUnits - 0.5;
    };
    if (std::none_of(row.begin(), row.end(), is_large)) continue;
    out << std::hex << key << '\t' << Digits(row, scale, 2) << '\n';
  }
  std::fprintf(stderr, "largest weight %.3f, a unit is %.4f\n", sizes.back(), 1 / scale);
  return static_cast<bool>(out);
}

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

void Validate(const std::vector<Sample>& samples, uint32_t folds, const TrainingOptions& options) {
  std::vector<SequenceModel> models(folds);
  const auto train = [&](uint32_t fold) {
    std::vector<const tadwin::tools::Sequence*> rest;
    for (const Sample& s : samples) {
      if (s.fold_key % folds != fold) rest.push_back(&s);
    }
    models[fold].Train(rest, options);
  };
  for (uint32_t fold = 0; fold < folds; fold += 2) {  // two at a time
    std::thread other([&] {
      if (fold + 1 < folds) train(fold + 1);
    });
    train(fold);
    other.join();
  }
  std::map<Layer, std::array<int, 3>> counts[2];
  for (const Sample& s : samples) {
    const Gold got = SpansOf(s, models[s.fold_key % folds].Tag(s));
    const Gold want = SpansOf(s, s.labels);
    for (const auto& g : got) {
      const bool hit = std::find(want.begin(), want.end(), g) != want.end();
      ++counts[s.joined][g.first][hit ? 0 : 1];
    }
    for (const auto& g : want) {
      if (std::find(got.begin(), got.end(), g) == got.end()) ++counts[s.joined][g.first][2];
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

struct Arguments {
  const char* out = nullptr;
  const char* rules = nullptr;
  uint32_t folds = 0;
  uint32_t skip = 0;
  uint32_t skip_of = 0;
  bool joined = true;
  TrainingOptions training;
};

Arguments ReadArguments(int argc, char** argv) {
  Arguments read;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const char* value = argv[i + 1];
    if (name == "--out") read.out = value;
    if (name == "--rules") read.rules = value;
    if (name == "--folds") read.folds = static_cast<uint32_t>(std::atoi(value));
    if (name == "--epochs") read.training.epochs = std::atoi(value);
    if (name == "--prior") read.training.prior = std::atof(value);
    if (name == "--boldness") read.training.boldness = std::atof(value);
    if (name == "--dropout") read.training.dropout = std::atof(value);
    if (name == "--step") read.training.step = std::atof(value);
    if (name == "--min-count") read.training.min_count = static_cast<uint32_t>(std::atoi(value));
    if (name == "--joined") read.joined = std::atoi(value) != 0;
    if (name == "--skip") std::sscanf(value, "%u/%u", &read.skip, &read.skip_of);
  }
  return read;
}

std::vector<Sample> ReadSamples(const char* path, const Arguments& arguments,
                                const tadwin::pipeline::Coder& coder) {
  const tadwin::rules::Grammar grammar{&coder.rules(), &coder.lexicon(), nullptr};
  tadwin::annotate::NameLexicon names;
  names.Build(grammar);
  tadwin::annotate::FeatureReader reader;
  reader.Build(grammar, &names);
  std::vector<Sample> samples;
  for (const Line& line : ReadLines(path)) {
    uint32_t key = 2166136261u;
    for (const char c : line.text) key = (key ^ static_cast<uint8_t>(c)) * 16777619u;
    key >>= 3;
    if (arguments.skip_of != 0 && key % arguments.skip_of == arguments.skip) continue;
    AddSamples(coder, line, key, false, reader, &samples);
    if (arguments.joined) AddSamples(coder, Join(line), key, true, reader, &samples);
  }
  return samples;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 1;
  const Arguments arguments = ReadArguments(argc, argv);
  std::vector<tadwin::Error> errors;
  std::vector<tadwin::rules::RuleFile> files = tadwin::rules::BuiltInFiles();
  if (arguments.rules != nullptr) {
    auto read = tadwin::rules::ReadFolder(arguments.rules);
    if (!read.has_value()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return 1;
    }
    files = std::move(read).value();
  }
  // The weights that are about to be replaced need not even be readable.
  std::erase_if(files, [](const auto& file) { return file.path == "ar/person/tagger.weights"; });
  const auto coder = tadwin::pipeline::Coder::Create(files, &errors);
  if (coder == nullptr) {
    for (const auto& e : errors) {
      std::fprintf(stderr, "%s: %s\n", e.where.c_str(), e.message.c_str());
    }
    return 1;
  }
  const std::vector<Sample> samples = ReadSamples(argv[1], arguments, *coder);
  std::fprintf(stderr, "%zu samples\n", samples.size());
  if (arguments.folds > 0) Validate(samples, arguments.folds, arguments.training);
  if (arguments.out == nullptr) return 0;
  std::vector<const tadwin::tools::Sequence*> train;
  for (const Sample& s : samples) train.push_back(&s);
  SequenceModel model;
  model.Train(train, arguments.training);
  return Write(model, arguments.out) ? 0 : 1;
}
