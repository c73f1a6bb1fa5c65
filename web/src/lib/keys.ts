// Keys of the pages. A page hangs its keys in while it is shown.

export type Handler = (event: KeyboardEvent) => boolean | void;  // false: not used after all

const stack: Array<Record<string, Handler>> = [];
let prefix = '';
let prefixTimer = 0;

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return Boolean(element?.closest?.('input, textarea, select, [contenteditable]'));
}

// The Latin letter of the key, so that the keys work with an Arabic keyboard as well.
function nameOf(event: KeyboardEvent): string {
  if (event.key.length === 1 && !/[a-z0-9]/i.test(event.key) && /^Key[A-Z]$/.test(event.code)) {
    const letter = event.code.slice(3).toLowerCase();
    return event.shiftKey ? letter.toUpperCase() : letter;
  }
  if (event.code === 'Slash' && event.shiftKey) return '?';
  if (event.key === '\u061f') return '?';
  return event.key;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const name = nameOf(event);
  if (typing(event.target) && name !== 'Escape') return;
  if (document.querySelector('dialog[open]')) return;  // it closes by itself
  const wanted = prefix + name;
  prefix = '';
  clearTimeout(prefixTimer);
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    const handler = stack[index]![wanted];
    if (handler && handler(event) !== false) {
      event.preventDefault();
      return;
    }
  }
  if (name === 'g' && !wanted.startsWith('gg')) {
    prefix = 'g';
    prefixTimer = window.setTimeout(() => (prefix = ''), 1200);
  }
}

export function startKeys(): void {
  document.addEventListener('keydown', onKey);
}

// Hangs keys in; the function that is returned takes them out again.
export function bindKeys(keys: Record<string, Handler>): () => void {
  stack.push(keys);
  return () => {
    const at = stack.indexOf(keys);
    if (at >= 0) stack.splice(at, 1);
  };
}
