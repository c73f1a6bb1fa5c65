// What must be in the tables, by playing the chain of revisions.
//
// Errors: of the database; what is wrong with the chain itself is a finding. Threads: as the
// connection.

#ifndef TADWIN_STORE_CHAIN_H_
#define TADWIN_STORE_CHAIN_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/revision.h"
#include "store/sql_connection.h"
#include "store/verify.h"

namespace tadwin::store {

struct Expected {
  struct Document {
    uint64_t seq = 0;  // of the revision that wrote it last
    std::string digest;
    std::set<std::string> names;
  };
  std::map<std::string, Document> documents;  // by sha256
  std::map<std::pair<std::string, std::string>, std::map<int64_t, std::string>>
      rejects;                              // (name, sha256) -> code -> digest
  std::map<int64_t, std::string> runs;      // by id: the encoded row
  std::map<uint64_t, std::string> history;  // by `until`: digest
  std::string linked;                       // sums; empty: nothing was ever linked
  uint64_t link_seq = 0;                    // of the last linking
  std::string link_rules;
  uint64_t revisions = 0;
  std::string head;
  bool is_kept_head_there = false;
};

// `kept_head`: a hash that must be in the chain; empty: none.
Result<Expected> PlayChain(Connection* connection, const std::string& kept_head,
                           std::vector<Finding>* findings);

}  // namespace tadwin::store

#endif  // TADWIN_STORE_CHAIN_H_
