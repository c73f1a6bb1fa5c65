#include "pipeline/link_ledger.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "review/constraints.h"
#include "store/sql_connection.h"

namespace tadwin::pipeline {
namespace {

using link::LinkInput;

// Beyond this share of the facts that are linked already it is cheaper to link all anew.
constexpr uint64_t kAllAnewShare = 4;

Error Stopped() {
  return {ErrorCode::kInterrupted, "stopped: linking is done by the next run or action", ""};
}

// Once a wish to stop was seen it stands, whatever is answered later; the connection asks it too.
class Stop {
 public:
  Stop(store::Connection* connection, const std::function<bool()>& wish)
      : connection_(wish ? connection : nullptr) {
    ask_ = [this, wish] {
      if (wish && !seen_ && wish()) seen_ = true;
      return seen_.load();
    };
    if (connection_ != nullptr) connection_->StopWhen(ask_);
  }
  ~Stop() {
    if (connection_ != nullptr) connection_->StopWhen({});
  }
  Stop(const Stop&) = delete;
  Stop& operator=(const Stop&) = delete;
  const std::function<bool()>& ask() const { return ask_; }

 private:
  store::Connection* connection_;
  std::atomic<bool> seen_ = false;
  std::function<bool()> ask_;
};

class Linking {
 public:
  Linking(const link::Linker& linker, unsigned threads, store::LinkTransaction* ledger,
          const std::function<bool()>& should_stop)
      : linker_(linker), threads_(threads), ledger_(ledger), should_stop_(should_stop) {}

  // Before anything else.
  Status ReadConstraints() {
    const Result<std::vector<review::Action>> actions = ledger_->IncidentActions();
    if (!actions) return actions.error();
    review::Constraints said = review::ConstraintsOf(*actions);
    constraints_ = {std::move(said.together), std::move(said.apart)};
    return {};
  }

  Status All() {
    if (Status gone = ledger_->DropAll(); !gone) return gone;
    Result<std::vector<Fact>> facts = ledger_->UnlinkedFacts();
    if (!facts) return facts.error();
    const std::vector<LinkInput> inputs = Describe(*facts);
    return Write(inputs, inputs.size());
  }

  Status New() {
    Result<std::vector<Fact>> fresh = ledger_->UnlinkedFacts();
    if (!fresh) return fresh.error();
    std::vector<LinkInput> inputs = Describe(*fresh);
    const size_t fresh_count = inputs.size();
    const Result<std::vector<Component>> touched = Touched(inputs);
    if (!touched) return touched.error();
    Result<std::vector<LinkedFact>> known = ledger_->FactsOfComponents(*touched);
    if (!known) return known.error();
    for (LinkedFact& one : *known) inputs.push_back({&one.fact, std::move(one.traits)});
    if (Status gone = ledger_->DropComponents(*touched); !gone) return gone;
    return Write(inputs, fresh_count);
  }

 private:
  std::vector<LinkInput> Describe(const std::vector<Fact>& facts) const {
    std::vector<const Fact*> pointers;
    pointers.reserve(facts.size());
    for (const Fact& fact : facts) pointers.push_back(&fact);
    std::vector<FactTraits> traits = linker_.Describe(pointers);
    std::vector<LinkInput> inputs(facts.size());
    for (size_t i = 0; i < facts.size(); ++i) inputs[i] = {pointers[i], std::move(traits[i])};
    return inputs;
  }

  // The components that new facts join or that lost facts.
  Result<std::vector<Component>> Touched(const std::vector<LinkInput>& fresh) {
    const Result<std::vector<Component>> lost = ledger_->TouchedComponents();
    if (!lost) return lost.error();
    std::set<Component> touched(lost->begin(), lost->end());
    const Result<std::vector<LinkedFact>> left = ledger_->FactsOfComponents(*lost);
    if (!left) return left.error();
    std::vector<const Fact*> seekers;
    for (const LinkInput& one : fresh) {
      const std::string& series = one.traits.series;
      if (!series.empty()) touched.insert(link::Linker::ComponentOfSeries(series));
      seekers.push_back(one.fact);
    }
    // Their best link may be gone: the next best may lead elsewhere.
    for (const LinkedFact& one : *left) seekers.push_back(&one.fact);
    if (Status added = AddJoined(seekers, &touched); !added) return added.error();
    if (Status added = AddMerged(seekers, &touched); !added) return added.error();
    return std::vector<Component>(touched.begin(), touched.end());
  }

  // The components of all facts that a seeker is linked with.
  Status AddJoined(const std::vector<const Fact*>& seekers, std::set<Component>* touched) {
    std::vector<std::vector<std::string>> candidates(seekers.size());
    std::set<std::string> wanted;
    for (size_t i = 0; i < seekers.size(); ++i) {
      Result<std::vector<std::string>> found =
          ledger_->FactsInBlocks(linker_.AskedFor(*seekers[i]));
      if (!found) return found.error();
      wanted.insert(found->begin(), found->end());
      candidates[i] = *std::move(found);
    }
    const Result<std::vector<LinkedFact>> facts =
        ledger_->FactsWithIds({wanted.begin(), wanted.end()});
    if (!facts) return facts.error();
    std::map<std::string, const LinkedFact*> by_id;
    for (const LinkedFact& one : *facts) by_id[one.fact.id] = &one;
    for (size_t i = 0; i < seekers.size(); ++i) {
      for (const std::string& id : candidates[i]) {
        const auto found = by_id.find(id);
        if (found == by_id.end() || touched->count(found->second->component) > 0) continue;
        if (linker_.AreLinked(*seekers[i], found->second->fact)) {
          touched->insert(found->second->component);
        }
      }
    }
    return {};
  }

  // The components of facts that people put together with a seeker.
  Status AddMerged(const std::vector<const Fact*>& seekers, std::set<Component>* touched) {
    if (constraints_.together.empty()) return {};
    std::map<std::string, std::vector<std::string>> partners;
    for (const auto& [a, b] : constraints_.together) {
      partners[a].push_back(b);
      partners[b].push_back(a);
    }
    std::set<std::string> wanted;
    for (const Fact* seeker : seekers) {
      const auto found = partners.find(seeker->id);
      if (found != partners.end()) wanted.insert(found->second.begin(), found->second.end());
    }
    const Result<std::vector<LinkedFact>> facts =
        ledger_->FactsWithIds({wanted.begin(), wanted.end()});
    if (!facts) return facts.error();
    for (const LinkedFact& one : *facts) {
      if (one.component != 0) touched->insert(one.component);
    }
    return {};
  }

  // The units of the places that new facts tell.
  Status WriteUnits(const std::vector<LinkInput>& inputs, size_t fresh) {
    std::set<std::string> places;
    for (size_t i = 0; i < fresh; ++i) {
      const auto& place = inputs[i].fact->place;
      if (place && !place->name.id.empty()) places.insert(place->name.id);
    }
    std::vector<PlaceUnit> units;
    for (const std::string& place : places) {
      if (std::optional<PlaceUnit> unit = linker_.place_units().Of(place)) {
        units.push_back(*std::move(unit));
      }
    }
    return ledger_->PutPlaceUnits(units);
  }

  // The first `fresh` inputs are new to linking.
  Status Write(const std::vector<LinkInput>& inputs, size_t fresh) {
    Status put = WriteUnits(inputs, fresh);
    const link::Linked linked = linker_.Link(
        inputs, threads_,
        [&](Incident incident, Component component) {
          if (put && should_stop_()) put = Stopped();
          if (put) put = ledger_->PutIncident(incident, component);
        },
        constraints_, should_stop_);
    if (put && should_stop_()) put = Stopped();
    for (size_t i = 0; i < inputs.size() && put; ++i) {
      const Fact& fact = *inputs[i].fact;
      put = ledger_->PutLink(fact.id, inputs[i].traits, linked.components[i]);
    }
    for (size_t i = 0; i < fresh && put; ++i) {
      const Fact& fact = *inputs[i].fact;
      put = ledger_->PutBlocks(fact.id, linker_.FiledUnder(fact));
    }
    return put;
  }

  const link::Linker& linker_;
  unsigned threads_;
  store::LinkTransaction* ledger_;
  const std::function<bool()>& should_stop_;
  link::Constraints constraints_;
};

Status LinkAsked(const link::Linker& linker, const std::string& rules_hash, unsigned threads,
                 store::Store* store, const std::function<bool()>& should_stop) {
  const Result<std::unique_ptr<store::LinkTransaction>> ledger = store->BeginLinking();
  if (!ledger) return ledger.error();
  const Result<std::string> made_by = (*ledger)->RulesHash();
  if (!made_by) return made_by.error();
  const Result<uint64_t> unlinked = (*ledger)->CountUnlinked();
  if (!unlinked) return unlinked.error();
  const Result<bool> mostly_linked = (*ledger)->HasLinked(*unlinked * kAllAnewShare);
  if (!mostly_linked) return mostly_linked.error();
  const bool all = *made_by != rules_hash || !*mostly_linked;
  Linking linking(linker, threads, ledger->get(), should_stop);
  if (Status read = linking.ReadConstraints(); !read) return read.error();
  if (Status done = all ? linking.All() : linking.New(); !done) return done.error();
  if (should_stop()) return Stopped();
  return (*ledger)->Commit(rules_hash);
}

}  // namespace

Result<bool> LinkLedger(const link::Linker& linker, const std::string& rules_hash, unsigned threads,
                        store::Store* store, const std::function<bool()>& should_stop) {
  const Result<bool> needed = store->NeedsLinking();
  if (!needed || !*needed) return needed;
  const Stop stop(&store->connection(), should_stop);
  Status linked = LinkAsked(linker, rules_hash, threads, store, stop.ask());
  if (!linked) return stop.ask()() ? Stopped() : linked.error();
  return true;
}

}  // namespace tadwin::pipeline
