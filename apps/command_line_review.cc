// The words of `tadwin review`.

#include <string>

#include "apps/command_line_parts.h"
#include "apps/help.h"

namespace tadwin::apps {
namespace {

class ReviewLine {
 public:
  ReviewLine(CLI::App* review, ReviewArguments* arguments, ExitCode* exit_code)
      : review_(review), arguments_(*arguments), exit_code_(*exit_code) {}

  void AddAll() {
    AddFactVerb("confirm", review::Verb::kConfirm, "I read it against the text: it is right");
    AddFactVerb("reject", review::Verb::kReject, "The text tells no such fact");
    AddFactVerb("reopen", review::Verb::kReopen, "Take confirmations or a rejection back");
    Add("correct", review::Verb::kCorrect, "Set fields to what the text says", true)
        ->add_option("FIELD=VALUE", arguments_.fields, "As `show` names fields; FIELD= for unknown")
        ->required();
    Add("release", review::Verb::kRelease, "Give corrected fields back to the rules", true)
        ->add_option("FIELD", arguments_.fields, "Fields that were corrected")
        ->required();
    Add("comment", review::Verb::kComment, "Say something about a fact", true)
        ->add_option("TEXT", arguments_.note, "What there is to say")
        ->required();
    Add("assign", review::Verb::kAssign, "Give a fact to somebody to read", true)
        ->add_option("NAME", arguments_.note, "Whom; \"\" for nobody")
        ->required();
    Add("duplicate", review::Verb::kDuplicate, "Mark a fact that another one tells too", true)
        ->add_option("OTHER", arguments_.note, "The fact that stays")
        ->required();
    Add("close", review::Verb::kClose, "Say what became of a commitment", true)
        ->add_option("END", arguments_.note, "met, missed, withdrawn or void")
        ->required()
        ->check(CLI::IsMember({"met", "missed", "withdrawn", "void"}));
    AddAdd();
    AddMergeAndSplit();
    AddReaders();
  }

 private:
  // A word that does something; `takes_fact` when a fact is named first.
  CLI::App* Add(const char* name, review::Verb verb, const char* what, bool takes_fact) {
    CLI::App* app = AddVerb(review_, name, what, kReviewExamples);
    if (takes_fact) app->add_option("FACT", arguments_.fact, "Id of a fact")->required();
    app->add_option("--as,--author", arguments_.record.author,
                    "Who you are (default: your user name)")
        ->type_name("NAME");
    app->add_option("--because", arguments_.record.reason, "Why, for those who read it later");
    app->add_option("--recorded-at", arguments_.record.now,
                    "The time to record instead of the clock's: 2026-01-31T09:30:00Z")
        ->type_name("TIME");
    app->add_flag("--json", arguments_.json, "JSON instead of text");
    AddRuleOptions(app, &arguments_.rules);
    app->callback([arguments = &arguments_, exit_code = &exit_code_, verb] {
      arguments->verb = verb;
      const bool of_incidents = verb == review::Verb::kMerge || verb == review::Verb::kSplit;
      *exit_code = verb > review::Verb::kSplit ? RunReviewEntities(*arguments)
                   : of_incidents              ? RunReviewIncidents(*arguments)
                                               : RunReviewAction(*arguments);
    });
    return app;
  }

  void AddFactVerb(const char* name, review::Verb verb, const char* what) {
    Add(name, verb, what, true);
  }

  void AddAdd() {
    CLI::App* app = Add("add", review::Verb::kAdd, "Add a fact that the rules missed", false);
    app->add_option("DOCUMENT", arguments_.fact, "Name or SHA-256 of a document")->required();
    app->add_option("FIELD=VALUE", arguments_.fields, "What the text says");
    CLI::Option* words = app->add_option("--words", arguments_.words,
                                         "The words that tell it, where they stand once");
    app->add_option("--span", arguments_.span, "Or where they stand: BEGIN:END, in characters")
        ->excludes(words);
    app->add_option("--kind", arguments_.kind, "event (default), tally, level, commitment")
        ->check(CLI::IsMember({"event", "tally", "level", "commitment"}));
  }

  void AddMergeAndSplit() {
    CLI::App* merge = Add("merge", review::Verb::kMerge, "Say that incidents are one", false);
    merge->add_option("INCIDENT", arguments_.incidents, "Ids of two incidents or more")
        ->required()
        ->expected(2, -1);
    CLI::App* split = Add("split", review::Verb::kSplit, "Take facts out of an incident", false);
    split->add_option("INCIDENT", arguments_.fact, "Id of an incident")->required();
    split->add_option("FACT", arguments_.incidents, "Facts that tell of something else")
        ->required();
    AddEntities("merge-entities", review::Verb::kMergeEntities,
                "Say that parties are one: the names of the others go under the first");
    AddEntities("split-entities", review::Verb::kSplitEntities,
                "Say that parties are not one, and that no link between them holds");
  }

  void AddEntities(const char* name, review::Verb verb, const char* what) {
    CLI::App* app = Add(name, verb, what, false);
    app->add_option("PARTY", arguments_.fact, "Id of a party: see `tadwin entities`")->required();
    app->add_option("OTHER", arguments_.incidents, "Ids of others")->required();
  }

  void AddReaders() {
    CLI::App* show =
        AddVerb(review_, "show", "Where a fact stands, and who did what", kReviewExamples);
    show->add_option("FACT", arguments_.fact, "Id of a fact")->required();
    show->add_flag("--json", arguments_.json, "JSON instead of text");
    show->callback([arguments = &arguments_, exit_code = &exit_code_] {
      *exit_code = RunReviewShow(*arguments);
    });
    CLI::App* agreement =
        AddVerb(review_, "agreement", "How far coders agree, field by field, beyond chance",
                kReviewExamples);
    agreement->add_flag("--people", arguments_.people_only, "People only, without the rules");
    agreement->add_flag("--json", arguments_.json, "JSON Lines, one field a line");
    agreement->callback([arguments = &arguments_, exit_code = &exit_code_] {
      *exit_code = RunReviewAgreement(*arguments);
    });
  }

  CLI::App* review_;
  ReviewArguments& arguments_;
  ExitCode& exit_code_;
};

}  // namespace

void AddReview(CLI::App* app, ReviewArguments* review, ExitCode* exit_code) {
  CLI::App* verb = AddVerb(app, "review", "Read, correct and confirm facts", kReviewExamples);
  verb->require_subcommand(0, 1);
  verb->add_option("LEDGER", review->ledger, "The ledger")->required();
  verb->add_option("KEY=VALUE", review->filter,
                   "Which facts to list: keys of `query`, and state, assignee, reader");
  verb->add_option("--limit", review->limit, "Facts to list; 0: all")->capture_default_str();
  verb->add_option("--assigned-to", review->assignee, "Only what is assigned to somebody");
  verb->add_option("--state", review->state, "Only facts of one state")
      ->check(CLI::IsMember({"machine", "in review", "confirmed by one"}));
  verb->add_option("--kind", review->kind, "Only facts of one kind")
      ->check(CLI::IsMember({"event", "tally", "level", "commitment"}));
  verb->add_flag("--json", review->json, "JSON Lines, one fact a line");
  ReviewLine(verb, review, exit_code).AddAll();
  // Runs after the callback of a further word, if there was one.
  verb->final_callback([verb, review, exit_code] {
    if (verb->get_subcommands().empty()) *exit_code = RunReviewQueue(*review);
  });
}

}  // namespace tadwin::apps
