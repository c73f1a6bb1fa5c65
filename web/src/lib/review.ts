// What people do to facts and incidents: sent to the server, and how it is told.

import type {AddRequest, IncidentsNow, ReviewItem, ReviewRequest, ReviewStanding} from './api_types';
import {ApiError, send} from './api';
import {codes, number, t, term, type Key} from './i18n.svelte';
import {writes} from './live.svelte';
import {namesItself, who} from './session.svelte';

export type Verb = ReviewRequest['verb'];

function signed<T extends object>(body: T): T & {by?: string} {
  return namesItself() && who.name ? {...body, by: who.name} : body;
}

export function act(fact: string, body: ReviewRequest): Promise<ReviewStanding> {
  return writes(() => send<ReviewStanding>('POST', `/reviews/${encodeURIComponent(fact)}`, signed(body)));
}

export function add(body: AddRequest): Promise<ReviewStanding> {
  return writes(() => send<ReviewStanding>('POST', '/reviews', signed(body)));
}

export function merge(incident: string, others: string[], because: string): Promise<IncidentsNow> {
  return writes(() => send<IncidentsNow>('POST', `/incidents/${encodeURIComponent(incident)}/merge`, signed({with: others, because})));
}

export function split(incident: string, facts: string[], because: string): Promise<IncidentsNow> {
  return writes(() => send<IncidentsNow>('POST', `/incidents/${encodeURIComponent(incident)}/split`, signed({facts, because})));
}

// Why something was not done, in the reader's words as far as they tell it.
export function whyNot(fault: unknown): {says: string; detail: string} {
  if (!(fault instanceof ApiError)) return {says: t('review.failed'), detail: fault instanceof Error ? fault.message : String(fault)};
  if (fault.status === 0) return {says: t('app.offline'), detail: ''};
  const says = {403: t('review.mayonlyread'), 409: t('review.conflict')}[fault.status] ?? t('review.failed');
  return {says, detail: fault.message};
}

// Why a fact stands where it does in the queue.
export function whyRead(item: ReviewItem): string {
  const why: string[] = [];
  if (item.contested.length > 0) why.push(t('review.why.contested', {fields: item.contested.map((field) => term('field', field)).join(t('app.comma'))}));
  if (item.people > 0) why.push(t('review.why.people', {n: item.people}));
  if (item.fact.kind === 'event' && item.fact.score !== undefined) why.push(t('review.why.score', {score: number(item.fact.score, 2)}));
  return why.join(' · ');
}

// The codes that a field takes, where it takes codes.
export function codesOf(field: string): string[] {
  const kind: Record<string, string> = {plover: 'type', mode: 'mode', subtype: 'subtype', status: 'status', outcome: 'outcome', 'speaker.type': 'speaker'};
  return kind[field] ? codes(kind[field]) : [];
}

export function codeWord(field: string, code: string): string {
  return term({plover: 'type', 'speaker.type': 'speaker'}[field] ?? field, code);
}

const kDates = ['start', 'stop', 'at', 'period_start', 'period_end', 'due', 'made_on'];
const kNumbers = ['killed', 'injured', 'detained', 'missing', 'n', 'count', 'place.lat', 'place.lon', 'place.radius_km'];
const kNames = ['actor', 'target', 'who', 'to_whom', 'place', 'speaker'];

// How to write a value of a field.
export function takes(field: string): string {
  if (kDates.includes(field)) return t('review.takes.date');
  if (kNumbers.includes(field)) return t('review.takes.number');
  if (kNames.includes(field)) return t('review.takes.name');
  if (codesOf(field).length > 0) return t('review.takes.code');
  return t('review.takes.words');
}

export function verbWord(verb: string): string {
  return t(`did.${verb}` as Key);
}
