// Rows of a list, read page by page as they come into view; kept so that the back button finds them.

import {untrack} from 'svelte';
import {get} from './api';

interface ListPage<T> {
  items: T[];
  next: string | null;
  total: number;
}

export class Rows<T> {
  items = $state.raw<T[]>([]);
  total = $state<number | null>(null);
  fault = $state.raw<unknown>(null);
  busy = $state(false);
  scrollTop = 0;
  active = $state(-1);
  #next: string | null = null;
  #wanted = 0;

  constructor(
    private readonly path: string,
    private readonly parameters: Record<string, string>,
    private readonly first = 200,
  ) {}

  // Reads on until row `upTo` is there.
  need(upTo: number): Promise<void> {
    return untrack(() => this.#read(upTo));
  }

  async #read(upTo: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, upTo);
    if (this.busy || this.fault) return;
    this.busy = true;
    try {
      while (this.total === null || (this.items.length <= this.#wanted && this.#next)) {
        const limit = String(this.total === null ? this.first : 1000);
        const cursor: Record<string, string> = this.#next ? {cursor: this.#next} : {};
        const page: ListPage<T> = await get(this.path, {...this.parameters, limit, ...cursor});
        this.items = this.items.concat(page.items);
        this.#next = page.next;
        this.total = page.next ? Math.max(page.total, this.items.length) : this.items.length;
      }
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.busy = false;
    }
  }

  retry(): void {
    this.fault = null;
    void this.need(this.#wanted);
  }
}

const kept = new Map<string, Rows<unknown>>();

export function rowsOf<T>(path: string, parameters: Record<string, string>): Rows<T> {
  const key = `${path}?${new URLSearchParams(parameters).toString()}`;
  const old = kept.get(key) as Rows<T> | undefined;
  if (old && !old.fault) return old;
  const rows = new Rows<T>(path, parameters);
  kept.set(key, rows as Rows<unknown>);
  if (kept.size > 6) kept.delete(kept.keys().next().value!);
  return rows;
}
