// Tells that the ledger has changed since it was read (server-sent events), but for what this page
// changed itself.

export const live = $state({changed: false});

let started = false;
let writing = 0;
let waiting: string[] = [];  // versions told while this page was writing
const own = new Set<string>();  // that this page made

function take(version: string): void {
  if (!own.has(version)) live.changed = true;
}

// Does a write whose answer tells the version it made: that one is no news.
export async function writes<T extends {ledger: string}>(write: () => Promise<T>): Promise<T> {
  writing += 1;
  try {
    const answer = await write();
    own.add(answer.ledger);
    return answer;
  } finally {
    writing -= 1;
    if (writing === 0) {
      waiting.forEach(take);
      waiting = [];
    }
  }
}

export function startLive(): void {
  if (started) return;
  started = true;
  const source = new EventSource('/api/v1/events');
  source.addEventListener('ledger', (event) => {
    try {
      const {version} = JSON.parse((event as MessageEvent<string>).data) as {version: string};
      if (writing > 0) waiting.push(version);
      else take(version);
    } catch {
      // An event that cannot be read tells nothing.
    }
  });
  // The browser connects again by itself after a fault; a refusal ends it.
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) source.close();
  });
}
