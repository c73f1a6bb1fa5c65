// When an event was: the date its own words tell, that of the saying, or one still to come.
//
// In: SentenceView, an event, how it is asserted. Out: time and status of a Fact, with evidence.
// Rules: rules/ar/time, rules/ar/event/nth_day.tsv. Threads: a reader is immutable.

#ifndef TADWIN_EXTRACT_EVENTS_EVENT_TIME_H_
#define TADWIN_EXTRACT_EVENTS_EVENT_TIME_H_

#include "extract/events/fields.h"

namespace tadwin::extract {

class TimeReader {
 public:
  // Both outlive the reader.
  TimeReader(const AnnotatedText& document, const Frames& frames)
      : document_(document), frames_(frames) {}

  // Fills time and date_text; what is old becomes background, what is to come planned. Returns
  // whether the date stands beside the verb of saying: the act may have been before.
  bool Add(const SentenceView& view, const SentenceEvents& found, const Event& event,
           const Assertion& assertion, Fact* fact) const;

 private:
  TimeLimits LimitsOf(const SentenceView& view, const Trigger& trigger, const Assertion& assertion,
                      const Fact& fact) const;
  int32_t FindToCome(const SentenceView& view, const SentenceEvents& found, const Event& event,
                     Fact* fact) const;
  void JoinTimeBefore(size_t index, Fact* fact) const;
  const Mention* TimeOfSpeech(const Attribution& attribution) const;
  void AddTimeOfSpeech(const Attribution& attribution, Fact* fact) const;
  void CountBack(const SentenceView& view, const Event& event, Fact* fact) const;
  void MarkHistory(const Event& event, const Assertion& assertion, Fact* fact) const;

  const AnnotatedText& document_;
  const Frames& frames_;
};

}  // namespace tadwin::extract

#endif  // TADWIN_EXTRACT_EVENTS_EVENT_TIME_H_
