// Dates as the ledger keeps them: intervals of ISO days, both ends inclusive.

import {locale} from './i18n.svelte';

// A day, month or year, as the filters take it.
export const kIsoDate = '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?';

type Shape = Intl.DateTimeFormatOptions;
const kDay: Shape = {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'};
const kMonth: Shape = {month: 'long', year: 'numeric', timeZone: 'UTC'};
const kYear: Shape = {year: 'numeric', timeZone: 'UTC'};

// The first day of a day, month or year.
export function parseDay(iso: string): Date | null {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  return found ? new Date(Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1))) : null;
}

function lastOfMonth(iso: string): string {
  const year = Number(iso.slice(0, 4));
  const month = Number(iso.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function written(date: Date, shape: Shape): string {
  return new Intl.DateTimeFormat(locale(), shape).format(date);
}

// "3 May 2024", "May 2024", "2024", or "from - to"; whole months and years are named as such.
export function interval(start: string | null | undefined, stop?: string | null): string {
  const from = start ? parseDay(start) : null;
  const to = stop ? parseDay(stop) : from;
  if (!from && !to) return '';
  if (!from) return `… – ${written(to!, kDay)}`;
  if (!to) return `${written(from, kDay)} – …`;
  if (from.getTime() === to.getTime()) return written(from, kDay);
  const first = start!.slice(0, 10);
  const last = stop!.slice(0, 10);
  if (first.endsWith('-01-01') && last === `${first.slice(0, 4)}-12-31`) return written(from, kYear);
  if (first.endsWith('-01') && last === lastOfMonth(first)) return written(from, kMonth);
  return new Intl.DateTimeFormat(locale(), {...kDay, month: 'short'}).formatRange(from, to);
}

// For tables: digits that line up. Less than a day is known: the part that is.
export function compact(start: string | null | undefined, stop?: string | null): string {
  if (!start && !stop) return '';
  if (!start) return `≤ ${stop}`;
  if (!stop || stop === start) return start;
  if (start.endsWith('-01-01') && stop === `${start.slice(0, 4)}-12-31`) return start.slice(0, 4);
  if (start.endsWith('-01') && stop === lastOfMonth(start)) return start.slice(0, 7);
  if (start.slice(0, 7) === stop.slice(0, 7)) return `${start}/${stop.slice(8)}`;
  return start.slice(0, 4) === stop.slice(0, 4) ? `${start}/${stop.slice(5)}` : `${start}/${stop}`;
}

export function monthName(month: string): string {
  const date = parseDay(`${month.slice(0, 7)}-01`);
  return date ? written(date, {month: 'short', year: 'numeric', timeZone: 'UTC'}) : month;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((parseDay(to)!.getTime() - parseDay(from)!.getTime()) / 86400000);
}

export function addDays(iso: string, days: number): string {
  return new Date(parseDay(iso)!.getTime() + days * 86400000).toISOString().slice(0, 10);
}

export function today(): string {
  const now = new Date();
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
