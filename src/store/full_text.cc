#include "store/full_text.h"

namespace tadwin::store {

Status AddToSearch(Connection* connection, int64_t document_id, const std::string& folded) {
  return connection->Prepare("INSERT INTO document_search (rowid, folded) VALUES (?, ?)")
      .Run(document_id, folded);
}

Status RemoveFromSearch(Connection* connection, int64_t document_id) {
  return connection
      ->Prepare(
          "INSERT INTO document_search (document_search, rowid, folded) "
          "SELECT 'delete', id, folded FROM documents WHERE id = ?")
      .Run(document_id);
}

}  // namespace tadwin::store
