// Enumerators by their stored names: the way back from FactKindName and its like.
//
// Unknown names read as the first enumerator, or as nothing from the Find functions. Threads: safe.

#ifndef TADWIN_MODEL_ENUM_NAMES_H_
#define TADWIN_MODEL_ENUM_NAMES_H_

#include <optional>
#include <string_view>

#include "model/fact.h"
#include "model/mention.h"

namespace tadwin {

const char* TimeAnchorName(TimeAnchor anchor);

std::optional<FactKind> FindFactKind(std::string_view name);
std::optional<FactStatus> FindFactStatus(std::string_view name);
std::optional<SpeakerType> FindSpeakerType(std::string_view name);
std::optional<Outcome> FindOutcome(std::string_view name);

FactKind FactKindOf(std::string_view name);
FactStatus FactStatusOf(std::string_view name);
SpeakerType SpeakerTypeOf(std::string_view name);
Outcome OutcomeOf(std::string_view name);
Precision PrecisionOf(std::string_view name);
TimeAnchor TimeAnchorOf(std::string_view name);
NameKind NameKindOf(std::string_view name);

}  // namespace tadwin

#endif  // TADWIN_MODEL_ENUM_NAMES_H_
