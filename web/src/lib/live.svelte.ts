// Tells that the ledger has changed since it was read (server-sent events).

export const live = $state<{version: string | null; changed: boolean}>({version: null, changed: false});

let started = false;

export function startLive(): void {
  if (started) return;
  started = true;
  const source = new EventSource('/api/v1/events');
  source.addEventListener('ledger', (event) => {
    try {
      const {version} = JSON.parse((event as MessageEvent<string>).data) as {version: string};
      if (live.version !== null && live.version !== version) live.changed = true;
      live.version = version;
    } catch {
      // An event that cannot be read tells nothing.
    }
  });
  // The browser connects again by itself after a fault; a refusal ends it.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) source.close();
  });
}
