// The rows of documents and their facts.
#include "store/fact_codec.h"
#include "store/fact_rules.h"
#include "store/full_text.h"
#include "store/sql_store.h"

namespace tadwin::store {
Status SqlStore::InsertDocument(int64_t id, const DocumentRecord& document, RowSet* rows) {
  const std::optional<std::string> start =
      document.published ? IsoOf(document.published->start) : std::nullopt;
  const std::optional<std::string> stop =
      document.published ? IsoOf(document.published->stop) : std::nullopt;
  Statement& insert = connection_->Prepare(
      "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (Status put =
          rows->Insert("documents", &insert, id, document.sha256, document.name, document.text,
                       document.folded, document.title, document.outlet, document.url, start, stop,
                       document.published_inferred, OrNull(document.published_rule),
                       document.rules_hash, OrNull(document.meta_hash), document.sentences);
      !put) {
    return put;
  }
  if (Status added = AddToSearch(connection_.get(), id, document.folded); !added) return added;
  Statement& evidence = connection_->Prepare("INSERT INTO published_evidence VALUES (?, ?, ?, ?)");
  int64_t position = 0;
  for (const Span& span : document.published_evidence) {
    if (Status put =
            rows->Insert("published_evidence", &evidence, id, position++, span.begin, span.end);
        !put)
      return put;
  }
  return {};
}

Status SqlStore::InsertFact(int64_t document_id, const Fact& fact, RowSet* rows) {
  Statement& insert = connection_->Prepare(
      "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "NULL)");
  const std::string rules = JoinRules(fact.rules);
  if (Status put =
          rows->Insert("facts", &insert, fact.id, document_id, FactKindName(fact.kind),
                       fact.span.begin, fact.span.end, fact.text, FactStatusName(fact.status),
                       rules, fact.sentence, OrNull(fact.plover), OrNull(fact.mode),
                       OrNull(fact.subtype), OrNull(fact.date_text), OrNull(fact.weapon),
                       fact.count, OutcomeName(fact.outcome), fact.score, fact.n, OrNull(fact.what),
                       OrNull(fact.what_key), OrNull(fact.commitment_what), OrNull(fact.due_text));
      !put) {
    return put;
  }
  if (Status put = InsertTimes(fact, rows); !put) return put;
  if (Status put = InsertQuantities(fact, rows); !put) return put;
  if (Status put = InsertNames(fact.id, "actor", fact.actors, rows); !put) return put;
  if (Status put = InsertNames(fact.id, "target", fact.targets, rows); !put) return put;
  if (Status put = InsertNames(fact.id, "who", fact.who, rows); !put) return put;
  if (Status put = InsertNames(fact.id, "to_whom", fact.to_whom, rows); !put) return put;
  if (fact.place) {
    if (Status put = InsertNames(fact.id, "place", {*fact.place}, rows); !put) return put;
  }
  if (Status put = InsertSpeaker(fact, rows); !put) return put;
  if (!fact.wording.empty() || !fact.credit.empty()) {
    Statement& wording = connection_->Prepare("INSERT INTO fact_wordings VALUES (?, ?, ?)");
    if (Status put =
            rows->Insert("fact_wordings", &wording, fact.id, fact.wording, OrNull(fact.credit));
        !put) {
      return put;
    }
  }
  Statement& evidence = connection_->Prepare("INSERT INTO fact_evidence VALUES (?, ?, ?, ?, ?, ?)");
  int64_t position = 0;
  for (const Evidence& e : fact.evidence) {
    if (Status put = rows->Insert("fact_evidence", &evidence, fact.id, position++, e.field,
                                  e.span.begin, e.span.end, e.rule);
        !put) {
      return put;
    }
  }
  return PutFactRules(connection_.get(), fact);
}

Status SqlStore::InsertTimes(const Fact& fact, RowSet* rows) {
  struct Named {
    const char* field;
    const TimeValue* time;
  };
  Statement& insert =
      connection_->Prepare("INSERT INTO fact_times VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const Named& named :
       {Named{"time", &fact.time}, Named{"due", &fact.due}, Named{"made_on", &fact.made_on}}) {
    const TimeValue& time = *named.time;
    const bool told = time.start || time.stop || time.precision != Precision::kUnknown ||
                      time.anchor != TimeAnchor::kExplicit || time.is_duration ||
                      time.length_days || time.is_deadline || time.yearless;
    if (!told) continue;
    if (Status put = rows->Insert("fact_times", &insert, fact.id, named.field, IsoOf(time.start),
                                  IsoOf(time.stop), PrecisionName(time.precision),
                                  TimeAnchorName(time.anchor), time.is_duration, time.length_days,
                                  time.is_deadline, time.yearless);
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertQuantities(const Fact& fact, RowSet* rows) {
  struct Named {
    const char* field;
    std::optional<Quantity> quantity;
  };
  std::optional<Quantity> n;
  if (fact.quantity != Quantity{}) n = fact.quantity;
  Statement& insert = connection_->Prepare("INSERT INTO fact_quantities VALUES (?, ?, ?, ?, ?)");
  for (const Named& named :
       {Named{"killed", fact.killed}, Named{"injured", fact.injured},
        Named{"detained", fact.detained}, Named{"missing", fact.missing}, Named{"n", n}}) {
    if (!named.quantity) continue;
    if (Status put = rows->Insert("fact_quantities", &insert, fact.id, named.field,
                                  named.quantity->low, named.quantity->best, named.quantity->high);
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertNames(const std::string& fact_id, const char* role,
                             const std::vector<NamedRef>& names, RowSet* rows) {
  Statement& insert = connection_->Prepare(
      "INSERT INTO fact_names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int64_t position = 0;
  for (const NamedRef& ref : names) {
    const NameValue& name = ref.name;
    if (Status put = rows->Insert(
            "fact_names", &insert, fact_id, role, position++, ref.text, ref.span.begin,
            ref.span.end, OrNull(name.id), OrNull(name.name_en), OrNull(name.country),
            NameKindName(name.kind), name.lat, name.lon, name.radius_km, OrNull(name.actor_id));
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertSpeaker(const Fact& fact, RowSet* rows) {
  if (!fact.speaker) return {};
  Statement& insert =
      connection_->Prepare("INSERT INTO fact_speakers VALUES (?, ?, ?, ?, ?, ?, ?)");
  const Speaker& speaker = *fact.speaker;
  int64_t position = 0;
  if (Status put = rows->Insert("fact_speakers", &insert, fact.id, position++, speaker.text,
                                SpeakerTypeName(speaker.type), speaker.span.begin, speaker.span.end,
                                OrNull(speaker.id));
      !put) {
    return put;
  }
  for (const SpeakerLink& link : speaker.chain) {
    if (Status put = rows->Insert("fact_speakers", &insert, fact.id, position++, link.text,
                                  SpeakerTypeName(link.type), link.span.begin, link.span.end,
                                  OrNull(link.id));
        !put) {
      return put;
    }
  }
  return {};
}

}  // namespace tadwin::store
