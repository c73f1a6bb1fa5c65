#include "annotate/words/verb.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace tadwin::annotate {
namespace {

Verb MakeVerb(std::string_view root, VerbForm form, std::string_view vowels = "aa") {
  Verb verb;
  verb.root = std::string(root);
  verb.form = form;
  verb.perfect_vowel = vowels[0];
  verb.imperfect_vowel = vowels[1];
  return verb;
}

using Words = std::set<std::string>;

Words Split(std::string_view words) {
  std::istringstream in{std::string(words)};
  Words out;
  for (std::string word; in >> word;) out.insert(word);
  return out;
}

// The skeletons of one form that serve the voice, alone or beside the other.
Words Forms(const Verb& verb, Form form, Voice voice = Voice::kActive) {
  const Result<std::vector<Inflected>> all = Inflect(verb);
  if (!all) {
    ADD_FAILURE() << all.error().message;
    return {};
  }
  Words out;
  for (const Inflected& inflected : *all) {
    const Features& f = inflected.features;
    if (f.form == form && (f.voice == voice || f.voice == Voice::kUnknown)) {
      out.insert(inflected.skeleton);
    }
  }
  return out;
}

Words Perfect(const Verb& verb) { return Forms(verb, Form::kPerfect); }
Words Imperfect(const Verb& verb) { return Forms(verb, Form::kImperfect); }
Words PerfectPassive(const Verb& verb) { return Forms(verb, Form::kPerfect, Voice::kPassive); }
Words ImperfectPassive(const Verb& verb) { return Forms(verb, Form::kImperfect, Voice::kPassive); }
Words Masdars(const Verb& verb) { return Forms(verb, Form::kMasdar, Voice::kUnknown); }

Voice VoiceOf(const Verb& verb, std::string_view skeleton, Form form) {
  const auto all = Inflect(verb);
  for (const Inflected& inflected : *all) {
    if (inflected.skeleton == skeleton && inflected.features.form == form) {
      return inflected.features.voice;
    }
  }
  ADD_FAILURE() << skeleton << " is not a form of " << verb.root;
  return Voice::kUnknown;
}

// The persons of a regular stem: third singular, dual and plural, then second and first.
Words PerfectOf(const std::string& v, const std::string& c) {
  return Split(v + " " + v + "t " + v + "A " + v + "tA " + v + "wA " + v + "w " + c + "n " + c +
               "t " + c + "tmA " + c + "tm " + c + "tn " + c + "nA");
}

Words ImperfectOf(const std::string& v, const std::string& c) {
  Words out;
  for (const std::string p : {"y", "t", "A", "n"}) out.merge(Split(p + v + " " + p + c));
  for (const std::string p : {"y", "t"}) {
    out.merge(Split(p + v + "An " + p + v + "A " + p + v + "wn " + p + v + "wA " + p + v + "w " +
                    p + c + "n"));
  }
  out.merge(Split("t" + v + "yn t" + v + "y"));
  return out;
}

TEST(VerbTest, InflectsSoundRootsOfEveryForm) {
  struct Row {
    std::string_view root;
    VerbForm form;
    std::string_view perfect;
    std::string_view imperfect;
    std::string_view masdar;
    std::string_view participle;
  };
  constexpr Row kRows[] = {
      {"qtl", VerbForm::kI, "qtl", "qtl", "", "qAtl"},
      {"hdd", VerbForm::kII, "hdd", "hdd", "thdyd", "mhdd"},
      {"hjm", VerbForm::kIII, "hAjm", "hAjm", "mhAjmh", "mhAjm"},
      {"Elm", VerbForm::kIV, "AElm", "Elm", "AElAm", "mElm"},
      {"ErD", VerbForm::kV, "tErD", "tErD", "tErD", "mtErD"},
      {"fwD", VerbForm::kVI, "tfAwD", "tfAwD", "tfAwD", "mtfAwD"},
      {"fjr", VerbForm::kVII, "Anfjr", "nfjr", "AnfjAr", "mnfjr"},
      {"wfq", VerbForm::kVIII, "Atfq", "tfq", "AtfAq", "mtfq"},
      {"hdf", VerbForm::kX, "Asthdf", "sthdf", "AsthdAf", "msthdf"},
      {"zlzl", VerbForm::kQI, "zlzl", "zlzl", "zlzlh", "mzlzl"},
      {"dhwr", VerbForm::kQII, "tdhwr", "tdhwr", "tdhwr", "mtdhwr"},
  };
  for (const Row& row : kRows) {
    const Verb verb = MakeVerb(row.root, row.form, "au");
    EXPECT_EQ(Perfect(verb), PerfectOf(std::string(row.perfect), std::string(row.perfect)))
        << row.root;
    EXPECT_EQ(Imperfect(verb), ImperfectOf(std::string(row.imperfect), std::string(row.imperfect)))
        << row.root;
    if (!row.masdar.empty()) {
      EXPECT_TRUE(Masdars(verb).count(std::string(row.masdar))) << row.root;
    }
    EXPECT_TRUE(Forms(verb, Form::kActiveParticiple).count(std::string(row.participle)))
        << row.root;
  }
}

TEST(VerbTest, WritesALastRadicalAndItsEndingOnceWhenTheyAreAlike) {
  const Verb announced = MakeVerb("Eln", VerbForm::kIV);
  EXPECT_EQ(Perfect(announced),
            Split("AEln AElnt AElnA AElntA AElnwA AElnw AElntmA AElntm AElntn"));
  EXPECT_TRUE(Imperfect(announced).count("yElnwn"));
  EXPECT_TRUE(Masdars(announced).count("AElAn"));
  EXPECT_EQ(Perfect(MakeVerb("sHb", VerbForm::kVII)), PerfectOf("AnsHb", "AnsHb"));
  EXPECT_TRUE(Perfect(MakeVerb("skt", VerbForm::kI, "au")).count("skt"));
}

TEST(VerbTest, InflectsHollowRoots) {
  const Verb said = MakeVerb("qwl", VerbForm::kI, "au");
  EXPECT_EQ(Perfect(said), PerfectOf("qAl", "ql"));
  EXPECT_EQ(PerfectPassive(said), PerfectOf("qyl", "ql"));
  EXPECT_EQ(Imperfect(said), ImperfectOf("qwl", "ql"));
  EXPECT_EQ(ImperfectPassive(said), ImperfectOf("qAl", "ql"));
  EXPECT_EQ(Forms(said, Form::kImperative), Split("ql qwly qwlA qwlwA qwlw"));
  EXPECT_EQ(VoiceOf(said, "qyl", Form::kPerfect), Voice::kPassive);
  EXPECT_EQ(VoiceOf(said, "ql", Form::kImperative), Voice::kActive);

  const Verb regained = MakeVerb("Ewd", VerbForm::kX);
  EXPECT_EQ(Perfect(regained), PerfectOf("AstEAd", "AstEd"));
  EXPECT_EQ(PerfectPassive(regained), PerfectOf("AstEyd", "AstEd"));
  EXPECT_EQ(Imperfect(regained), ImperfectOf("stEyd", "stEd"));
  EXPECT_TRUE(Masdars(regained).count("AstEAdh"));
  EXPECT_TRUE(Masdars(MakeVerb("Hwj", VerbForm::kVIII)).count("AHtyAj"));
  EXPECT_EQ(Perfect(MakeVerb("xwf", VerbForm::kI, "ia")), PerfectOf("xAf", "xf"));
  EXPECT_EQ(Imperfect(MakeVerb("xwf", VerbForm::kI, "ia")), ImperfectOf("xAf", "xf"));
}

TEST(VerbTest, InflectsDefectiveRoots) {
  const Verb called = MakeVerb("dEw", VerbForm::kI, "au");
  EXPECT_EQ(Perfect(called), Split("dEA dEt dEwA dEtA dEw dEwn dEwt dEwtmA dEwtm dEwtn dEwnA"));
  EXPECT_EQ(PerfectPassive(called),
            Split("dEy dEyt dEyA dEytA dEwA dEw dEyn dEytmA dEytm dEytn dEynA"));
  EXPECT_EQ(Imperfect(called),
            Split("ydEw tdEw AdEw ndEw ydE tdE AdE ndE ydEwA tdEwA AdEwA ndEwA ydEwAn tdEwAn "
                  "ydEwn tdEwn tdEyn tdEy"));
  EXPECT_TRUE(Forms(called, Form::kActiveParticiple).count("dAEyn"));
  EXPECT_TRUE(Forms(called, Form::kPassiveParticiple, Voice::kPassive).count("mdEwwn"));

  const Verb threw = MakeVerb("rmy", VerbForm::kI, "ai");
  EXPECT_EQ(Perfect(threw),
            Split("rmy rmA rmt rmyA rmtA rmwA rmw rmyn rmyt rmytmA rmytm rmytn rmynA"));
  EXPECT_EQ(Imperfect(threw),
            Split("yrmy trmy Army nrmy yrm trm Arm nrm yrmyAn trmyAn yrmyA trmyA yrmwn trmwn "
                  "yrmwA trmwA yrmw trmw yrmyn trmyn"));

  const Verb met = MakeVerb("lqy", VerbForm::kI, "ia");
  EXPECT_EQ(Perfect(met), Split("lqy lqyt lqyA lqytA lqwA lqw lqyn lqytmA lqytm lqytn lqynA"));
  EXPECT_TRUE(Masdars(MakeVerb("Edw", VerbForm::kVIII)).count("AEtdA'"));
  EXPECT_TRUE(Masdars(MakeVerb("$ky", VerbForm::kV)).count("t$ky"));
}

TEST(VerbTest, InflectsAssimilatedRoots) {
  const Verb arrived = MakeVerb("wSl", VerbForm::kI, "ai");
  EXPECT_EQ(Perfect(arrived), PerfectOf("wSl", "wSl"));
  EXPECT_EQ(Imperfect(arrived), ImperfectOf("Sl", "Sl"));
  EXPECT_EQ(ImperfectPassive(arrived), ImperfectOf("wSl", "wSl"));
  EXPECT_EQ(VoiceOf(arrived, "ywSl", Form::kImperfect), Voice::kPassive);
  EXPECT_TRUE(Masdars(MakeVerb("wDH", VerbForm::kIV)).count("AyDAH"));
  EXPECT_TRUE(Imperfect(MakeVerb("yqn", VerbForm::kIV)).count("ywqn"));
}

TEST(VerbTest, InflectsDoubledRoots) {
  const Verb extended = MakeVerb("mdd", VerbForm::kI, "au");
  EXPECT_EQ(Perfect(extended), PerfectOf("md", "mdd"));
  EXPECT_EQ(Imperfect(extended), ImperfectOf("md", "mdd"));
  const Verb occupied = MakeVerb("Hll", VerbForm::kVIII);
  EXPECT_EQ(Perfect(occupied), PerfectOf("AHtl", "AHtll"));
  EXPECT_EQ(Imperfect(occupied), ImperfectOf("Htl", "Htll"));
  EXPECT_TRUE(Masdars(occupied).count("AHtlAl"));
}

TEST(VerbTest, SeatsHamza) {
  Verb took = MakeVerb("'x*", VerbForm::kI, "au");
  took.short_imperative = true;
  EXPECT_EQ(Perfect(took), PerfectOf("Ax*", "Ax*"));
  EXPECT_TRUE(Imperfect(took).count("yAx*"));
  EXPECT_TRUE(Imperfect(took).count("Ax*"));
  EXPECT_TRUE(ImperfectPassive(took).count("ywx*"));
  EXPECT_TRUE(Forms(took, Form::kImperative).count("x*"));

  const Verb asked = MakeVerb("s'l", VerbForm::kI, "aa");
  EXPECT_EQ(Perfect(asked), PerfectOf("sAl", "sAl"));
  EXPECT_EQ(PerfectPassive(asked), PerfectOf("syl", "syl"));
  EXPECT_TRUE(Forms(asked, Form::kPassiveParticiple, Voice::kPassive).count("mswwl"));
  EXPECT_TRUE(Forms(asked, Form::kPassiveParticiple, Voice::kPassive).count("msywl"));

  const Verb read = MakeVerb("qr'", VerbForm::kI, "aa");
  EXPECT_EQ(Perfect(read), Split("qrA qrAt qrAtA qrwwA qrww qrAwA qrAn qrAtmA qrAtm qrAtn "
                                 "qrAnA"));
  EXPECT_TRUE(Forms(read, Form::kActiveParticiple).count("qAry"));
  EXPECT_TRUE(Perfect(MakeVerb("jy'", VerbForm::kI, "ai")).count("jA'"));
  EXPECT_TRUE(Perfect(MakeVerb("jy'", VerbForm::kI, "ai")).count("jyt"));
  EXPECT_TRUE(Masdars(MakeVerb("hn'", VerbForm::kII)).count("thnyh"));
  EXPECT_TRUE(Perfect(MakeVerb("'mr", VerbForm::kVI)).count("tAmr"));
  EXPECT_TRUE(Imperfect(MakeVerb("Tm'n", VerbForm::kQIV)).count("yTmyn"));
}

TEST(VerbTest, InflectsTheIrregular) {
  Verb saw = MakeVerb("r'y", VerbForm::kI, "aa");
  saw.drops_middle = true;
  EXPECT_TRUE(Perfect(saw).count("rAy"));
  EXPECT_TRUE(Imperfect(saw).count("yry"));
  Verb adopted = MakeVerb("'x*", VerbForm::kVIII);
  adopted.doubles_t = true;
  EXPECT_TRUE(Perfect(adopted).count("Atx*"));
  Verb questioned = MakeVerb("jwb", VerbForm::kX);
  questioned.strong = true;
  EXPECT_TRUE(Perfect(questioned).count("Astjwb"));
}

TEST(VerbTest, ColoursTheTOfFormEight) {
  EXPECT_TRUE(Perfect(MakeVerb("Sdm", VerbForm::kVIII)).count("ASTdm"));
  EXPECT_TRUE(Perfect(MakeVerb("TlE", VerbForm::kVIII)).count("ATlE"));
  EXPECT_TRUE(Perfect(MakeVerb("zyd", VerbForm::kVIII)).count("AzdAd"));
  EXPECT_TRUE(Perfect(MakeVerb("dEw", VerbForm::kVIII)).count("AdEy"));
  EXPECT_TRUE(Perfect(MakeVerb("Drb", VerbForm::kVIII)).count("ADTrb"));
}

TEST(VerbTest, LeavesTheVoiceOpenWhenTheSkeletonServesBoth) {
  const Verb killed = MakeVerb("qtl", VerbForm::kI, "au");
  EXPECT_EQ(VoiceOf(killed, "qtl", Form::kPerfect), Voice::kUnknown);
  Verb exploded = MakeVerb("fjr", VerbForm::kV);
  exploded.intransitive = true;
  EXPECT_EQ(VoiceOf(exploded, "tfjr", Form::kPerfect), Voice::kActive);
}

TEST(VerbTest, GivesTheThirdPersonToASkeletonOfMany) {
  const auto forms = Inflect(MakeVerb("qtl", VerbForm::kI, "au"));
  for (const Inflected& form : *forms) {
    if (form.skeleton != "qtlt" || form.features.form != Form::kPerfect) continue;
    EXPECT_EQ(form.features.person, 3);
    EXPECT_EQ(form.features.gender, Gender::kFeminine);
  }
}

TEST(VerbTest, RefusesARootThatDoesNotSuitTheForm) {
  EXPECT_FALSE(Inflect(MakeVerb("qt", VerbForm::kI)).has_value());
  EXPECT_FALSE(Inflect(MakeVerb("qtl", VerbForm::kQI)).has_value());
  EXPECT_FALSE(Inflect(MakeVerb("qAl", VerbForm::kI)).has_value());
}

}  // namespace
}  // namespace tadwin::annotate
