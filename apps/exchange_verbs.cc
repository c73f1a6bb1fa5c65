#include "apps/exchange_verbs.h"

#include "apps/command_line_parts.h"

namespace tadwin::apps {
namespace {

constexpr char kExportExamples[] = R"(
Formats: jsonl csv acled ucdp plover cameo geojson kml timemap timeline hxl ics atom parquet sqlite.
Beside FILE a sidecar FILE.about.json says what it was made of and what the format could not hold
(docs/exports.md).
Names of private people are withheld and points coarsened unless --no-redact is given. A run that was
stopped goes on when it is started again the same way.

Examples:
  tadwin export news.db --format csv --bom --output incidents.csv     for Excel
  tadwin export news.db from=2020 to=2021-06 --format acled --output acled.csv
  tadwin export news.db country=IQ type=ASSAULT --format geojson --output iraq.geojson
  tadwin export news.db --format ics --output deadlines.ics
  tadwin export news.db --format jsonl --no-redact --output facts.jsonl
)";

constexpr char kEvalExamples[] = R"(
GOLD is a folder with NAME.txt, NAME.gold.jsonl and, where the day is known, NAME.meta.json; or a file of
JSON Lines {"id","text","published","facts":[...]}. Rows are facts as `tadwin facts` writes them, or as
examples/README.md describes them. docs/evaluation.md has the rules of matching. Every figure has the
interval that 95 of 100 draws of articles fall into: few articles give wide ones.

Examples:
  tadwin eval examples/news
  tadwin eval my_articles/ --worst 20
  tadwin eval gold.jsonl --json >figures.json
)";

constexpr char kImportExamples[] = R"(
FILE is CSV with a header: ACLED's columns, or id, date, type, place, country, latitude, longitude, actor,
target, killed, injured, source, notes (docs/import.md; only a date and a type are needed). Every row becomes
a document of its own whose text is its notes, with one event and no evidence: a reference to compare with,
never mixed up with what a machine coded. Rows that cannot be read are listed with line and reason.

Examples:
  tadwin import csv acled_iraq.csv --ledger reference.db
  tadwin import csv mine.csv --ledger reference.db --rejects rejected.csv
)";

constexpr char kCompareExamples[] = R"(
Events of A are aligned with events of B that lie within the days and kilometres given, one with one, the
best pairs first: type, date, place, toll and parties decide. Then it is told how often fields agree, and
what each ledger has that the other lacks.

Examples:
  tadwin compare news.db reference.db
  tadwin compare news.db reference.db --days 1 --km 20 --json >compared.json
  tadwin compare news.db reference.db --html compared.html
)";

void AddExport(CLI::App* app, ExchangeLine* line) {
  CLI::App* verb =
      AddVerb(app, "export", "Write a ledger in the format of other tools", kExportExamples);
  ExportArguments& out = line->exported;
  verb->add_option("LEDGER", out.ledger, "The ledger to read")->required();
  verb->add_option("FILTER", out.filter, "key=value, as of tadwin query: what to export");
  AddAsKnownOn(verb, &out.as_known_on);
  verb->add_option("--format", out.format, "jsonl, csv, acled, ...: see below")->required();
  verb->add_option("--output", out.output, "The file to write; - is standard output")
      ->capture_default_str()
      ->type_name("FILE");
  verb->add_option("--about", out.about, "The sidecar (default: FILE.about.json)")
      ->type_name("FILE");
  verb->add_flag("--redact,!--no-redact", out.redact,
                 "Withhold names of people and coarsen points (the default)");
  verb->add_flag("--bom", out.bom, "Begin with a byte order mark: spreadsheets want it");
  verb->add_option("--limit", out.limit, "atom: entries at most (default: 200)");
  verb->add_flag("--quiet", out.quiet, "No progress, no summary");
  AddRuleOptions(verb, &out.rules);
  verb->callback([line] { *line->exit_code = RunExport(line->exported); });
}

void AddEval(CLI::App* app, ExchangeLine* line) {
  CLI::App* verb =
      AddVerb(app, "eval", "Score the coder on your own annotated articles", kEvalExamples);
  verb->add_option("GOLD", line->eval.gold, "A folder, or a file of JSON Lines")->required();
  verb->add_option("--worst", line->eval.worst, "Articles to list, the worst first")
      ->capture_default_str();
  verb->add_flag("--json", line->eval.json, "One JSON object, with every article");
  AddRuleOptions(verb, &line->eval.rules);
  verb->callback([line] { *line->exit_code = RunEval(line->eval); });
}

void AddImport(CLI::App* app, ExchangeLine* line) {
  CLI::App* import =
      AddVerb(app, "import", "Make a reference ledger of hand-coded events", kImportExamples);
  import->require_subcommand(1);
  CLI::App* verb = AddVerb(import, "csv", "Events of a CSV file", kImportExamples);
  verb->add_option("FILE", line->import.file, "The CSV file, UTF-8")->required();
  verb->add_option("--ledger", line->import.ledger, "The ledger to write; must not hold articles")
      ->required()
      ->type_name("FILE");
  verb->add_option("--rejects", line->import.rejects, "List rejected rows here, as CSV")
      ->type_name("FILE");
  verb->add_flag("--json", line->import.json, "Print the summary as JSON");
  AddRuleOptions(verb, &line->import.rules);
  verb->callback([line] { *line->exit_code = RunCsvImport(line->import); });
}

void AddCompare(CLI::App* app, ExchangeLine* line) {
  CLI::App* verb = AddVerb(app, "compare", "Align the events of two ledgers", kCompareExamples);
  verb->add_option("A", line->compare.first, "A ledger")->required();
  verb->add_option("B", line->compare.second, "Another, often a reference")->required();
  verb->add_option("--days", line->compare.days, "Days that dates may lie apart")
      ->check(CLI::Range(0, 3660))
      ->capture_default_str();
  verb->add_option("--km", line->compare.km, "Kilometres that places may lie apart")
      ->check(CLI::Range(0.0, 20040.0))
      ->capture_default_str();
  verb->add_flag("--json", line->compare.json, "One JSON object, with every pair");
  verb->add_option("--html", line->compare.html, "Also write a page for people to this file");
  verb->callback([line] { *line->exit_code = RunCompare(line->compare); });
}

}  // namespace

void AddExchangeVerbs(CLI::App* app, ExchangeLine* line) {
  AddExport(app, line);
  AddEval(app, line);
  AddImport(app, line);
  AddCompare(app, line);
}

}  // namespace tadwin::apps
