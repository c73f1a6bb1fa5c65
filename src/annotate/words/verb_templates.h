// Stem templates of the Arabic verb by form and by class of root.
//
// In a template 1 2 3 4 are the radicals, 8 the first radical of form VIII with its t, x and v the
// vowels of form I's perfect and imperfect, V the latter lengthened; other signs are the sounds of
// spelling.h. An empty template is a form that does not exist.
// Source: W. Wright, A Grammar of the Arabic Language, volume I, tables I-XIX of the appendix.

#ifndef TADWIN_ANNOTATE_WORDS_VERB_TEMPLATES_H_
#define TADWIN_ANNOTATE_WORDS_VERB_TEMPLATES_H_

#include <string_view>

namespace tadwin::annotate {

struct StemTemplates {
  std::string_view perfect;
  std::string_view perfect_passive;
  std::string_view imperfect;  // what follows the person's prefix
  std::string_view imperfect_passive;
  std::string_view active_participle;
  std::string_view passive_participle;
  std::string_view masdar;
};

// All indexed by VerbForm.
inline constexpr StemTemplates kSoundStems[] = {
    /* I    */ {"1a2x3", "1u2i3", "12v3", "12a3", "1A2i3", "ma12U3", ""},
    /* II   */ {"1a22a3", "1u22i3", "1a22i3", "1a22a3", "mu1a22i3", "mu1a22a3", "ta12I3"},
    /* III  */ {"1A2a3", "1U2i3", "1A2i3", "1A2a3", "mu1A2i3", "mu1A2a3", "mu1A2a3ap"},
    /* IV   */ {"'a12a3", "'u12i3", "12i3", "12a3", "mu12i3", "mu12a3", "'i12A3"},
    /* V    */
    {"ta1a22a3", "tu1u22i3", "ta1a22a3", "ta1a22a3", "muta1a22i3", "muta1a22a3", "ta1a22u3"},
    /* VI   */ {"ta1A2a3", "tu1U2i3", "ta1A2a3", "ta1A2a3", "muta1A2i3", "muta1A2a3", "ta1A2u3"},
    /* VII  */ {"in1a2a3", "un1u2i3", "n1a2i3", "n1a2a3", "mun1a2i3", "mun1a2a3", "in1i2A3"},
    /* VIII */ {"i8a2a3", "u8u2i3", "8a2i3", "8a2a3", "mu8a2i3", "mu8a2a3", "i8i2A3"},
    /* IX   */ {"i12a3a3", "u12u3i3", "12a3i3", "12a3a3", "mu12a33", "mu12a33", "i12i3A3"},
    /* X    */ {"ista12a3", "ustu12i3", "sta12i3", "sta12a3", "musta12i3", "musta12a3", "isti12A3"},
    /* QI   */ {"1a23a4", "1u23i4", "1a23i4", "1a23a4", "mu1a23i4", "mu1a23a4", "1a23a4ap"},
    /* QII  */
    {"ta1a23a4", "tu1u23i4", "ta1a23a4", "ta1a23a4", "muta1a23i4", "muta1a23a4", "ta1a23u4"},
    /* QIV  */ {"i12a34a4", "u12u34i4", "12a34i4", "12a34a4", "mu12a3i44", "mu12a3a44", "i12i34A4"},
};

// Middle radical w or y. Before endings that begin with a consonant the long vowel is short.
inline constexpr StemTemplates kHollowStems[] = {
    /* I    */ {"1A3", "1I3", "1V3", "1A3", "1A'i3", "ma1V3", ""},
    /* II   */ {},
    /* III  */ {},
    /* IV   */ {"'a1A3", "'u1I3", "1I3", "1A3", "mu1I3", "mu1A3", "'i1A3ap"},
    /* V    */ {},
    /* VI   */ {},
    /* VII  */ {"in1A3", "un1I3", "n1A3", "n1A3", "mun1A3", "mun1A3", "in1iyA3"},
    /* VIII */ {"i8A3", "u8I3", "8A3", "8A3", "mu8A3", "mu8A3", "i8iyA3"},
    /* IX   */ {},
    /* X    */ {"ista1A3", "ustu1I3", "sta1I3", "sta1A3", "musta1I3", "musta1A3", "isti1A3ap"},
    /* QI   */ {},
    /* QII  */ {},
    /* QIV  */ {},
};

// Last two radicals alike: the stems before endings that begin with a vowel.
inline constexpr StemTemplates kDoubledStems[] = {
    /* I    */ {"1a22", "1u22", "1v22", "1a22", "1A22", "ma12U3", ""},
    /* II   */ {},
    /* III  */ {"1A22", "1U2i3", "1A22", "1A22", "mu1A22", "mu1A22", "mu1A22ap"},
    /* IV   */ {"'a1a22", "'u1i22", "1i22", "1a22", "mu1i22", "mu1a22", "'i12A3"},
    /* V    */ {},
    /* VI   */ {"ta1A22", "tu1U2i3", "ta1A22", "ta1A22", "muta1A22", "muta1A22", "ta1A22"},
    /* VII  */ {"in1a22", "un1u22", "n1a22", "n1a22", "mun1a22", "mun1a22", "in1i2A3"},
    /* VIII */ {"i8a22", "u8u22", "8a22", "8a22", "mu8a22", "mu8a22", "i8i2A3"},
    /* IX   */ {"i12a33", "u12u33", "12a33", "12a33", "mu12a33", "mu12a33", "i12i3A3"},
    /* X    */ {"ista1a22", "ustu1i22", "sta1i22", "sta1a22", "musta1i22", "musta1a22", "isti12A3"},
    /* QI   */ {},
    /* QII  */ {},
    /* QIV  */ {"i12a3a44", "u12u3i44", "12a3i44", "12a3a44", "mu12a3i44", "mu12a3a44", "i12i34A4"},
};

// Verbal nouns of roots that end in w or y; of form I they are listed.
inline constexpr std::string_view kDefectiveMasdars[] = {
    "",       "ta12iyap", "mu1A2Ap",  "'i12A'", "ta1a22I", "ta1A2I", "in1i2A'",
    "i8i2A'", "",         "isti12A'", "",       "",        ""};

}  // namespace tadwin::annotate

#endif  // TADWIN_ANNOTATE_WORDS_VERB_TEMPLATES_H_
