// The examples and exit codes that --help ends with.

#ifndef TADWIN_APPS_HELP_H_
#define TADWIN_APPS_HELP_H_

namespace tadwin::apps {

inline constexpr char kExitCodesHelp[] = R"(
Exit codes:
  0    done; single documents may have been rejected: the summary says how many,
       `tadwin report LEDGER --section rejects` says why
  2    wrong flags or arguments
  3    an input, ledger or fact is not there, or a folder could not be read
       (what could be read was coded)
  4    the ledger is of another version, no ledger at all, or in use
  5    reading or writing failed: full disk, permissions, closed pipe
       (documents written before are kept whole; run again to go on)
  6    mistakes in the rules
  7    verify found that the ledger was changed behind its back
  130  stopped by Ctrl-C after finishing a document; run again to go on
)";

inline constexpr char kExamples[] = R"(
Examples:
  tadwin code articles/ --ledger news.db       read a folder into a ledger
  tadwin report news.db --by month             what happened, by month and type
  tadwin explain news.db 01a2b3c4d5e6f708      the words behind one fact
  tadwin query news.db country=IQ --by month,type  counts under a filter
  tadwin reuse news.db                         who copied which passage from whom
  tadwin due news.db --as-of 2020-10-01        promises, and what became of them
  tadwin tallies news.db                       what of each tally is itemised
  tadwin responses news.db                     attacks and what answered them
  tadwin facts news.db >facts.jsonl            all facts as JSON Lines
  tadwin export news.db --format acled --output events.csv
  tadwin serve news.db                         the ledger's pages in a browser
  tadwin verify news.db                        whether anybody changed the ledger by hand
)";

inline constexpr char kServeExamples[] = R"(
Pages, API (/api/v1, described at /api/v1/openapi.json), /healthz, /readyz and /metrics. On loopback
one person works without a login; requests of other web pages are refused. A team signs in: --auth
USERS, made by `tadwin users`. Beyond loopback that is a must, and so is TLS, here or in a proxy. Ctrl-C
stops.

Examples:
  tadwin serve news.db                          then open http://127.0.0.1:8470/
  tadwin serve news.db --listen 127.0.0.1:0     a free port, which is printed
  tadwin serve news.db --auth users.db --listen 0.0.0.0:8443 \
    --tls-cert chain.pem --tls-key key.pem      for a team
  tadwin serve news.db --auth users.db --behind-proxy --host news.example
)";

inline constexpr char kUsersExamples[] = R"(
Roles, each may what those before it may: reader (reads, codes without storing), coder (stores, runs
jobs), editor (reviews and corrects), admin (users). Passwords are asked for, or read from standard
input, and kept as Argon2id; tokens are kept as hashes.

Examples:
  tadwin users add users.db amal --role editor
  tadwin users list users.db
  tadwin users token users.db amal --scope read --label dashboard --days 30
  tadwin users revoke users.db Zm9vYmFyYmF6
  tadwin users remove users.db amal
)";

inline constexpr char kCodeExamples[] = R"(
A file NAME.txt may have NAME.meta.json beside it: {"title","outlet","url","published"}.
Files are known by their content: running again codes only what is new.

Examples:
  tadwin code articles/ --ledger news.db
  tadwin code today/*.txt --ledger news.db --threads 2 --json
  tadwin code articles/ --ledger postgresql://me@server/news    a team's ledger, PostgreSQL 15+
  tadwin code article.txt --facts
  tadwin code articles/ --ledger news.db --uncoded    what was read and left uncoded
  tadwin code --batch <articles.jsonl >facts.jsonl
)";

inline constexpr char kAnnotateExamples[] = R"(
Examples:
  tadwin annotate --batch <texts.jsonl >mentions.jsonl
)";

inline constexpr char kReportExamples[] = R"(
Examples:
  tadwin report news.db
  tadwin report news.db --by month --type ASSAULT --from 2020-01 --to 2020-09
  tadwin report news.db --place IQ --contested
  tadwin report news.db --section levels --csv >levels.csv
)";

inline constexpr char kQueryExamples[] = R"(
Keys: kind, from, to, published, recorded, place, near, within, country, admin, actor, target,
speaker, actor_type, target_type, speaker_type, type, mode, subtype, status, outcome, context, outlet,
document, incident, rule, min_score, max_score, contested, review, min_killed, min_injured, weapon, q.
Values joined by commas: any of them. Different keys: all of them. docs/query.md has each with an example.
--by: type, subtype, status, country, admin, place, month, quarter, year, week, actor, target,
speaker, outlet, review, contested, kind, context. Sums of killed and injured leave out what is not known, and say in
how many incidents that is.

Examples:
  tadwin query news.db country=IQ type=ASSAULT from=2020-03
  tadwin query news.db near=33.31,44.37,50 min_killed=1 --sort -killed
  tadwin query news.db --by month,type country=IQ
  tadwin query news.db facts speaker_type=witness status=attributed --json
  tadwin query news.db actors --sort -as_target --limit 20
  tadwin query news.db contested=killed --save disputed
  tadwin query news.db --saved disputed --csv >disputed.csv
)";

inline constexpr char kReviewExamples[] = R"(
Without a further word: the facts that a person should read first, contested ones before doubtful
ones before deadly ones, with the reason for each place. What you do is recorded under your name and
never taken away; what you correct holds also when other rules code the article again.

Examples:
  tadwin review news.db                                     what to read first
  tadwin review news.db country=IQ context=health state=machine reader=amal
  tadwin review news.db show 01a2b3c4d5e6f708               where a fact stands, and who did what
  tadwin review news.db confirm 01a2b3c4d5e6f708 --as amal
  tadwin review news.db correct 01a2b3c4d5e6f708 killed=4 place=Basra --because "see paragraph 2"
  tadwin review news.db reject 01a2b3c4d5e6f708 --because "a figure of speech"
  tadwin review news.db add article.txt --words "..." plover=ASSAULT killed=2 --because "missed"
  tadwin review news.db duplicate 01a2b3c4d5e6f708 99a2b3c4d5e6f700
  tadwin review news.db merge 0a1b2c3d4e5f6071 1a1b2c3d4e5f6072 --because "one salvo, two dates"
  tadwin review news.db split 0a1b2c3d4e5f6071 01a2b3c4d5e6f708 --because "another street"
  tadwin review news.db close 01a2b3c4d5e6f708 met --because "they left on 31 December"
  tadwin review news.db agreement --people
)";

inline constexpr char kRunsExamples[] = R"(
Coding with other rules, every review and every rollback is a run. A run that changed nothing leaves
no trace.

Examples:
  tadwin runs news.db
  tadwin runs news.db --json
)";

inline constexpr char kDiffExamples[] = R"(
Facts that appeared, vanished or changed, field by field, what people said laid over the rules. A
fact that other rules give another id is the same when it is of the same kind on common words.

Examples:
  tadwin diff news.db 1 2
  tadwin diff news.db 1 2 --json
  tadwin diff news.db 0 1 --json      everything that the first run found
)";

inline constexpr char kRollbackExamples[] = R"(
The codings of then become those that hold, as a new run; documents that came later are withdrawn.
Nothing is lost: what held between is in the history, and a rollback can be rolled back. What people
said of facts stays. `tadwin code` with other rules codes anew what was rolled back.

Examples:
  tadwin rollback news.db 3 --because "the new rules lose the denials"
)";

inline constexpr char kVerifyExamples[] = R"(
Every change of a ledger is a revision in one chain, with its author and time. verify recomputes the
chain and holds every row to it; it names what was altered, deleted, added or put in another order.
The head it prints is the hash of the last revision: keep it elsewhere, and --head tells whether the
ledger still goes on from there. Without a kept head nobody can tell a ledger whose whole chain was
written anew.

Examples:
  tadwin verify news.db
  tadwin verify news.db --head 5f2b...e1 --json
)";

inline constexpr char kReuseExamples[] = R"(
A passage is `verbatim` when its words are the same but for vowel marks and the ways of writing one
letter, `edited` when at least three quarters are, in the same order. Which document came first is
told by publication date; by name where dates are the same or missing, and then it is said so.

Examples:
  tadwin reuse news.db
  tadwin reuse news.db --as-known-on 2026-01-31
  tadwin reuse news.db --min-words 12 --json >families.jsonl
)";

inline constexpr char kDueExamples[] = R"(
States: open (due later), due (within the days asked for), moved (a later telling gave another date),
met (done by the due date or within 7 days), late (done within 180 days), missed (told later as not
happened), withdrawn (the commitment itself was denied later), unknown (the date passed and no fact
says what became of it, or facts disagree), undated. Each names the facts that say so. Only documents
told by the day are used; a date that passed is never taken for a promise that was broken.

Examples:
  tadwin due news.db --as-of 2020-10-01
  tadwin due news.db --as-of 2020-10-01 --within 14 --state due
  tadwin due news.db --as-of 2020-10-01 --state unknown --json
  tadwin due news.db --as-of 2020-10-01 --ics due.ics
)";

inline constexpr char kFactsExamples[] = R"(
Examples:
  tadwin facts news.db >facts.jsonl
)";

inline constexpr char kExplainExamples[] = R"(
Spans are coloured on a terminal; otherwise [[the trigger]] and [the evidence] are bracketed.

Examples:
  tadwin explain news.db 01a2b3c4d5e6f708      a fact, or an incident with every value told
)";

inline constexpr char kUpkeepExamples[] = R"(
A backup is a SQLite file that every verb reads. It is taken while others go on writing, and checked.
A copy has every row, is read back before it is kept, and is there at once or not at all. An older
ledger is kept beside itself (LEDGER.v2.bak) when it is brought up to date.

Examples:
  tadwin backup news.db backups/2020-10-01.db
  tadwin restore backups/2020-10-01.db news.db --replace
  tadwin copy news.db postgresql://me@server/news       from one engine to the other, and back
  tadwin compact news.db
)";

inline constexpr char kGazetteerExamples[] = R"(
Dumps: https://download.geonames.org/export/dump/ (IQ.zip, allCountries.zip, alternateNamesV2.zip;
CC BY 4.0). Places without an Arabic name are left out. The file is used only where --places names
it; its rows count into the hash of the rules, so that a run can be repeated. Places of the built-in
tables come first; those of the file need a word beside them that says that a place is meant.

Examples:
  tadwin gazetteer import IQ.txt --out iraq.tsv
  tadwin gazetteer import allCountries.txt --alternates alternateNamesV2.txt --country IQ,SY,YE \
    --classes AP --out places.tsv
  tadwin code articles/ --ledger news.db --places iraq.tsv
)";

inline constexpr char kRulesExamples[] = R"(
Every mistake is printed as file:line:column: message. An overlay is a folder laid out as rules/ is:
its tables (ar/lexicon/nouns.tsv) add rows to those of the same name, under the columns they need,
its *.rules are read too, and its *.cases are run with the others. Nothing is compiled.

Examples:
  tadwin rules --check --rules ./rules
  tadwin rules cases time/relative
  tadwin rules cases --overlay ./mine
  tadwin rules try news.db --overlay ./mine      what would change; the ledger stays as it is
  tadwin code articles --ledger news.db --overlay ./mine
)";

}  // namespace tadwin::apps

#endif  // TADWIN_APPS_HELP_H_
