// The verbs of the program, one verb_<name>.cc each: options in, exit code out.
//
// command_line.h fills the options. Results go to stdout, everything else to stderr.
// Errors: printed as "tadwin: where: message"; the exit code says which kind it was.

#ifndef TADWIN_APPS_VERBS_H_
#define TADWIN_APPS_VERBS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "link/linker.h"
#include "pipeline/coder.h"
#include "report/report.h"
#include "review/action.h"
#include "rules/source.h"
#include "rules/table.h"
#include "store/store.h"

namespace tadwin::apps {

// Documented in --help: never renumber.
enum ExitCode : int {
  kExitOk = 0,        // also when single documents were rejected: the summary says so
  kExitInternal = 1,  // our own mistake
  kExitUsage = 2,     // wrong flags or arguments
  kExitNotFound = 3,  // an input, ledger or fact that is not there
  kExitLedger = 4,    // the ledger is of another version, not a ledger, or refused
  kExitDisk = 5,      // reading or writing failed: full disk, permissions, closed pipe
  kExitRules = 6,     // mistakes in the rules
  kExitAltered = 7,   // verify: the ledger was changed behind its back
  kExitInterrupted = 130
};

ExitCode ExitCodeOf(const Error& error);
// Prints the error, unless it has no message, and gives its exit code.
ExitCode Fail(const Error& error);

// Which rules to code by.
struct RuleOptions {
  std::string folder;   // empty: built in
  std::string overlay;  // a folder whose rules are laid over those; empty: none
  std::string places;   // an overlay of the gazetteer, from RunGazetteerImport; empty: none
};

// The files of these rules, nothing printed.
Result<std::vector<rules::RuleFile>> ReadRules(const RuleOptions& options);
// The coder with these rules. Prints every mistake; then nullptr and `exit_code` is set.
// `files`, when given, are those it was made of.
std::unique_ptr<pipeline::Coder> LoadCoder(const RuleOptions& options, ExitCode* exit_code,
                                           std::vector<rules::RuleFile>* files = nullptr);

// The same for the rules alone, as explain needs them.
std::unique_ptr<rules::RuleSet> LoadRules(const RuleOptions& options, ExitCode* exit_code);

// The linker of these rules. Prints every mistake; then nullptr and `exit_code` is set.
std::unique_ptr<link::Linker> LoadLinker(const rules::RuleSet& rules, ExitCode* exit_code);
// How many threads there are to use, when nobody said otherwise.
unsigned AllThreads();

// A ledger to read: as it is, or, when `as_known_on` is a day or a time, as it was known then, in
// memory, its incidents linked by these rules. Prints what is wrong; then nullptr.
std::unique_ptr<store::Store> OpenToRead(const std::string& ledger, const std::string& as_known_on,
                                         const RuleOptions& rules, ExitCode* exit_code);

// What is recorded of who changes a ledger.
struct RecordOptions {
  std::string author;  // empty: the name of the user of the system
  std::string reason;
  std::string now;  // the time to record instead of the clock's; empty: the clock's
};
// kInvalidArgument when `now` is no time.
Result<store::RunStart> MakeRunStart(const std::string& kind, const RecordOptions& options,
                                     const std::string& rules_hash);

struct BatchOptions {
  RuleOptions rules;
  bool groups = false;  // annotate: also the people spoken of by kind
};
ExitCode RunCodeBatch(const BatchOptions& options);
ExitCode RunAnnotateBatch(const BatchOptions& options);

struct CodeOptions {
  std::vector<std::string> paths;
  std::string ledger;  // empty with --facts: nothing is kept
  RecordOptions record;
  RuleOptions rules;
  unsigned threads = 0;  // 0: as many as the machine has
  bool facts = false;
  bool json = false;
  bool quiet = false;
  bool uncoded = false;  // list the sentences that may tell an event and gave no fact
};
ExitCode RunCode(const CodeOptions& options);

struct FactsArguments {
  std::string ledger;
  std::string as_known_on;
  RuleOptions rules;
};
ExitCode RunFacts(const FactsArguments& arguments);

struct ExplainOptions {
  std::string ledger;
  std::string as_known_on;
  std::string fact;
  RuleOptions rules;
};
ExitCode RunExplain(const ExplainOptions& options);

struct ReportArguments {
  std::string ledger;
  std::string as_known_on;
  RuleOptions rules;
  std::string by = "quarter";
  std::string from;
  std::string to;
  bool json = false;
  bool csv = false;
  report::ReportOptions report;  // what the line says in its own words
};
ExitCode RunReport(const ReportArguments& arguments);

struct QueryArguments {
  std::string ledger;
  std::vector<std::string> words;  // the table and key=value pairs
  std::string by;                  // one or two dimensions, joined by a comma
  std::string sort;
  std::string cursor;
  uint64_t limit = 50;  // 0: all
  std::string save;     // names of saved queries
  std::string saved;
  std::string remove;
  bool list = false;
  bool json = false;
  bool csv = false;
  std::string as_known_on;
  RuleOptions rules;  // that link what was known then
};
ExitCode RunQuery(const QueryArguments& arguments);

struct ReviewArguments {
  std::string ledger;
  review::Verb verb = review::Verb::kComment;
  std::string fact;  // add: the document
  std::string note;  // comment, assign, duplicate, close
  std::vector<std::string> fields;
  std::vector<std::string> incidents;  // merge; split: the incident, then facts
  std::string words;                   // add
  std::string span;                    // add: "BEGIN:END" in characters
  std::string kind;                    // add, queue
  std::vector<std::string> filter;     // queue: key=value
  std::string state;                   // queue
  std::string assignee;                // queue
  uint64_t limit = 20;                 // queue; 0: all
  bool people_only = false;            // agreement
  bool json = false;
  RuleOptions rules;
  RecordOptions record;
};
ExitCode RunReviewQueue(const ReviewArguments& arguments);
ExitCode RunReviewShow(const ReviewArguments& arguments);
ExitCode RunReviewAction(const ReviewArguments& arguments);
ExitCode RunReviewIncidents(const ReviewArguments& arguments);
ExitCode RunReviewEntities(const ReviewArguments& arguments);
ExitCode RunReviewAgreement(const ReviewArguments& arguments);

struct RunsArguments {
  std::string ledger;
  bool json = false;
};
ExitCode RunRuns(const RunsArguments& arguments);

struct DiffArguments {
  std::string ledger;
  int64_t before = 0;  // runs; 0: before everything
  int64_t after = 0;
  bool json = false;
};
ExitCode RunDiff(const DiffArguments& arguments);

struct RollbackArguments {
  std::string ledger;
  int64_t run = 0;
  RuleOptions rules;
  RecordOptions record;
};
ExitCode RunRollback(const RollbackArguments& arguments);

struct VerifyArguments {
  std::string ledger;
  std::string head;  // kept from before; empty: none
  bool json = false;
};
ExitCode RunVerify(const VerifyArguments& arguments);

struct ReuseArguments {
  std::string ledger;
  std::string as_known_on;
  RuleOptions rules;
  uint32_t min_words = 7;
  bool json = false;
};
ExitCode RunReuse(const ReuseArguments& arguments);

struct DueArguments {
  std::string ledger;
  std::string as_known_on;
  std::string as_of;
  int32_t within = 30;
  std::string state;  // empty: all
  std::string ics;    // the calendar file to write; empty: none
  RuleOptions rules;
  bool json = false;
};
ExitCode RunDue(const DueArguments& arguments);

// Of the verbs that reconcile.
struct ReconcileArguments {
  std::string ledger;
  std::string as_known_on;
  RuleOptions rules;
  std::string by = "side,month";  // responses
  std::string kind;               // stances, relations; empty: all
  std::string incident;           // stances; empty: all
  bool json = false;
};
ExitCode RunTallies(const ReconcileArguments& arguments);
ExitCode RunLevels(const ReconcileArguments& arguments);
ExitCode RunContradictions(const ReconcileArguments& arguments);
ExitCode RunStances(const ReconcileArguments& arguments);
ExitCode RunResponses(const ReconcileArguments& arguments);
ExitCode RunRelations(const ReconcileArguments& arguments);
ExitCode RunEntities(const ReconcileArguments& arguments);

struct ServeArguments {
  std::string ledger;
  std::string listen = "127.0.0.1:8470";
  RuleOptions rules;
  std::string users;        // --auth: the file of users; empty: no login
  std::string certificate;  // PEM files; empty: no TLS
  std::string key;
  bool behind_proxy = false;
  std::vector<std::string> hosts;  // names it may be asked by
};
ExitCode RunServe(const ServeArguments& arguments);

struct UsersArguments {
  std::string verb;  // add, list, remove, role, password, token, tokens, revoke
  std::string users;
  std::string name;  // of a user; revoke: a token's id
  std::string role = "reader";
  std::string label;
  std::vector<std::string> scopes;
  int64_t days = 90;
  bool json = false;
};
ExitCode RunUsers(const UsersArguments& arguments);

struct ImportOptions {
  std::string dump;
  std::string alternates;
  std::string out;
  std::vector<std::string> countries;
  std::string classes = "AHLPT";
  uint64_t min_population = 0;
  bool quiet = false;
};
ExitCode RunGazetteerImport(const ImportOptions& options);

// Whole ledgers, from one place to another.
struct UpkeepArguments {
  std::string from;
  std::string to;
  bool replace = false;
};
ExitCode RunBackup(const UpkeepArguments& arguments);
ExitCode RunRestore(const UpkeepArguments& arguments);
ExitCode RunCopy(const UpkeepArguments& arguments);
ExitCode RunCompact(const std::string& ledger);
ExitCode RunMigrate(const std::string& ledger);

ExitCode RunVersion();

// The facts file of a ledger, on standard output.
Status PrintFacts(store::Store& store);
// Writes to standard output; kIo when it is full or closed.
Status Print(std::string_view text);
// Written beside the target and moved into place, so that what is there stays whole.
Status WriteFile(const std::string& path, const std::string& content);

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_VERBS_H_
