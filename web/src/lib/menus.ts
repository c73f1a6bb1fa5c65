// Menus that open under a button: a press elsewhere or Escape closes them.

function openMenus(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')];
}

// Whether there was one to close. The button of a closed menu takes the focus back.
export function closeMenus(except: EventTarget | null = null): boolean {
  const closing = openMenus().filter((menu) => !(except instanceof Node && menu.contains(except)));
  for (const menu of closing) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector('summary')?.focus();
  }
  return closing.length > 0;
}

export function startMenus(): void {
  document.addEventListener('pointerdown', (event) => void closeMenus(event.target));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && closeMenus()) event.preventDefault();
  }, true);
}
