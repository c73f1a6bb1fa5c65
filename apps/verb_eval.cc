// `tadwin eval GOLD`: precision, recall and fields on a user's own annotated articles.
//
// JSON, one object: articles, gold_facts, coded_facts, draws, seed; "kinds" [{name, f1, precision,
// recall, right, wrong, missed, low, high}]; "fields" [{name, accuracy, right, of, low, high}];
// "articles_worst_first" [{name, right, wrong, missed, f1, missed_facts [words], wrong_facts
// [words]}].

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "apps/exchange_verbs.h"
#include "base/json_writer.h"
#include "compare/score.h"
#include "ingest/article_reader.h"
#include "model/fact_json.h"

namespace tadwin::apps {
namespace {

namespace fs = std::filesystem;
using compare::ArticleScore;
using compare::Evaluation;
using compare::Figure;
using compare::GoldArticle;

constexpr char kGoldEnding[] = ".gold.jsonl";
constexpr size_t kShownWords = 3;

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kNotFound, "cannot be opened", path};
  std::ostringstream content;
  content << file.rdbuf();
  if (file.bad()) return Error{ErrorCode::kIo, "cannot be read to its end", path};
  return std::move(content).str();
}

double F1(const compare::Counts& counts) {
  const uint64_t sum = 2 * counts.right + counts.wrong + counts.missed;
  return sum == 0 ? 0 : 2.0 * static_cast<double>(counts.right) / static_cast<double>(sum);
}

class Evaluator {
 public:
  explicit Evaluator(const pipeline::Coder& coder) : coder_(coder) {}

  // A text without a gold file is not annotated, and is left out; a gold file without a text is a
  // mistake.
  Status ReadFolder(const std::string& folder) {
    std::vector<Error> problems;
    std::vector<ingest::FoundPath> texts = ingest::FindArticles({folder}, &problems);
    if (!problems.empty()) return problems.front();
    size_t annotated = 0;
    for (const ingest::FoundPath& found : texts) {
      const std::string gold_path = found.path.substr(0, found.path.size() - 4) + kGoldEnding;
      if (!fs::exists(gold_path)) continue;
      ++annotated;
      Result<RawArticle> article = ingest::ReadArticle(found);
      if (!article) return article.error();
      const Result<std::string> rows = ReadFile(gold_path);
      if (!rows) return rows.error();
      auto facts = compare::ReadGoldRows(*rows, article->text, gold_path);
      if (!facts) return facts.error();
      GoldArticle gold;
      gold.name = found.name;
      gold.text = article->text;
      gold.facts = *std::move(facts);
      Score(gold, *article);
    }
    if (annotated > 0) return {};
    return Error{ErrorCode::kNotFound,
                 "no NAME.txt here has a NAME.gold.jsonl beside it: see `tadwin eval --help`",
                 folder};
  }

  Status ReadLines(const std::string& path) {
    const Result<std::string> lines = ReadFile(path);
    if (!lines) return lines.error();
    const auto articles = compare::ReadGoldArticles(*lines, path);
    if (!articles) return articles.error();
    for (const GoldArticle& gold : *articles) {
      Result<RawArticle> article = ingest::MakeArticle(gold.name, gold.text);
      if (!article) return article.error();
      if (const auto published = ParseIsoDate(gold.published)) article->published = *published;
      Score(gold, *article);
    }
    return {};
  }

  Evaluation Finish() { return compare::Evaluate(std::move(scores_)); }

 private:
  void Score(const GoldArticle& gold, const RawArticle& article) {
    std::vector<Fact> facts = coder_.Code(article).facts;
    SortFacts(&facts);  // ties go to the earlier one
    scores_.push_back(compare::ScoreArticle(gold, facts));
  }

  const pipeline::Coder& coder_;
  std::vector<ArticleScore> scores_;
};

void WriteTexts(const char* key, const std::vector<std::string>& texts, JsonWriter* json) {
  json->Key(key);
  json->BeginArray();
  for (const std::string& text : texts) json->String(text);
  json->EndArray();
}

void WriteCount(const char* key, uint64_t count, JsonWriter* json) {
  json->Key(key);
  json->Int(static_cast<int64_t>(count));
}

void WriteNumber(const char* key, double number, JsonWriter* json) {
  json->Key(key);
  json->Double(std::round(number * 1e4) / 1e4);
}

void WriteFigure(const Figure& figure, bool is_field, JsonWriter* json) {
  json->BeginObject();
  json->Key("name");
  json->String(figure.name);
  WriteNumber(is_field ? "accuracy" : "f1", figure.value, json);
  WriteNumber("low", figure.low, json);
  WriteNumber("high", figure.high, json);
  WriteCount("right", figure.counts.right, json);
  if (is_field) {
    WriteCount("of", figure.counts.right + figure.counts.missed, json);
  } else {
    WriteNumber("precision", figure.precision, json);
    WriteNumber("recall", figure.recall, json);
    WriteCount("wrong", figure.counts.wrong, json);
    WriteCount("missed", figure.counts.missed, json);
  }
  json->EndObject();
}

std::string ToJson(const Evaluation& evaluation) {
  std::string out;
  JsonWriter json(&out);
  json.BeginObject();
  WriteCount("articles", evaluation.articles, &json);
  WriteCount("gold_facts", evaluation.gold, &json);
  WriteCount("coded_facts", evaluation.coded, &json);
  WriteCount("draws", compare::kDraws, &json);
  WriteCount("seed", compare::kSeed, &json);
  json.Key("kinds");
  json.BeginArray();
  for (const Figure& figure : evaluation.kinds) WriteFigure(figure, false, &json);
  json.EndArray();
  json.Key("fields");
  json.BeginArray();
  for (const Figure& figure : evaluation.fields) WriteFigure(figure, true, &json);
  json.EndArray();
  json.Key("articles_worst_first");
  json.BeginArray();
  for (const ArticleScore& article : evaluation.worst_first) {
    json.BeginObject();
    json.Key("name");
    json.String(article.name);
    WriteCount("right", article.total.right, &json);
    WriteCount("wrong", article.total.wrong, &json);
    WriteCount("missed", article.total.missed, &json);
    WriteNumber("f1", F1(article.total), &json);
    WriteTexts("missed_facts", article.missed, &json);
    WriteTexts("wrong_facts", article.wrong, &json);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  out.push_back('\n');
  return out;
}

std::string Shown(const std::vector<std::string>& words) {
  std::string out;
  for (size_t i = 0; i < std::min(words.size(), kShownWords); ++i) {
    std::string line = words[i];
    std::replace(line.begin(), line.end(), '\n', ' ');
    out += (i == 0 ? "" : " | ") + line;
  }
  if (words.size() > kShownWords) out += " | ...";
  return out;
}

std::string ToText(const Evaluation& evaluation, uint32_t worst) {
  std::string out = fmt::format(
      "{} articles, {} gold facts, {} coded\n\n{:<28}{:>6}  {:<13}{:>10}{:>8}{:>8}{:>8}{:>8}\n",
      evaluation.articles, evaluation.gold, evaluation.coded, "", "F1", "95 % interval",
      "precision", "recall", "right", "wrong", "missed");
  for (const Figure& f : evaluation.kinds) {
    out += fmt::format("{:<28}{:>6.3f}  {:.3f}-{:.3f}  {:>10.3f}{:>8.3f}{:>8}{:>8}{:>8}\n", f.name,
                       f.value, f.low, f.high, f.precision, f.recall, f.counts.right,
                       f.counts.wrong, f.counts.missed);
  }
  out += fmt::format("\n{:<28}{:>6}  {:<13}{:>10}{:>8}\n", "fields of matched facts", "right",
                     "95 % interval", "right", "of");
  for (const Figure& f : evaluation.fields) {
    out += fmt::format("{:<28}{:>6.3f}  {:.3f}-{:.3f}  {:>10}{:>8}\n", f.name, f.value, f.low,
                       f.high, f.counts.right, f.counts.right + f.counts.missed);
  }
  out += "\nworst articles\n";
  for (size_t i = 0; i < std::min<size_t>(worst, evaluation.worst_first.size()); ++i) {
    const ArticleScore& article = evaluation.worst_first[i];
    out += fmt::format("  {}: {} right, {} wrong, {} missed\n", article.name, article.total.right,
                       article.total.wrong, article.total.missed);
    if (!article.missed.empty()) out += "    missed: " + Shown(article.missed) + "\n";
    if (!article.wrong.empty()) out += "    wrong: " + Shown(article.wrong) + "\n";
  }
  return out;
}

}  // namespace

ExitCode RunEval(const EvalArguments& arguments) {
  ExitCode exit_code = kExitOk;
  const auto coder = LoadCoder(arguments.rules, &exit_code);
  if (coder == nullptr) return exit_code;
  Evaluator evaluator(*coder);
  std::error_code failed;
  const bool is_folder = fs::is_directory(arguments.gold, failed);
  if (!is_folder && !fs::exists(arguments.gold, failed)) {
    return Fail(Error{ErrorCode::kNotFound, "no such folder or file", arguments.gold});
  }
  const Status read =
      is_folder ? evaluator.ReadFolder(arguments.gold) : evaluator.ReadLines(arguments.gold);
  if (!read) return Fail(read.error());
  const Evaluation evaluation = evaluator.Finish();
  const Status printed =
      Print(arguments.json ? ToJson(evaluation) : ToText(evaluation, arguments.worst));
  return printed ? kExitOk : Fail(printed.error());
}

}  // namespace tadwin::apps
