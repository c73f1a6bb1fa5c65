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
  {name: 'incidents', path: '/incidents', title: 'nav.incidents', needs: '/incidents', key: 'i',
    icon: 'M3 5h14M3 10h14M3 15h9', load: () => import('../pages/Incidents.svelte'),
    loadOne: () => import('../pages/Incident.svelte')},
  {name: 'documents', path: '/documents', title: 'nav.documents', needs: '/documents', key: 'd',
    icon: 'M5 3h7l4 4v10H5zM12 3v4h4M8 11h5M8 14h5', load: () => import('../pages/Documents.svelte'),
    loadOne: () => import('../pages/Document.svelte')},
  {name: 'code', path: '/code', title: 'nav.code', needs: '/code', key: 't',
    icon: 'M3 4h14v12H3zM6 8l2 2-2 2M10 12h4', load: () => import('../pages/Code.svelte')},
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
  const page = slash > 0 ? kPages.find((one) => one.path === clean.slice(0, slash)) : undefined;
  const rest = clean.slice(slash + 1);
  if (!page?.loadOne || rest.includes('/')) return null;
  try {
    return {page, id: decodeURIComponent(rest)};
  } catch {
    return null;
  }
}
