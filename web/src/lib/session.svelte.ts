// Who reads, and what they may: from /session; on a server without login whoever they say they are.

import type {Session} from './api_types';
import {keep, kept} from './settings.svelte';

export const who = $state<{session: Session | null; name: string}>({session: null, name: kept('reader') ?? ''});

export function reader(): string {
  return who.session?.user ?? who.name;
}

export function setReader(name: string): void {
  who.name = name.trim();
  keep('reader', who.name);
}

export function namesItself(): boolean {
  return !who.session?.auth;
}

export function mayReview(): boolean {
  return namesItself() || ['coder', 'editor', 'admin'].includes(who.session?.role ?? '');
}

export function mayMerge(): boolean {
  return namesItself() || ['editor', 'admin'].includes(who.session?.role ?? '');
}
