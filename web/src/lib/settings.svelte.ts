// What a reader chose for this browser: language, theme, names of months.

export type Language = 'ar' | 'en';
export type Theme = 'auto' | 'light' | 'dark';
export type Months = 'levant' | 'egypt' | 'maghreb';

function stored<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(`tadwin.${name}`) as T | null;
    return value !== null && allowed.includes(value) ? value : otherwise;
  } catch {
    return otherwise;  // storage may be forbidden
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`tadwin.${name}`, value);
  } catch {
    // A private window: the choice holds until it is closed.
  }
}

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`tadwin.${name}`);
  } catch {
    return null;
  }
}

const languages = ['ar', 'en'] as const;
const asked = new URLSearchParams(location.search).get('lang') as Language | null;
const spoken: Language = navigator.languages.some((name) => name.startsWith('ar')) ? 'ar' : 'en';

export const settings = $state({
  language: asked && languages.includes(asked) ? asked : stored<Language>('language', languages, spoken),
  theme: stored<Theme>('theme', ['auto', 'light', 'dark'], 'auto'),
  months: stored<Months>('months', ['levant', 'egypt', 'maghreb'], 'levant'),
});

export function applyTheme(): void {
  const root = document.documentElement;
  if (settings.theme === 'auto') root.removeAttribute('data-theme');
  else root.dataset.theme = settings.theme;
}

export function setTheme(theme: Theme): void {
  settings.theme = theme;
  keep('theme', theme);
  applyTheme();
}

export function setMonths(months: Months): void {
  settings.months = months;
  keep('months', months);
}
