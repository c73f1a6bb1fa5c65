#include "apps/reconcile_verbs.h"

#include <string>

#include "apps/command_line_parts.h"
#include "apps/verbs.h"

namespace tadwin::apps {
namespace {

using Run = ExitCode (*)(const ReconcileArguments&);

constexpr char kTalliesExamples[] = R"(
Under each tally stand the incidents that match its scope, place and period: "+" for those that do,
"?" for those of which something is not told. What is said of people killed or injured is summed. A
tally without a place is looked up in the country that most events of its own documents lie in.
Conflicts: two numbers for one period (contradiction), a later count from the same beginning that is
smaller (decrease), a part larger than the whole, one number told for two periods.

Examples:
  tadwin tallies news.db
  tadwin tallies news.db --json >tallies.json
)";

constexpr char kLevelsExamples[] = R"(
Every value of every source is listed with who told it. Two values of one date that exclude one
another are contested; values ahead (planned, supposed) contradict nothing.

Examples:
  tadwin levels news.db
  tadwin levels news.db --json >levels.jsonl
)";

constexpr char kContradictionsExamples[] = R"(
Looked for inside each document: tellings of one incident that give dates, tolls, places or outcomes
that exclude one another; the date of the lead told in the body for another year; what is told as
having happened after the document appeared. A document that contradicts itself (one teller) is told
from one that reports speakers who disagree.

Examples:
  tadwin contradictions news.db
  tadwin contradictions news.db --json >contradictions.jsonl
)";

constexpr char kStancesExamples[] = R"(
Stances: claimed, blamed (with whom it is blamed on), denied, condemned. Each names the rule that reads
it (rules/ar/link/stance.tsv) and the facts that show it.

Examples:
  tadwin stances news.db --kind claimed
  tadwin stances news.db --incident 01a2b3c4d5e6f708 --json
)";

constexpr char kResponsesExamples[] = R"(
A row counts the attacks of one side on another in a period, and the responses of the attacked side in
that period: stated, where the words of a document say so ("in response to"), and inferred, where a
row of rules/ar/link/relation.tsv fits. Under each number stand the incidents it counts. The ratio is
responses over attacks, by numbers alone.

Examples:
  tadwin responses news.db
  tadwin responses news.db --by side,quarter
  tadwin responses news.db --by year --json >responses.json
)";

constexpr char kRelationsExamples[] = R"(
Kinds: response, repeats, follows, part_of, foils. Each is stated by words of a document or inferred by
a row of rules/ar/link/relation.tsv, and says which.

Examples:
  tadwin relations news.db
  tadwin relations news.db --kind response --json >relations.jsonl
)";

constexpr char kEntitiesExamples[] = R"(
Parties of the facts, with the names each is told by. A link (a front of, part of, another name of) says
who asserts it: the table of actors, by its line, or a text, by its speaker and day. Nothing is merged
for a link. Private persons are never listed.

Examples:
  tadwin entities news.db
  tadwin entities news.db --json >entities.jsonl
)";

CLI::App* AddReading(CLI::App* app, const char* name, const char* what, const char* examples,
                     ReconcileLine* line, Run run) {
  CLI::App* verb = AddVerb(app, name, what, examples);
  ReconcileArguments& arguments = line->arguments;
  verb->add_option("LEDGER", arguments.ledger, "The ledger to read")->required();
  verb->add_flag("--json", arguments.json, "JSON instead of text");
  AddAsKnownOn(verb, &arguments.as_known_on);
  verb->add_option("--rules", arguments.rules.folder,
                   "Use the rules of a folder instead of the built-in ones")
      ->type_name("DIR");
  verb->callback([line, run] { *line->exit_code = run(line->arguments); });
  return verb;
}

}  // namespace

void AddReconcileVerbs(CLI::App* app, ReconcileLine* line) {
  AddReading(app, "tallies", "Set tallies beside the incidents they count", kTalliesExamples, line,
             RunTallies);
  AddReading(app, "levels", "Show levels (soldiers, sites, prisoners) as steps through time",
             kLevelsExamples, line, RunLevels);
  AddReading(app, "contradictions", "Show what a document contradicts itself in",
             kContradictionsExamples, line, RunContradictions);
  AddReading(app, "entities", "Show parties, their names, and who says what hides behind them",
             kEntitiesExamples, line, RunEntities);
  CLI::App* stances =
      AddReading(app, "stances", "Show who claims, blames, denies, condemns an incident",
                 kStancesExamples, line, RunStances);
  stances->add_option("--kind", line->arguments.kind, "One kind only")
      ->check(CLI::IsMember({"claimed", "blamed", "denied", "condemned"}));
  stances->add_option("--incident", line->arguments.incident, "One incident only")->type_name("ID");
  CLI::App* responses =
      AddReading(app, "responses", "Count attacks and responses by side and period",
                 kResponsesExamples, line, RunResponses);
  responses->add_option("--by", line->arguments.by, "side and one of month, quarter, year")
      ->capture_default_str();
  CLI::App* relations = AddReading(app, "relations", "Show which incidents answer or follow others",
                                   kRelationsExamples, line, RunRelations);
  relations->add_option("--kind", line->arguments.kind, "One kind only")
      ->check(CLI::IsMember({"response", "repeats", "follows", "part_of", "foils"}));
}

}  // namespace tadwin::apps
