// The filters of lists, as the address and the API both write them.

export const kFilters = ['q', 'from', 'to', 'published', 'recorded', 'kind', 'context', 'type', 'mode', 'subtype', 'status',
  'outcome', 'country', 'admin', 'place', 'near', 'within', 'actor', 'actor_type', 'target', 'target_type', 'speaker',
  'speaker_type', 'outlet', 'weapon', 'min_killed', 'min_injured', 'min_score', 'max_score', 'contested', 'review', 'rule',
  'incident'] as const;
export type Filter = (typeof kFilters)[number];

export function filtersOf(query: URLSearchParams): Partial<Record<Filter, string>> {
  const found: Partial<Record<Filter, string>> = {};
  for (const name of kFilters) {
    const value = query.get(name);
    if (value) found[name] = value;
  }
  return found;
}

export function toggled(list: string | null | undefined, value: string): string {
  const values = (list ?? '').split(',').filter(Boolean);
  const kept = values.filter((one) => one !== value);
  return (kept.length === values.length ? [...values, value] : kept).join(',');
}
