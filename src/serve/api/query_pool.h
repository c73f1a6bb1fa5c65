// Queries over the ledger, each with a connection of its own: handlers on several workers ask at
// once, and a connection is never used by two.
//
// Errors: of opening the ledger. Threads: safe.

#ifndef TADWIN_SERVE_API_QUERY_POOL_H_
#define TADWIN_SERVE_API_QUERY_POOL_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "normalise/fold.h"
#include "query/query.h"
#include "store/store.h"

namespace tadwin::serve {

class QueryPool {
 public:
  // `folder` must outlive it.
  QueryPool(std::string ledger, const normalise::Folder* folder)
      : ledger_(std::move(ledger)), folder_(folder) {}

  // `use` takes a query::Query& and gives a Result.
  template <typename Use>
  auto With(Use use) -> decltype(use(std::declval<query::Query&>())) {
    auto reader = Take();
    if (!reader) return reader.error();
    auto result = use(*(*reader)->query);
    Return(*std::move(reader));
    return result;
  }

  // The same with the ledger itself, opened for reading: `use` takes a store::Store*.
  template <typename Use>
  auto WithStore(Use use) -> decltype(use(std::declval<store::Store*>())) {
    auto reader = Take();
    if (!reader) return reader.error();
    auto result = use((*reader)->store.get());
    Return(*std::move(reader));
    return result;
  }

 private:
  struct Reader {
    std::unique_ptr<store::Store> store;
    std::unique_ptr<query::Query> query;  // goes before the store
  };

  void Return(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(reader));
  }

  Result<std::unique_ptr<Reader>> Take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Reader> reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    auto store = store::OpenStore(ledger_, store::OpenMode::kReadOnly);
    if (!store) return store.error();
    auto reader = std::make_unique<Reader>();
    reader->store = *std::move(store);
    reader->query = std::make_unique<query::Query>(reader->store.get(), folder_);
    return reader;
  }

  const std::string ledger_;
  const normalise::Folder* const folder_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace tadwin::serve

#endif  // TADWIN_SERVE_API_QUERY_POOL_H_
