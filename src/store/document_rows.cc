#include "store/document_rows.h"

#include "store/fact_codec.h"

namespace tadwin::store {

DocumentRecord DocumentHeadOf(const Statement& row) {
  DocumentRecord document;
  document.sha256 = row.Text(0);
  document.name = row.Text(1);
  document.title = row.MaybeText(2);
  document.outlet = row.MaybeText(3);
  document.url = row.MaybeText(4);
  const std::optional<Date> start = DateOf(row.Text(5));
  const std::optional<Date> stop = DateOf(row.Text(6));
  if (start && stop) document.published = DateInterval{*start, *stop};
  document.published_inferred = row.Int(7) != 0;
  document.published_rule = row.Text(8);
  document.rules_hash = row.Text(9);
  document.meta_hash = row.Text(10);
  document.sentences = row.Uint32(11);
  return document;
}

void ReadDocumentText(const Statement& row, DocumentRecord* document) {
  document->text = row.Text(kDocumentHeadColumns);
  document->folded = row.Text(kDocumentHeadColumns + 1);
}

}  // namespace tadwin::store
