// The parties of a snapshot, worked out once per content; what a text says of names is read once.
//
// Errors: of the rules, at Create. Threads: safe.

#ifndef TADWIN_SERVE_API_ENTITY_BOOK_H_
#define TADWIN_SERVE_API_ENTITY_BOOK_H_

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/entity_texts.h"
#include "serve/api/ledger_reader.h"

namespace tadwin::serve {

struct Entities {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<reconcile::Entity> entities;  // by id
};

class EntityBook {
 public:
  // `coder` must outlive it.
  static std::unique_ptr<EntityBook> Create(const pipeline::Coder* coder,
                                            std::vector<Error>* errors);
  std::shared_ptr<const Entities> Of(const Snapshot& snapshot);

 private:
  EntityBook(const pipeline::Coder* coder, pipeline::EntityTextReader reader)
      : coder_(*coder), reader_(std::move(reader)) {}

  const pipeline::Coder& coder_;
  const pipeline::EntityTextReader reader_;
  std::mutex mutex_;
  std::map<std::string, std::optional<reconcile::TextNames>> texts_;  // by sha256
  std::shared_ptr<const Entities> entities_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_ENTITY_BOOK_H_
