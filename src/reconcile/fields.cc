#include "reconcile/fields.h"

#include <algorithm>
#include <cmath>

namespace tadwin::reconcile {
namespace {

constexpr double kUnbounded = 1e12;

}  // namespace

const IncidentField* FieldOf(const Incident& incident, std::string_view name) {
  for (const IncidentField& field : incident.fields) {
    if (field.field == name) return &field;
  }
  return nullptr;
}

const FieldValue* PreferredValue(const Incident& incident, std::string_view name) {
  const IncidentField* field = FieldOf(incident, name);
  if (field == nullptr) return nullptr;
  for (const FieldValue& value : field->values) {
    if (value.preferred) return &value;
  }
  return nullptr;
}

std::string PreferredLabel(const Incident& incident, std::string_view name) {
  const FieldValue* value = PreferredValue(incident, name);
  return value == nullptr ? std::string() : value->label;
}

std::string PreferredText(const Incident& incident, std::string_view name) {
  const FieldValue* value = PreferredValue(incident, name);
  return value == nullptr ? std::string() : value->value;
}

std::optional<DateInterval> ReadInterval(const std::string& value) {
  const size_t slash = value.find('/');
  const auto first = ParseIsoDate(value.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string::npos) return *first;
  const auto second = ParseIsoDate(value.substr(slash + 1));
  if (!second) return std::nullopt;
  return DateInterval{first->start, second->stop};
}

std::optional<DateInterval> WhenOf(const Incident& incident) {
  const FieldValue* value = PreferredValue(incident, "start");
  return value == nullptr ? std::nullopt : ReadInterval(value->value);
}

std::optional<DateInterval> IntervalOf(const TimeValue& time) {
  if (!time.start || !time.stop || *time.stop < *time.start) return std::nullopt;
  return DateInterval{*time.start, *time.stop};
}

bool AreApart(const DateInterval& a, const DateInterval& b) {
  return a.stop < b.start || b.stop < a.start;
}

bool IsWithin(const DateInterval& inner, const DateInterval& outer) {
  return outer.start <= inner.start && inner.stop <= outer.stop;
}

NumberRange RangeOf(const Quantity& quantity) {
  const double low = quantity.low.value_or(quantity.best.value_or(0));
  const double high = quantity.high.value_or(quantity.best.value_or(kUnbounded));
  return {low, std::max(low, high)};
}

double BestOf(const Quantity& quantity) {
  return quantity.best.value_or(quantity.low.value_or(quantity.high.value_or(0)));
}

bool AreApart(const NumberRange& a, const NumberRange& b) {
  return a.high < b.low || b.high < a.low;
}

NumberRange RangeOf(const Fact& counted) {
  const Quantity& told = counted.quantity;
  if (told.low || told.best || told.high) return RangeOf(told);
  const double n = counted.n.value_or(0);
  return {n, n};
}

bool HasHappened(const Incident& event) {
  const IncidentField* status = FieldOf(event, "status");
  if (status == nullptr) return false;
  return std::any_of(status->values.begin(), status->values.end(), [](const FieldValue& value) {
    return value.value == FactStatusName(FactStatus::kAsserted) ||
           value.value == FactStatusName(FactStatus::kAttributed) ||
           value.value == FactStatusName(FactStatus::kBackground) ||
           value.value == FactStatusName(FactStatus::kAlleged);
  });
}

std::string NumberText(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    return std::to_string(static_cast<int64_t>(number));
  }
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::string IntervalText(const DateInterval& when) {
  const std::string from = ToIso(when.start);
  if (when.start == when.stop) return from;
  const CivilDate a = ToCivil(when.start);
  const CivilDate b = ToCivil(when.stop);
  const bool whole_months = a.day == 1 && b.day == DaysInMonth(b.year, b.month);
  if (whole_months && a.year == b.year && a.month == b.month) return from.substr(0, 7);
  if (whole_months && a.year == b.year && a.month == 1 && b.month == 12) return from.substr(0, 4);
  return from + "/" + ToIso(when.stop);
}

}  // namespace tadwin::reconcile
