#include "apps/command_line.h"

#include <string>

#include <CLI/CLI.hpp>

#include "apps/command_line_parts.h"
#include "apps/exchange_verbs.h"
#include "apps/help.h"
#include "apps/reconcile_verbs.h"
#include "apps/rule_verbs.h"
#include "apps/verbs.h"

namespace tadwin::apps {
namespace {

// What the line says, one member per verb.
struct Line {
  CodeOptions code;
  BatchOptions batch;
  FactsArguments facts;
  ReviewArguments review;
  RunsArguments runs;
  DiffArguments diff;
  RollbackArguments rollback;
  ExplainOptions explain;
  ReportArguments report;
  QueryArguments query;
  VerifyArguments verify;
  ReuseArguments reuse;
  DueArguments due;
  ReconcileLine reconcile;
  ExchangeLine exchange;
  ServeArguments serve;
  UsersArguments users;
  RuleOptions rules;
  ImportOptions import;
  UpkeepArguments upkeep;
  std::string upkept;  // the ledger of compact and migrate
  bool is_batch = false;
  bool is_check = false;
  RuleTrialArguments rule_trial;
  ExitCode exit_code = kExitOk;
};

void AddGazetteer(CLI::App* app, Line* line) {
  CLI::App* gazetteer =
      AddVerb(app, "gazetteer", "Add places from GeoNames country dumps", kGazetteerExamples);
  gazetteer->require_subcommand(1);
  CLI::App* verb =
      AddVerb(gazetteer, "import", "Make a file of places for --places", kGazetteerExamples);
  ImportOptions& import = line->import;
  verb->add_option("DUMP", import.dump, "A dump in allCountries format, unpacked")->required();
  verb->add_option("--out", import.out, "The file to write")->required()->type_name("FILE");
  verb->add_option("--alternates", import.alternates,
                   "alternateNamesV2.txt, unpacked: its Arabic names are better than the dump's")
      ->type_name("FILE");
  verb->add_option("--country", import.countries, "ISO 3166 codes, comma separated (default: all)")
      ->delimiter(',');
  verb->add_option(
          "--classes", import.classes,
          "Feature classes: A units, P towns, H waters, T mountains, L areas, S buildings, "
          "R roads, V woods")
      ->capture_default_str();
  verb->add_option("--min-population", import.min_population, "Leave out smaller towns");
  verb->add_flag("--quiet", import.quiet, "No progress, no summary");
  verb->callback([line] { line->exit_code = RunGazetteerImport(line->import); });
}

void AddCode(CLI::App* app, Line* line) {
  CLI::App* verb = AddVerb(app, "code", "Code articles into a ledger", kCodeExamples);
  CodeOptions& code = line->code;
  verb->add_option("PATH", code.paths, "Files, or folders searched for *.txt");
  CLI::Option* ledger =
      verb->add_option("--ledger", code.ledger,
                       "The ledger to write, a file or postgresql://...; made when it is not there")
          ->type_name("LEDGER");
  verb->add_option("--threads", code.threads, "Threads (default: all processors)")
      ->check(CLI::Range(1u, 1024u));
  AddRuleOptions(verb, &code.rules);
  AddRecordOptions(verb, &code.record);
  CLI::Option* facts = verb->add_flag(
      "--facts", code.facts, "Print the ledger's facts as JSON Lines; works without --ledger");
  CLI::Option* json = verb->add_flag("--json", code.json, "Print the summary as JSON");
  facts->excludes(json);
  CLI::Option* quiet = verb->add_flag("--quiet", code.quiet, "No progress, no summary");
  CLI::Option* uncoded = verb->add_flag(
      "--uncoded", code.uncoded, "List the sentences that may tell an event and gave no fact");
  uncoded->excludes(facts)->excludes(quiet);
  CLI::Option* batch = verb->add_flag(
      "--batch", line->is_batch,
      "JSON Lines on standard input {id,text,published}, facts on standard output, one for one");
  batch->excludes(ledger)->excludes(facts)->excludes(json)->excludes(uncoded);
  verb->callback([line] {
    line->batch.rules = line->code.rules;
    line->exit_code = line->is_batch ? RunCodeBatch(line->batch) : RunCode(line->code);
  });
}

void AddAnnotate(CLI::App* app, Line* line) {
  CLI::App* verb = AddVerb(app, "annotate", "Find dates, numbers, names, weapons, tolls in texts",
                           kAnnotateExamples);
  verb->add_flag("--batch", line->is_batch,
                 "JSON Lines on standard input {id,text,ref}, mentions on standard output")
      ->required();
  AddRuleOptions(verb, &line->batch.rules);
  verb->add_flag("--groups", line->batch.groups, "Also people spoken of by kind (layer group)");
  verb->callback([line] { line->exit_code = RunAnnotateBatch(line->batch); });
}

void AddReport(CLI::App* app, Line* line) {
  CLI::App* verb = AddVerb(app, "report", "Print incidents, series, tallies, levels, commitments",
                           kReportExamples);
  ReportArguments& report = line->report;
  verb->add_option("LEDGER", report.ledger, "The ledger to read")->required();
  verb->add_option("--by", report.by, "Period of the series: month, quarter, year")
      ->capture_default_str();
  verb->add_option("--type", report.report.types, "PLOVER type, mode or subtype; may be repeated");
  verb->add_option("--place", report.report.places,
                   "Words, English name, id or country of a place");
  verb->add_option("--actor", report.report.actors, "The same for actors and targets");
  verb->add_option("--from", report.from, "First date, ISO 8601")->type_name("DATE");
  verb->add_option("--to", report.to, "Last date, ISO 8601")->type_name("DATE");
  verb->add_option("--section", report.report.section, "One section only")
      ->check(CLI::IsMember(report::SectionNames()));
  verb->add_flag("--contested", report.report.contested_only, "Only what is told in conflict");
  CLI::Option* json = verb->add_flag("--json", report.json, "JSON instead of text");
  verb->add_flag("--csv", report.csv, "CSV of one section (default: incidents)")->excludes(json);
  AddAsKnownOn(verb, &report.as_known_on);
  AddRuleOptions(verb, &report.rules);
  verb->callback([line] { line->exit_code = RunReport(line->report); });
}

void AddQuery(CLI::App* app, Line* line) {
  CLI::App* verb = AddVerb(
      app, "query", "List and count incidents, facts, documents, places, actors", kQueryExamples);
  QueryArguments& query = line->query;
  verb->add_option("LEDGER", query.ledger, "The ledger to read")->required();
  verb->add_option("WORDS", query.words,
                   "incidents (default), facts, documents, tallies, levels, commitments, actors, "
                   "places or search; then key=value");
  verb->add_option("--by", query.by, "Count by one or two dimensions: month,type");
  verb->add_option("--sort", query.sort, "A column; with - before it the highest first");
  verb->add_option("--limit", query.limit, "Rows to print; 0: all")->capture_default_str();
  verb->add_option("--cursor", query.cursor, "Go on behind a page: its `next`");
  CLI::Option* json = verb->add_flag("--json", query.json, "JSON: items, next, total");
  verb->add_flag("--csv", query.csv, "CSV with every column")->excludes(json);
  CLI::Option* save = verb->add_option("--save", query.save, "Keep this query under a name");
  CLI::Option* saved = verb->add_option("--saved", query.saved, "Ask a query that is kept");
  CLI::Option* list = verb->add_flag("--list", query.list, "List the queries that are kept");
  CLI::Option* remove = verb->add_option("--remove", query.remove, "Forget a query that is kept");
  saved->excludes(save)->excludes(list)->excludes(remove);
  list->excludes(save)->excludes(remove);
  remove->excludes(save);
  AddAsKnownOn(verb, &query.as_known_on)->excludes(save)->excludes(list)->excludes(remove);
  AddRuleOptions(verb, &query.rules);
  verb->callback([line] { line->exit_code = RunQuery(line->query); });
}

void AddRuns(CLI::App* app, Line* line) {
  CLI::App* runs = AddVerb(app, "runs", "List who changed a ledger, when and how", kRunsExamples);
  runs->add_option("LEDGER", line->runs.ledger, "The ledger to read")->required();
  runs->add_flag("--json", line->runs.json, "JSON Lines, one run a line");
  runs->callback([line] { line->exit_code = RunRuns(line->runs); });

  CLI::App* diff = AddVerb(app, "diff", "Show which facts differ after two runs", kDiffExamples);
  diff->add_option("LEDGER", line->diff.ledger, "The ledger to read")->required();
  diff->add_option("RUN1", line->diff.before, "A run, from `tadwin runs`; 0: before everything")
      ->required()
      ->check(CLI::NonNegativeNumber);
  diff->add_option("RUN2", line->diff.after, "Another one")
      ->required()
      ->check(CLI::NonNegativeNumber);
  diff->add_flag("--json", line->diff.json, "JSON Lines, one fact a line, the summary last");
  diff->callback([line] { line->exit_code = RunDiff(line->diff); });

  CLI::App* rollback =
      AddVerb(app, "rollback", "Go back to the codings after a run", kRollbackExamples);
  rollback->add_option("LEDGER", line->rollback.ledger, "The ledger to change")->required();
  rollback->add_option("RUN", line->rollback.run, "A run, from `tadwin runs`")
      ->required()
      ->check(CLI::NonNegativeNumber);
  AddRuleOptions(rollback, &line->rollback.rules);
  AddRecordOptions(rollback, &line->rollback.record);
  rollback->callback([line] { line->exit_code = RunRollback(line->rollback); });
}

void AddVerify(CLI::App* app, Line* line) {
  CLI::App* verb =
      AddVerb(app, "verify", "Find what was changed in a ledger by hand", kVerifyExamples);
  VerifyArguments& verify = line->verify;
  verb->add_option("LEDGER", verify.ledger, "The ledger to look at")->required();
  verb->add_option("--head", verify.head, "A head that an earlier verify printed")
      ->type_name("HASH");
  verb->add_flag("--json", verify.json, "One JSON object");
  verb->callback([line] { line->exit_code = RunVerify(line->verify); });
}

void AddReuse(CLI::App* app, Line* line) {
  CLI::App* verb =
      AddVerb(app, "reuse", "Show which passages were copied from which document", kReuseExamples);
  ReuseArguments& reuse = line->reuse;
  verb->add_option("LEDGER", reuse.ledger, "The ledger to read")->required();
  verb->add_option("--min-words", reuse.min_words, "Words that are the same, at least")
      ->check(CLI::Range(4u, 1000u))
      ->capture_default_str();
  verb->add_flag("--json", reuse.json, "JSON Lines, one family a line");
  AddAsKnownOn(verb, &reuse.as_known_on);
  AddRuleOptions(verb, &reuse.rules);
  verb->callback([line] { line->exit_code = RunReuse(line->reuse); });
}

void AddDue(CLI::App* app, Line* line) {
  CLI::App* verb =
      AddVerb(app, "due", "List commitments by due date and what became of them", kDueExamples);
  DueArguments& due = line->due;
  verb->add_option("LEDGER", due.ledger, "The ledger to read")->required();
  verb->add_option("--as-of", due.as_of, "The day to tell it as of: YYYY-MM-DD")
      ->required()
      ->type_name("DATE");
  verb->add_option("--within", due.within, "Days ahead that count as due")
      ->check(CLI::Range(0, 36500))
      ->capture_default_str();
  verb->add_option("--state", due.state, "One state only; open and met hold due and late too")
      ->check(CLI::IsMember(
          {"open", "due", "met", "late", "missed", "moved", "withdrawn", "unknown", "undated"}));
  verb->add_flag("--json", due.json, "JSON Lines, one commitment a line");
  verb->add_option("--ics", due.ics, "Also write what is listed as an iCalendar file")
      ->type_name("FILE");
  AddAsKnownOn(verb, &due.as_known_on);
  AddRuleOptions(verb, &due.rules);
  verb->callback([line] { line->exit_code = RunDue(line->due); });
}

void AddReaders(CLI::App* app, Line* line) {
  CLI::App* facts = AddVerb(app, "facts", "Print the facts file of a ledger", kFactsExamples);
  facts->add_option("LEDGER", line->facts.ledger, "The ledger to read")->required();
  AddAsKnownOn(facts, &line->facts.as_known_on);
  AddRuleOptions(facts, &line->facts.rules);
  facts->callback([line] { line->exit_code = RunFacts(line->facts); });

  CLI::App* explain =
      AddVerb(app, "explain", "Show the words and rules behind one fact", kExplainExamples);
  explain->add_option("LEDGER", line->explain.ledger, "The ledger to read")->required();
  explain->add_option("FACT", line->explain.fact, "Id of a fact or incident, from report or facts")
      ->required();
  AddAsKnownOn(explain, &line->explain.as_known_on);
  AddRuleOptions(explain, &line->explain.rules);
  explain->callback([line] { line->exit_code = RunExplain(line->explain); });
}

void AddServe(CLI::App* app, Line* line) {
  CLI::App* verb =
      AddVerb(app, "serve", "Serve the ledger's pages and API over HTTP", kServeExamples);
  ServeArguments& serve = line->serve;
  verb->add_option("LEDGER", serve.ledger, "The ledger to serve")->required();
  verb->add_option("--listen", serve.listen, "Address and port; port 0 takes a free one")
      ->type_name("ADDRESS:PORT")
      ->capture_default_str();
  verb->add_option("--auth", serve.users, "Ask for a login: the file of `tadwin users`")
      ->type_name("USERS");
  verb->add_option("--tls-cert", serve.certificate, "Certificate chain, PEM")->type_name("FILE");
  verb->add_option("--tls-key", serve.key, "Its private key, PEM")->type_name("FILE");
  verb->add_flag("--behind-proxy", serve.behind_proxy,
                 "A proxy does the encryption and tells addresses in X-Forwarded-For");
  verb->add_option("--host", serve.hosts, "A name it may be asked by; may be repeated")
      ->type_name("NAME");
  AddRuleOptions(verb, &serve.rules);
  verb->callback([line] { line->exit_code = RunServe(line->serve); });
}

CLI::App* AddUsersVerb(CLI::App* users, const char* name, const char* text, Line* line) {
  CLI::App* verb = users->add_subcommand(name, text);
  verb->add_option("USERS", line->users.users, "The file of users")->required();
  verb->callback([line, name] {
    line->users.verb = name;
    line->exit_code = RunUsers(line->users);
  });
  return verb;
}

void AddUsers(CLI::App* app, Line* line) {
  CLI::App* users = AddVerb(app, "users", "Say who may use a server with --auth", kUsersExamples);
  users->require_subcommand(1);
  UsersArguments& arguments = line->users;
  const auto name = [&](CLI::App* verb, const char* what) {
    verb->add_option("NAME", arguments.name, what)->required();
  };
  const auto role = [&](CLI::App* verb) {
    return verb->add_option("--role", arguments.role, "reader, coder, editor or admin")
        ->check(CLI::IsMember({"reader", "coder", "editor", "admin"}));
  };
  CLI::App* add = AddUsersVerb(users, "add", "Add a user; makes the file", line);
  name(add, "Name of the user");
  role(add)->capture_default_str();
  CLI::App* list = AddUsersVerb(users, "list", "List the users", line);
  list->add_flag("--json", arguments.json, "JSON Lines");
  name(AddUsersVerb(users, "remove", "Remove a user with sessions and tokens", line), "Name");
  CLI::App* set_role = AddUsersVerb(users, "role", "Give a user another role", line);
  name(set_role, "Name of the user");
  role(set_role)->required();
  name(AddUsersVerb(users, "password", "Give a user another password", line), "Name");
  CLI::App* token = AddUsersVerb(users, "token", "Make an API token; it is printed once", line);
  name(token, "Whose it is");
  token->add_option("--scope", arguments.scopes, "read, code, edit or admin; may be repeated")
      ->check(CLI::IsMember({"read", "code", "edit", "admin"}))
      ->required();
  token->add_option("--label", arguments.label, "What it is for")->required();
  token->add_option("--days", arguments.days, "Days until it ends")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  CLI::App* tokens = AddUsersVerb(users, "tokens", "List the tokens", line);
  tokens->add_flag("--json", arguments.json, "JSON Lines");
  name(AddUsersVerb(users, "revoke", "Revoke a token", line), "Id of the token");
}

void AddRules(CLI::App* app, Line* line) {
  CLI::App* rules =
      AddVerb(app, "rules", "Check rules, run their cases, try them on a ledger", kRulesExamples);
  rules->add_flag("--check", line->is_check, "Load everything, print every mistake");
  AddRuleOptions(rules, &line->rules);
  rules->require_subcommand(0, 1);
  rules->callback([line, rules] {
    if (!rules->get_subcommands().empty()) return;
    if (!line->is_check) throw CLI::RequiredError("--check, or one of cases and try,");
    line->exit_code = RunRulesCheck(line->rules);
  });

  RuleTrialArguments& trial = line->rule_trial;
  CLI::App* cases = AddVerb(rules, "cases", "Run the cases beside the rules", kRulesExamples);
  cases->add_option("PART", trial.part, "Only those with this in their name: time/relative");
  CLI::App* tried =
      AddVerb(rules, "try", "Show what these rules would change in a ledger", kRulesExamples);
  tried->add_option("LEDGER", trial.ledger, "The ledger; it is not changed")->required();
  for (CLI::App* verb : {cases, tried}) {
    verb->add_flag("--json", trial.json, "JSON Lines, the summary last");
    AddRuleOptions(verb, &trial.rules);
  }
  cases->callback([line] { line->exit_code = RunRuleCases(line->rule_trial); });
  tried->callback([line] { line->exit_code = RunRuleTrial(line->rule_trial); });

  CLI::App* version = AddVerb(app, "version", "Print the version and the hash of the rules", "");
  version->callback([line] { line->exit_code = RunVersion(); });
}

void AddUpkeep(CLI::App* app, Line* line) {
  UpkeepArguments& upkeep = line->upkeep;
  CLI::App* backup =
      AddVerb(app, "backup", "Write a whole copy of a ledger into a file", kUpkeepExamples);
  backup->add_option("LEDGER", upkeep.from, "The ledger, also while it is written")->required();
  backup->add_option("FILE", upkeep.to, "The file to write; it must not be there")->required();
  backup->callback([line] { line->exit_code = RunBackup(line->upkeep); });

  CLI::App* restore =
      AddVerb(app, "restore", "Make a ledger what a backup file is", kUpkeepExamples);
  restore->add_option("FILE", upkeep.from, "A file made by `tadwin backup`")->required();
  restore->add_option("LEDGER", upkeep.to, "The ledger, a file or postgresql://...")->required();
  restore->add_flag("--replace", upkeep.replace, "What the ledger holds now goes");
  restore->callback([line] { line->exit_code = RunRestore(line->upkeep); });

  CLI::App* copy =
      AddVerb(app, "copy", "Copy a ledger, also between SQLite and PostgreSQL", kUpkeepExamples);
  copy->add_option("FROM", upkeep.from, "The ledger to read")->required();
  copy->add_option("TO", upkeep.to, "An empty place: a file, or postgresql://...")->required();
  copy->callback([line] { line->exit_code = RunCopy(line->upkeep); });

  CLI::App* compact =
      AddVerb(app, "compact", "Give a ledger's free space back to the disk", kUpkeepExamples);
  compact->add_option("LEDGER", line->upkept, "The ledger")->required();
  compact->callback([line] { line->exit_code = RunCompact(line->upkept); });

  CLI::App* migrate =
      AddVerb(app, "migrate", "Bring a ledger of an older version up to date", kUpkeepExamples);
  migrate->add_option("LEDGER", line->upkept, "The ledger")->required();
  migrate->callback([line] { line->exit_code = RunMigrate(line->upkept); });
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  CLI::App app("Tadwin reads Arabic news into an evidence-backed ledger of facts.", "tadwin");
  app.require_subcommand(1);
  app.footer(std::string(kExamples) + kExitCodesHelp);
  Line line;
  AddCode(&app, &line);
  AddReport(&app, &line);
  AddQuery(&app, &line);
  AddReview(&app, &line.review, &line.exit_code);
  AddRuns(&app, &line);
  AddVerify(&app, &line);
  AddReuse(&app, &line);
  AddDue(&app, &line);
  line.reconcile.exit_code = &line.exit_code;
  AddReconcileVerbs(&app, &line.reconcile);
  line.exchange.exit_code = &line.exit_code;
  AddExchangeVerbs(&app, &line.exchange);
  AddReaders(&app, &line);
  AddAnnotate(&app, &line);
  AddServe(&app, &line);
  AddUsers(&app, &line);
  AddRules(&app, &line);
  AddGazetteer(&app, &line);
  AddUpkeep(&app, &line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return line.exit_code;
}

}  // namespace tadwin::apps
