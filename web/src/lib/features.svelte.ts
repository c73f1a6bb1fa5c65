// Which pages the server can fill: a page whose data it does not serve is not in the menu.

import {get} from './api';
import {keep, kept} from './settings.svelte';

export const features = $state<{paths: string[]}>({paths: (kept('paths') ?? '').split(' ').filter(Boolean)});

export async function readFeatures(): Promise<void> {
  const described = await get<{paths: Record<string, unknown>}>('/openapi.json');
  const paths = Object.keys(described.paths).map((path) => path.replace(/^\/api\/v1/, ''));
  keep('paths', paths.join(' '));
  features.paths = paths;
}

export function serves(path: string): boolean {
  return features.paths.includes(path);
}
