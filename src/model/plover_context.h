// What an event may be about: the contexts of PLOVER, as facts and filters name them.

#ifndef TADWIN_MODEL_PLOVER_CONTEXT_H_
#define TADWIN_MODEL_PLOVER_CONTEXT_H_

#include <array>
#include <string_view>

namespace tadwin {

// Source: PLOVER manual draft 2.0, contexts.
inline constexpr std::array<std::string_view, 37> kContexts = {"military",
                                                               "intelligence",
                                                               "executive",
                                                               "legislative",
                                                               "election",
                                                               "political_institutions",
                                                               "pro_democracy",
                                                               "pro_autocracy",
                                                               "economic",
                                                               "legal",
                                                               "reparations",
                                                               "human_rights",
                                                               "rights_freedoms",
                                                               "repression",
                                                               "human_security",
                                                               "gender",
                                                               "lgbt",
                                                               "religion_ethnicity",
                                                               "inequality",
                                                               "diplomatic",
                                                               "territory",
                                                               "peacekeeping",
                                                               "health",
                                                               "asylum",
                                                               "migration",
                                                               "disasters",
                                                               "natural_resource",
                                                               "environment",
                                                               "technology",
                                                               "terrorism",
                                                               "cbrn",
                                                               "cyber",
                                                               "misinformation",
                                                               "crime",
                                                               "corruption",
                                                               "illegal_drugs",
                                                               "trafficking"};

}  // namespace tadwin

#endif  // TADWIN_MODEL_PLOVER_CONTEXT_H_
