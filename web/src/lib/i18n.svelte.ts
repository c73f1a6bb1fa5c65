// Words of the pages in the reader's language; numbers and dates as that language writes them.

import {keep, settings, type Language} from './settings.svelte';
import type {Words} from '../i18n/en';

export type Key = keyof Words;
type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
type Dictionary = Record<string, string | Plural>;

const state = $state<{words: Dictionary; plural: Intl.PluralRules}>({
  words: {},
  plural: new Intl.PluralRules('en'),
});

export async function setLanguage(language: Language): Promise<void> {
  const words = language === 'ar' ? (await import('../i18n/ar')).ar : (await import('../i18n/en')).en;
  state.words = words as unknown as Dictionary;
  state.plural = new Intl.PluralRules(language);
  settings.language = language;
  keep('language', language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) return '';
    return typeof value === 'number' ? number(value) : value;
  });
}

function pick(entry: string | Plural, count: number): string {
  if (typeof entry === 'string') return entry;
  return entry[state.plural.select(count)] ?? entry.other ?? '';
}

export function t(key: Key, values: Record<string, string | number> = {}): string {
  const entry = state.words[key];
  if (entry === undefined) return key;
  return fill(pick(entry, typeof values.n === 'number' ? values.n : 0), values);
}

// The word for a code of the ledger (`type`, `ASSAULT`); the code itself where there is none.
export function term(kind: string, code: string | null | undefined): string {
  if (!code) return '';
  const entry = state.words[`${kind}.${code}`];
  return typeof entry === 'string' ? entry : code.replaceAll('_', ' ');
}

// The codes of a kind that there are words for.
export function codes(kind: string): string[] {
  return Object.keys(state.words).filter((key) => key.startsWith(`${kind}.`)).map((key) => key.slice(kind.length + 1));
}

export function locale(): string {
  if (settings.language === 'en') return 'en-GB';
  const land = {levant: 'SY', egypt: 'EG', maghreb: 'DZ'}[settings.months];
  return `ar-${land}-u-nu-latn`;
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locale(), {maximumFractionDigits: digits}).format(value);
}

export function percent(value: number): string {
  return new Intl.NumberFormat(locale(), {style: 'percent', maximumFractionDigits: 0}).format(value);
}

// Names of countries are those of Unicode CLDR (docs/web.md); `XX` codes stay as they are.
export function country(code: string | null | undefined): string {
  if (!code) return '';
  try {
    return new Intl.DisplayNames([settings.language], {type: 'region'}).of(code) ?? code;
  } catch {
    return code;
  }
}
