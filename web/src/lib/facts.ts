// A fact as the pages show it: what it says in a line, its fields with the words behind each.

import type {Fact} from './api_types';
import {interval} from './dates';
import {number, t, term} from './i18n.svelte';
import {namesOf, placeAndCountry, quantity, whatOf} from './names';
import {plain, type Span} from './text';

export interface FactSpan extends Span {
  fact: Fact;
  field: string;  // 'trigger', or a key of the evidence without its number
}

export interface FactField {
  field: string;
  value: string;
  spans: Span[];
}

function baseOf(field: string): string {
  return field.replace(/\.\d+$/, '');
}

// Every stretch of words that a fact rests on; the trigger first.
export function spansOf(fact: Fact): FactSpan[] {
  const made: FactSpan[] = [{begin: fact.begin, end: fact.end, fact, field: 'trigger'}];
  for (const [field, range] of Object.entries(fact.evidence)) {
    const [begin, end] = range;
    if (begin === undefined || end === undefined) continue;
    if (begin === fact.begin && end === fact.end) continue;
    made.push({begin, end, fact, field: baseOf(field)});
  }
  return made;
}

export function factTitle(fact: Fact): string {
  if (fact.kind === 'event') return whatOf({kind: 'event', type: fact.plover ?? null, subtype: fact.subtype ?? null, mode: fact.mode ?? null});
  if (fact.kind === 'commitment') return term('kind', 'commitment');
  const count = fact.n === null || fact.n === undefined ? '' : `${number(fact.n, 2)} `;
  return `${count}${plain(fact.what, 80)}`;
}

// The fields that hold something, in the order people ask for them.
export function fieldsOf(fact: Fact): FactField[] {
  const spans = new Map<string, Span[]>();
  for (const [field, range] of Object.entries(fact.evidence)) {
    const name = baseOf(field);
    spans.set(name, [...(spans.get(name) ?? []), {begin: range[0]!, end: range[1]!}]);
  }
  const made: FactField[] = [];
  const add = (field: string, value: string, also: string[] = []): void => {
    if (value === '') return;
    made.push({field, value, spans: [field, ...also].flatMap((name) => spans.get(name) ?? [])});
  };
  if (fact.kind === 'event') {
    add('type', term('type', fact.plover), ['plover']);
    add('mode', term('mode', fact.mode));
    add('subtype', term('subtype', fact.subtype));
    add('start', interval(fact.start, fact.stop), ['stop', 'date']);
    add('place', placeAndCountry(fact.place));
    add('actor', namesOf(fact.actor ?? [], 9));
    add('target', namesOf(fact.target ?? [], 9));
    add('killed', quantity(fact.killed));
    add('injured', quantity(fact.injured));
    add('weapon', plain(fact.weapon, 80));
    add('count', fact.count === null || fact.count === undefined ? '' : number(fact.count));
    add('outcome', fact.outcome && fact.outcome !== 'unknown' ? term('outcome', fact.outcome) : '');
    add('context', (fact.context ?? []).map((one) => term('context', one)).join(' · '));
  } else if (fact.kind === 'commitment') {
    add('who', plain(fact.who, 120));
    add('to_whom', plain(fact.to_whom, 120));
    add('what', '', []);
    add('due', interval(fact.due));
    add('made_on', interval(fact.made_on));
  } else {
    add('n', fact.n === null || fact.n === undefined ? '' : number(fact.n, 2));
    add('what', plain(fact.what, 120));
    add('at', interval(fact.at));
    add('period_start', interval(fact.period_start));
    add('period_end', interval(fact.period_end));
    add('place', placeAndCountry(fact.place));
  }
  const speaker = fact.speaker ? (fact.speaker.chain.map((link) => plain(link.text, 80)).filter(Boolean).join(' ← ') || plain(fact.speaker.text, 80)) : '';
  add('speaker', speaker && fact.speaker ? `${speaker} (${term('speaker', fact.speaker.type)})` : speaker);
  if (fact.score !== undefined && fact.kind === 'event') made.push({field: 'score', value: fact.score.toFixed(2), spans: []});
  return made;
}

export function factOrder(a: Fact, b: Fact): number {
  return a.begin - b.begin || a.end - b.end || (a.id < b.id ? -1 : 1);
}

export function fieldWord(field: string): string {
  return field === 'trigger' ? t('field.trigger') : term('field', field);
}
