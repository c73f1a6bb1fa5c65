// Something read from the server: value, fault, whether it is being read; read again when what it
// depends on changes. What is still on its way for an older question is dropped.

export interface Resource<T> {
  readonly value: T | undefined;
  readonly fault: unknown;
  readonly busy: boolean;
  retry(): void;
}

export function resource<T>(read: (signal: AbortSignal) => Promise<T>): Resource<T> {
  let value = $state.raw<T | undefined>(undefined);
  let fault = $state.raw<unknown>(null);
  let busy = $state(true);
  let round = $state(0);
  $effect(() => {
    void round;
    const control = new AbortController();
    busy = true;
    fault = null;
    read(control.signal).then(
      (got) => {
        if (control.signal.aborted) return;
        value = got;
        busy = false;
      },
      (why: unknown) => {
        if (control.signal.aborted) return;
        fault = why;
        value = undefined;
        busy = false;
      },
    );
    return () => control.abort();
  });
  return {
    get value() { return value; },
    get fault() { return fault; },
    get busy() { return busy; },
    retry() { round += 1; },
  };
}
