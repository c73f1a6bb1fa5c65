#include "query/table_page.h"

namespace tadwin::query {

Clause TablePages::Question(size_t phase, const std::vector<store::SqlValue>& after,
                            int64_t limit) const {
  const std::string value = sort_.column->expression;
  const std::string way = sort_.descending ? " DESC" : "";
  const bool by_value = phase == 0 && value != shape_.key;
  Clause inner;
  inner.Add("SELECT " + value + " AS value, " + shape_.key + " AS key" + shape_.carried + " ")
      .Add(shape_.from);
  if (sort_.column->nullable) {
    inner.Add(" AND " + value + (phase == 0 ? " IS NOT NULL" : " IS NULL"));
  }
  if (!after.empty()) {
    const std::string compare = sort_.descending ? " < " : " > ";
    inner.Add(by_value ? " AND (" + value + ", " + shape_.key + ")" + compare + "(?, ?)"
                       : " AND " + shape_.key + compare + "?");
    inner.values.insert(inner.values.end(), after.begin(), after.end());
  }
  inner.Add(" ORDER BY " + (by_value ? value + way + ", " : "") + shape_.key + way);
  inner.Add(" LIMIT ?", limit);
  Clause outer;
  outer.Add("SELECT c.value, c.key, " + shape_.columns + " FROM (")
      .Add(inner)
      .Add(") AS c" + shape_.joined + " ORDER BY ")
      .Add((by_value ? "c.value" + way + ", " : "") + "c.key" + way);
  return outer;
}

std::vector<store::SqlValue> TablePages::KeyOf(size_t phase, const store::Statement& row) const {
  if (phase == 0 && sort_.column->expression != shape_.key) return {row.Value(0), row.Value(1)};
  return {row.Value(1)};
}

}  // namespace tadwin::query
