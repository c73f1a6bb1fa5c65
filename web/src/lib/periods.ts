// Months, quarters and years of charts.

import {monthName} from './dates';
import {number} from './i18n.svelte';

export type By = 'month' | 'quarter' | 'year';

export interface Bars {
  periods: string[];  // "2024-05", "2024-Q2", "2024"
  rows: Array<{key: string; label: string; counts: number[]; total: number}>;
}

export function periodOf(month: string, by: By): string {
  if (by === 'year') return month.slice(0, 4);
  if (by === 'quarter') return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
  return month.slice(0, 7);
}

function after(period: string, by: By): string {
  const year = Number(period.slice(0, 4));
  if (by === 'year') return String(year + 1).padStart(4, '0');
  const part = Number(period.slice(by === 'quarter' ? 6 : 5)) + 1;
  const last = by === 'quarter' ? 4 : 12;
  const next = part > last ? 1 : part;
  const inYear = String(part > last ? year + 1 : year).padStart(4, '0');
  return by === 'quarter' ? `${inYear}-Q${next}` : `${inYear}-${String(next).padStart(2, '0')}`;
}

// Every period from the first to the last, those without anything as well.
export function withoutGaps(periods: string[], by: By): string[] {
  const sorted = [...new Set(periods)].sort();
  const last = sorted.at(-1);
  if (!last) return [];
  const made = [sorted[0]!];
  while (made.at(-1)! < last && made.length < 5000) made.push(after(made.at(-1)!, by));
  return made;
}

// The finest period that leaves at most `most` bars.
export function fitting(months: string[], most: number): By {
  for (const by of ['month', 'quarter'] as const) {
    if (withoutGaps(months.map((one) => periodOf(one, by)), by).length <= most) return by;
  }
  return 'year';
}

export function firstDay(period: string): string {
  if (period.length === 4) return `${period}-01-01`;
  if (period.includes('Q')) return `${period.slice(0, 4)}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}-01`;
  return `${period}-01`;
}

export function lastDay(period: string): string {
  const year = Number(period.slice(0, 4));
  const month = period.length === 4 ? 12 : period.includes('Q') ? Number(period.slice(6)) * 3 : Number(period.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export function periodName(period: string): string {
  if (period.length === 4) return period;
  if (period.includes('Q')) return `${period.slice(0, 4)} ${period.slice(5)}`;
  return monthName(period);
}

// Rows beyond `most` become one, so that colours stay apart.
export function folded(bars: Bars, most: number, other: string): Bars {
  const rows = [...bars.rows].sort((a, b) => b.total - a.total);
  if (rows.length <= most) return {periods: bars.periods, rows};
  const rest = rows.slice(most - 1);
  const counts = bars.periods.map((_, index) => rest.reduce((sum, row) => sum + (row.counts[index] ?? 0), 0));
  const total = rest.reduce((sum, row) => sum + row.total, 0);
  return {periods: bars.periods, rows: [...rows.slice(0, most - 1), {key: '', label: other, counts, total}]};
}

// Round marks for an axis from nought.
export function marks(most: number): number[] {
  if (most <= 0) return [0];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough);
  return Array.from({length: Math.floor(most / step) + 1}, (_, index) => index * step);
}

export function short(value: number): string {
  return value >= 10000 ? `${number(value / 1000, 1)}k` : number(value, 1);
}
