#include "apps/exchange_verbs.h"

namespace tadwin::apps {
namespace {

constexpr char kExportExamples[] = R"(
Formats: jsonl csv acled ucdp plover cameo geojson kml timemap timeline hxl ics atom. Beside FILE a
sidecar FILE.about.json says what it was made of and what the format could not hold (docs/exports.md).
Names of private people are withheld and points coarsened unless --no-redact is given. A run that was
stopped goes on when it is started again the same way.

Examples:
  tadwin export news.db --format csv --bom --output incidents.csv     for Excel
  tadwin export news.db --format acled --from 2020 --to 2021-06 --output acled.csv
  tadwin export news.db --format geojson --country IQ --type ASSAULT --output iraq.geojson
  tadwin export news.db --format ics --output deadlines.ics
  tadwin export news.db --format jsonl --no-redact --output facts.jsonl
)";

CLI::App* AddVerb(CLI::App* app, const ExchangeLine& line, const char* name, const char* what,
                  const char* examples) {
  CLI::App* verb = app->add_subcommand(name, what);
  verb->footer(std::string(examples) + line.exit_codes_help);
  return verb;
}

void AddRuleOptions(CLI::App* verb, RuleOptions* rules) {
  verb->add_option("--rules", rules->folder,
                   "Use the rules of a folder instead of the built-in ones")
      ->type_name("DIR");
  verb->add_option("--places", rules->places,
                   "Know these places too: a file made by `tadwin gazetteer import`")
      ->type_name("FILE");
}

void AddExport(CLI::App* app, ExchangeLine* line) {
  CLI::App* verb =
      AddVerb(app, *line, "export", "Write a ledger in the format of other tools", kExportExamples);
  ExportArguments& out = line->exported;
  verb->add_option("LEDGER", out.ledger, "The ledger to read")->required();
  verb->add_option("--format", out.format, "jsonl, csv, acled, ...: see below")->required();
  verb->add_option("--output", out.output, "The file to write; - is standard output")
      ->capture_default_str()
      ->type_name("FILE");
  verb->add_option("--about", out.about, "The sidecar (default: FILE.about.json)")
      ->type_name("FILE");
  verb->add_flag("--redact,!--no-redact", out.redact,
                 "Withhold names of people and coarsen points (the default)");
  verb->add_flag("--bom", out.bom, "Begin with a byte order mark: spreadsheets want it");
  verb->add_option("--from", out.from, "First date, ISO 8601")->type_name("DATE");
  verb->add_option("--to", out.to, "Last date, ISO 8601")->type_name("DATE");
  verb->add_option("--type", out.types, "PLOVER type, mode or subtype; may be repeated");
  verb->add_option("--country", out.countries, "ISO 3166 code of the place; may be repeated");
  verb->add_option("--limit", out.limit, "atom: entries at most (default: 200)");
  verb->add_flag("--quiet", out.quiet, "No progress, no summary");
  AddRuleOptions(verb, &out.rules);
  verb->callback([line] { *line->exit_code = RunExport(line->exported); });
}

}  // namespace

void AddExchangeVerbs(CLI::App* app, ExchangeLine* line) { AddExport(app, line); }

}  // namespace tadwin::apps
