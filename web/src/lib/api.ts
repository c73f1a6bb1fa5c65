// The HTTP API of the server that gave this page (src/serve/openapi.json).

import type {Problem, Session} from './api_types';

export class ApiError extends Error {
  constructor(
    readonly status: number,  // 0: no answer at all
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export type Parameters = Record<string, string | number | boolean | null | undefined>;

const kBase = '/api/v1';
let csrf: string | null = null;

export function apiPath(path: string, parameters: Parameters | URLSearchParams = {}): string {
  const query = parameters instanceof URLSearchParams ? parameters : new URLSearchParams();
  if (!(parameters instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
    }
  }
  const text = query.toString();
  return kBase + path + (text ? `?${text}` : '');
}

async function problem(response: Response): Promise<ApiError> {
  try {
    const told = (await response.json()) as Problem;
    return new ApiError(response.status, told.code ?? '', told.detail ?? told.title ?? response.statusText);
  } catch {
    return new ApiError(response.status, '', response.statusText || `HTTP ${response.status}`);
  }
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await request;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new ApiError(0, 'offline', fault instanceof Error ? fault.message : String(fault));
  }
  if (!response.ok) throw await problem(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export function get<T>(path: string, parameters: Parameters | URLSearchParams = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(fetch(apiPath(path, parameters), {signal: signal ?? null, headers: {accept: 'application/json'}}));
}

export function send<T>(method: 'POST' | 'DELETE' | 'PUT', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = {accept: 'application/json'};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (csrf) headers['x-csrf-token'] = csrf;
  const content = body === undefined ? null : JSON.stringify(body);
  return answer<T>(fetch(kBase + path, {method, headers, body: content, signal: signal ?? null}));
}

export async function readSession(): Promise<Session> {
  const session = await get<Session>('/session');
  csrf = session.csrf;
  return session;
}

export async function signIn(name: string, password: string): Promise<Session> {
  const session = await send<Session>('POST', '/session', {name, password});
  csrf = session.csrf;
  return session;
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/session');
  csrf = null;
}

interface ListPage<T> {
  items: T[];
  next: string | null;
  total: number;
}

// Every item of a list, page by page. Stops when `signal` is aborted.
export async function* pages<T>(path: string, parameters: Parameters, signal?: AbortSignal): AsyncGenerator<ListPage<T>> {
  let cursor: string | null = null;
  do {
    const page: ListPage<T> = await get(path, {limit: 1000, ...parameters, cursor}, signal);
    yield page;
    cursor = page.next;
  } while (cursor);
}
