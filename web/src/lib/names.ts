// What to call things: names in the language of the page, titles made from coded fields.

import {country, number, t, term} from './i18n.svelte';
import {settings} from './settings.svelte';
import type {IncidentRow, Name, Place, Quantity} from './api_types';
import {isolated, plain} from './text';

export function nameOf(name: Name | null | undefined): string {
  if (!name) return '';
  return isolated(plain(settings.language === 'en' ? (name.name_en ?? name.text) : (name.text ?? name.name_en), 80));
}

export function namesOf(names: Name[], most = 3): string {
  const seen = [...new Set(names.map(nameOf).filter(Boolean))];
  const shown = seen.slice(0, most).join(t('app.comma'));
  return seen.length > most ? `${shown} +${number(seen.length - most)}` : shown;
}

export function placeOf(place: Place | null | undefined): string {
  if (!place) return '';
  return isolated(plain(settings.language === 'en' ? (place.name_en ?? place.text) : (place.text ?? place.name_en), 80));
}

export function placeAndCountry(place: Place | null | undefined): string {
  const name = placeOf(place);
  const land = country(place?.country);
  return land && isolated(land) !== name ? `${name}${t('app.comma')}${land}` : name;
}

// What happened, in a word: the subtype, or the type where there is no finer word.
export function whatOf(row: Pick<IncidentRow, 'kind' | 'type' | 'subtype' | 'mode'>): string {
  if (row.kind !== 'event') return term('kind', row.kind);
  if (row.subtype && row.subtype !== 'other') return term('subtype', row.subtype);
  const type = term('type', row.type) || t('kind.event');
  return row.mode ? `${type} (${term('mode', row.mode)})` : type;
}

export function titleOf(row: IncidentRow): string {
  if (row.kind === 'commitment') {
    const who = namesOf(row.actors, 2);
    return who ? `${term('kind', row.kind)}: ${who}` : term('kind', row.kind);
  }
  if (row.kind !== 'event') return `${term('kind', row.kind)}: ${isolated(plain(row.title, 120))}`;
  const whom = namesOf(row.targets, 2);
  return whom ? `${whatOf(row)}: ${whom}` : whatOf(row);
}

// "4", "20–99", "≥ 3", "≤ 9": what the words allow.
export function quantity(value: Quantity | null | undefined): string {
  if (!value) return '';
  const {low, best, high} = value;
  if (low !== null && high !== null) {
    if (low === high) return number(low);
    return `${number(low)}–${number(high)}`;
  }
  if (best !== null) return low !== null && low === best ? `≥ ${number(best)}` : number(best);
  if (low !== null) return `≥ ${number(low)}`;
  return high !== null ? `≤ ${number(high)}` : '';
}
