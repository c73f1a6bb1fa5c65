// Where the reader is: every state of a page that is worth sending to somebody is in the address.

export interface Place {
  path: string;
  search: string;
  hash: string;
}

function read(): Place {
  return {path: location.pathname, search: location.search, hash: location.hash};
}

export const route = $state<Place>(read());

function take(): void {
  Object.assign(route, read());
}

// Goes to an address of this site. `replace` leaves no step for the back button.
export function go(address: string, options: {replace?: boolean; keepScroll?: boolean} = {}): void {
  const before = location.pathname;
  if (options.replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  take();
  if (location.pathname !== before && !options.keepScroll) scrollTo(0, 0);
}

export function query(): URLSearchParams {
  return new URLSearchParams(route.search);
}

// The address of this page with some query parameters changed; null or '' takes one out.
export function withQuery(changes: Record<string, string | null | undefined>): string {
  const next = query();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return route.path + (text ? `?${text}` : '');
}

export function address(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') made.set(name, String(value));
  }
  const text = made.toString();
  return path + (text ? `?${text}` : '');
}

export function hashValue(name: string): string | null {
  return new URLSearchParams(route.hash.slice(1)).get(name);
}

// Links inside the site do not load the page again.
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.hasAttribute('download')) return;
  const to = new URL(link.href, location.href);
  if (to.origin !== location.origin || to.pathname.startsWith('/api/')) return;
  event.preventDefault();
  const same = to.pathname + to.search + to.hash === location.pathname + location.search + location.hash;
  go(to.pathname + to.search + to.hash, {replace: same});
}

export function startRouter(): void {
  addEventListener('popstate', take);
  addEventListener('hashchange', take);
  document.addEventListener('click', follow);
}
