// The columns of the table of incidents: what they show, how they are sorted and exported.

import type {IncidentRow} from './api_types';
import {compact} from './dates';
import {country, term, type Key} from './i18n.svelte';
import {namesOf, placeOf, quantity, titleOf, whatOf} from './names';
import {keep, kept} from './settings.svelte';

export interface Column {
  name: string;
  title: Key;
  long?: Key;
  sort?: string;     // field of the API
  numeric?: boolean;
  width: number;     // rem, of which the column of what happened takes the rest
  text: (row: IncidentRow) => string;
}

export const kColumns: Column[] = [
  {name: 'start', title: 'column.start', sort: 'start', width: 8.8, text: (row) => compact(row.start, row.stop)},
  {name: 'what', title: 'column.what', width: 15, text: titleOf},
  {name: 'place', title: 'column.place', sort: 'place', width: 9, text: (row) => placeOf(row.place)},
  {name: 'country', title: 'column.country', width: 6.5, text: (row) => country(row.place?.country)},
  {name: 'actors', title: 'column.actors', width: 9, text: (row) => namesOf(row.actors)},
  {name: 'targets', title: 'column.targets', width: 9, text: (row) => namesOf(row.targets)},
  {name: 'killed', title: 'column.killed', sort: 'killed', numeric: true, width: 4.8, text: (row) => quantity(row.killed)},
  {name: 'injured', title: 'column.injured', sort: 'injured', numeric: true, width: 4.8, text: (row) => quantity(row.injured)},
  {name: 'status', title: 'column.status', sort: 'status', width: 7, text: (row) => term('status', row.status)},
  {name: 'documents', title: 'column.documents', long: 'column.documents.long', sort: 'documents', numeric: true, width: 4.6, text: (row) => String(row.documents)},
  {name: 'facts', title: 'column.facts', sort: 'facts', numeric: true, width: 4.6, text: (row) => String(row.facts)},
  {name: 'contested', title: 'column.contested', sort: 'contested', width: 8, text: (row) => row.contested.map((field) => term('field', field)).join(' ')},
  {name: 'score', title: 'column.score', sort: 'score', numeric: true, width: 4.4, text: (row) => (row.score === null ? '' : row.score.toFixed(2))},
  {name: 'review', title: 'column.review', width: 6, text: (row) => (row.review ? term('reviewstate', row.review) : '')},
  {name: 'type', title: 'column.type', sort: 'type', width: 6, text: (row) => term('type', row.type)},
  {name: 'subtype', title: 'filter.subtype', width: 8, text: whatOf},
  {name: 'kind', title: 'column.kind', width: 5, text: (row) => term('kind', row.kind)},
  {name: 'id', title: 'column.id', width: 9.5, text: (row) => row.id},
];

const kDefault = ['start', 'what', 'place', 'country', 'actors', 'killed', 'injured', 'status', 'documents', 'contested'];

export function shownColumns(): string[] {
  const chosen = (kept('columns') ?? '').split(' ').filter((name) => kColumns.some((one) => one.name === name));
  return chosen.length > 0 ? chosen : kDefault;
}

export function keepColumns(names: string[]): void {
  keep('columns', names.join(' '));
}
