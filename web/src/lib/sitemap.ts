// The pages: where they are, what they need of the server, which key leads there.

import type {Component} from 'svelte';
import type {Key} from './i18n.svelte';

// A page of all entries takes no properties, a page of one takes its id.
export type PageComponent = Component<{id?: string}> | Component<Record<string, never>>;
type Loaded = Promise<{default: PageComponent}>;

export interface Page {
  name: string;
  path: string;
  title: Key;
  needs: string;  // path of the API without which the page is not shown
  key: string;    // after g
  icon: string;   // path of a 20 x 20 picture
  load: () => Loaded;
  loadOne?: () => Loaded;  // of one entry: path/ID
}

export const kPages: Page[] = [
  {name: 'overview', path: '/', title: 'nav.overview', needs: '/overview', key: 'o',
    icon: 'M3 17V9M8 17V4M13 17v-6M18 17V7', load: () => import('../pages/Overview.svelte')},
  {name: 'incidents', path: '/incidents', title: 'nav.incidents', needs: '/incidents', key: 'i',
    icon: 'M3 5h14M3 10h14M3 15h9', load: () => import('../pages/Incidents.svelte'),
    loadOne: () => import('../pages/Incident.svelte')},
  {name: 'documents', path: '/documents', title: 'nav.documents', needs: '/documents', key: 'd',
    icon: 'M5 3h7l4 4v10H5zM12 3v4h4M8 11h5M8 14h5', load: () => import('../pages/Documents.svelte'),
    loadOne: () => import('../pages/Document.svelte')},
  {name: 'map', path: '/map', title: 'nav.map', needs: '/places', key: 'm',
    icon: 'M3 5l4.5-2 5 2L17 3v12l-4.5 2-5-2L3 17zM7.5 3v12M12.5 5v12', load: () => import('../pages/Map.svelte')},
  {name: 'series', path: '/series', title: 'nav.series', needs: '/series', key: 's',
    icon: 'M3 15l4-5 4 3 6-8', load: () => import('../pages/Series.svelte')},
  {name: 'actors', path: '/actors', title: 'nav.actors', needs: '/actors', key: 'a',
    icon: 'M7 9a3 3 0 100-6 3 3 0 000 6zM2 17c0-3 2-5 5-5s5 2 5 5M13 4a3 3 0 010 5M15 12c2 .5 3 2.500 3 5',
    load: () => import('../pages/Actors.svelte'), loadOne: () => import('../pages/Actor.svelte')},
  {name: 'commitments', path: '/commitments', title: 'nav.commitments', needs: '/commitments', key: 'c',
    icon: 'M3 5h14v12H3zM3 9h14M7 3v4M13 3v4', load: () => import('../pages/Commitments.svelte')},
  {name: 'review', path: '/review', title: 'nav.review', needs: '/reviews', key: 'r',
    icon: 'M3 10l4 4 10-10M3 17h14', load: () => import('../pages/Review.svelte'), loadOne: () => import('../pages/Review.svelte')},
  {name: 'code', path: '/code', title: 'nav.code', needs: '/code', key: 't',
    icon: 'M3 4h14v12H3zM6 8l2 2-2 2M10 12h4', load: () => import('../pages/Code.svelte')},
  {name: 'rules', path: '/rules', title: 'nav.rules', needs: '/rules', key: 'u',
    icon: 'M4 3h9a3 3 0 013 3v11H7a3 3 0 01-3-3zM4 14a3 3 0 013-3h9', load: () => import('../pages/Rules.svelte')},
  {name: 'runs', path: '/runs', title: 'nav.runs', needs: '/runs', key: 'n',
    icon: 'M10 3a7 7 0 107 7M10 6v4l3 2M17 3v4h-4', load: () => import('../pages/Runs.svelte')},
];

// Addresses that lead on to a page of the menu.
const kHidden: Page[] = [
  {name: 'facts', path: '/facts', title: 'document.facts', needs: '/facts/{id}', key: '', icon: '', load: () => import('../pages/Documents.svelte'),
    loadOne: () => import('../pages/Fact.svelte')},
];

export interface Found {
  page: Page;
  id?: string;
}

// The page of an address; null where there is none.
export function pageAt(path: string): Found | null {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const whole = kPages.find((page) => page.path === clean);
  if (whole) return {page: whole};
  const slash = clean.indexOf('/', 1);
  const page = slash > 0 ? [...kPages, ...kHidden].find((one) => one.path === clean.slice(0, slash)) : undefined;
  const rest = clean.slice(slash + 1);
  if (!page?.loadOne || rest.includes('/')) return null;
  try {
    return {page, id: decodeURIComponent(rest)};
  } catch {
    return null;
  }
}
