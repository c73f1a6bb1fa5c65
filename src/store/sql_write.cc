#include <cstdlib>

#include "store/fact_codec.h"
#include "store/full_text.h"
#include "store/sql_store.h"

namespace tadwin::store {
namespace {

constexpr char kPutName[] = "INSERT INTO document_names VALUES (?, ?) ON CONFLICT DO NOTHING";

// The first 63 bits of the hash: the same bytes have the same row in every ledger.
int64_t DocumentIdOf(const std::string& sha256) {
  const uint64_t bits = std::strtoull(sha256.substr(0, 16).c_str(), nullptr, 16);
  return static_cast<int64_t>(bits >> 1);
}

}  // namespace

Status SqlStore::PutDocument(const DocumentRecord& document, const std::vector<Fact>& facts) {
  Transaction transaction(connection_.get());
  if (Status begun = transaction.Begin(Durability::kSoonAfter); !begun) return begun;
  const int64_t id = DocumentIdOf(document.sha256);

  std::vector<std::string> names{document.name};
  Statement& known = connection_->Prepare("SELECT name FROM document_names WHERE document_id = ?");
  known.Start(id);
  while (true) {
    const Result<bool> row = known.Next();
    if (!row) return row.error();
    if (!*row) break;
    names.push_back(known.Text(0));
  }
  if (Status gone = DeleteDocument(id); !gone) return gone;
  if (Status put = InsertDocument(id, document); !put) return put;
  for (const std::string& name : names) {
    if (Status put = connection_->Prepare(kPutName).Run(id, name); !put) {
      return put;
    }
  }
  for (const Fact& fact : facts) {
    if (Status put = InsertFact(id, fact); !put) return put;
  }
  if (Status cleared = connection_->Prepare("DELETE FROM rejects WHERE name = ? OR sha256 = ?")
                           .Run(document.name, document.sha256);
      !cleared) {
    return cleared;
  }
  return transaction.Commit();
}

// Leaves a note of the components that lose facts, for the next linking.
Status SqlStore::DeleteDocument(int64_t id) {
  if (Status noted = connection_
                         ->Prepare("INSERT INTO link_touched SELECT l.component FROM facts f "
                                   "JOIN fact_links l ON l.fact_id = f.id WHERE f.document_id = ? "
                                   "ON CONFLICT DO NOTHING")
                         .Run(id);
      !noted) {
    return noted;
  }
  if (Status gone = RemoveFromSearch(connection_.get(), id); !gone) return gone;
  return connection_->Prepare("DELETE FROM documents WHERE id = ?").Run(id);
}

Status SqlStore::InsertDocument(int64_t id, const DocumentRecord& document) {
  const std::optional<std::string> start =
      document.published ? IsoOf(document.published->start) : std::nullopt;
  const std::optional<std::string> stop =
      document.published ? IsoOf(document.published->stop) : std::nullopt;
  Statement& insert = connection_->Prepare(
      "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (Status put = insert.Run(id, document.sha256, document.name, document.text, document.folded,
                              document.title, document.outlet, document.url, start, stop,
                              document.published_inferred, OrNull(document.published_rule),
                              document.rules_hash, OrNull(document.meta_hash), document.sentences);
      !put) {
    return put;
  }
  if (Status added = AddToSearch(connection_.get(), id, document.folded); !added) return added;
  Statement& evidence = connection_->Prepare("INSERT INTO published_evidence VALUES (?, ?, ?, ?)");
  int64_t position = 0;
  for (const Span& span : document.published_evidence) {
    if (Status put = evidence.Run(id, position++, span.begin, span.end); !put) return put;
  }
  return {};
}

Status SqlStore::InsertFact(int64_t document_id, const Fact& fact) {
  Statement& insert = connection_->Prepare(
      "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "NULL)");
  const std::string rules = JoinRules(fact.rules);
  if (Status put = insert.Run(
          fact.id, document_id, FactKindName(fact.kind), fact.span.begin, fact.span.end, fact.text,
          FactStatusName(fact.status), rules, fact.sentence, OrNull(fact.plover), OrNull(fact.mode),
          OrNull(fact.subtype), OrNull(fact.date_text), OrNull(fact.weapon), fact.count,
          OutcomeName(fact.outcome), fact.score, fact.n, OrNull(fact.what), OrNull(fact.what_key),
          OrNull(fact.commitment_what), OrNull(fact.due_text));
      !put) {
    return put;
  }
  if (Status put = InsertTimes(fact); !put) return put;
  if (Status put = InsertQuantities(fact); !put) return put;
  if (Status put = InsertNames(fact.id, "actor", fact.actors); !put) return put;
  if (Status put = InsertNames(fact.id, "target", fact.targets); !put) return put;
  if (Status put = InsertNames(fact.id, "who", fact.who); !put) return put;
  if (Status put = InsertNames(fact.id, "to_whom", fact.to_whom); !put) return put;
  if (fact.place) {
    if (Status put = InsertNames(fact.id, "place", {*fact.place}); !put) return put;
  }
  if (Status put = InsertSpeaker(fact); !put) return put;
  if (!fact.wording.empty() || !fact.credit.empty()) {
    Statement& wording = connection_->Prepare("INSERT INTO fact_wordings VALUES (?, ?, ?)");
    if (Status put = wording.Run(fact.id, fact.wording, OrNull(fact.credit)); !put) return put;
  }
  Statement& evidence = connection_->Prepare("INSERT INTO fact_evidence VALUES (?, ?, ?, ?, ?, ?)");
  int64_t position = 0;
  for (const Evidence& e : fact.evidence) {
    if (Status put = evidence.Run(fact.id, position++, e.field, e.span.begin, e.span.end, e.rule);
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertTimes(const Fact& fact) {
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
    if (Status put =
            insert.Run(fact.id, named.field, IsoOf(time.start), IsoOf(time.stop),
                       PrecisionName(time.precision), TimeAnchorName(time.anchor), time.is_duration,
                       time.length_days, time.is_deadline, time.yearless);
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertQuantities(const Fact& fact) {
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
    if (Status put = insert.Run(fact.id, named.field, named.quantity->low, named.quantity->best,
                                named.quantity->high);
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertNames(const std::string& fact_id, const char* role,
                             const std::vector<NamedRef>& names) {
  Statement& insert = connection_->Prepare(
      "INSERT INTO fact_names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int64_t position = 0;
  for (const NamedRef& ref : names) {
    const NameValue& name = ref.name;
    if (Status put = insert.Run(fact_id, role, position++, ref.text, ref.span.begin, ref.span.end,
                                OrNull(name.id), OrNull(name.name_en), OrNull(name.country),
                                NameKindName(name.kind), name.lat, name.lon, name.radius_km,
                                OrNull(name.actor_id));
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::InsertSpeaker(const Fact& fact) {
  if (!fact.speaker) return {};
  Statement& insert =
      connection_->Prepare("INSERT INTO fact_speakers VALUES (?, ?, ?, ?, ?, ?, ?)");
  const Speaker& speaker = *fact.speaker;
  int64_t position = 0;
  if (Status put = insert.Run(fact.id, position++, speaker.text, SpeakerTypeName(speaker.type),
                              speaker.span.begin, speaker.span.end, OrNull(speaker.id));
      !put) {
    return put;
  }
  for (const SpeakerLink& link : speaker.chain) {
    if (Status put = insert.Run(fact.id, position++, link.text, SpeakerTypeName(link.type),
                                link.span.begin, link.span.end, OrNull(link.id));
        !put) {
      return put;
    }
  }
  return {};
}

Status SqlStore::PutCopy(const std::string& sha256, const std::string& name) {
  return connection_->Prepare(kPutName).Run(DocumentIdOf(sha256), name);
}

Status SqlStore::PutReject(const RejectRecord& reject) {
  return connection_
      ->Prepare(
          "INSERT INTO rejects VALUES (?, ?, ?, ?, ?) ON CONFLICT (name, sha256, code) "
          "DO UPDATE SET message = excluded.message, place = excluded.place")
      .Run(reject.name, reject.sha256, static_cast<int64_t>(reject.error.code),
           reject.error.message, reject.error.where);
}

}  // namespace tadwin::store
