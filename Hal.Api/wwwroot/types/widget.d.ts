// What widget.js keeps and hands on. Browsers never load this file; the compiler does.

import type { Config, Problem } from './service';

/** Who is at this browser, as kept in storage. */
export interface Visitor {
  visitor_id: string;
  token?: string;
  user_id?: string;
  email?: string;
  user_hash?: string;
}

/** What identifies a visitor in one call, and proves it. */
export type Credentials = Pick<Visitor, 'visitor_id' | 'user_id' | 'user_hash'>;

/** How a call of the page, or of the widget itself, is refused. */
export interface WidgetError extends Error {
  code: string;
  status?: number;
  errors?: Record<string, string[]>;
  request_id?: string;
}

/** A call that waits for its answer. */
export interface Entry {
  /** Sorts by age. */
  id: string;
  /** Its place in storage. */
  key: string;
  project: string;
  /** When it was made. */
  at: number;
  route: string;
  /** The visitor and the proof it was made with. */
  who: Credentials;
  body: Record<string, unknown>;
  /** When it was sent, if there is no answer so far. */
  sent?: number;
  /** Whether its page is gone, so that another page may send it. */
  free?: boolean;
  /** Whether it is on its way. */
  flies?: boolean;
  /** Whether it must be sent by itself, because a batch with it was refused. */
  alone?: boolean;
  resolve?: (answer: any) => void;
  reject?: (error: WidgetError) => void;
}

/** The page's storage, or memory for what it does not take. */
export interface Store {
  read(key: string): any;
  write(key: string, value: unknown): void;
  erase(key: string): void;
  keys(): string[];
}

export type Listener = (detail?: any) => void;

/** The widget's own events: ready, reset, answer, error, open, close, show and hide. */
export interface Events {
  on(event: string, fn: Listener): void;
  off(event: string, fn: Listener): void;
  emit(event: string, detail?: unknown): void;
}

/** What the launcher and the chat build on; widget.js hands it to the launcher. */
export interface Core extends Events {
  /** Where the service is; ends in a slash. */
  readonly base: string;
  /** The project's id. */
  readonly project: string;
  /** The language that the page asks for. */
  readonly spoken: string | undefined;
  /** The visitor as of now, from storage; makes one if there is none. */
  visitor(): Visitor;
  /** The same, or null if there is none. */
  known(): Visitor | null;
  /** Keeps what an answer told about the visitor it was for, if that still is the one. */
  learn(id: string, told: Partial<Visitor>): void;
  /** POST below `api/widget/`: queued, in order, retried, kept over a reload. Rejects with a WidgetError. */
  call(route: string, said?: Record<string, any>): Promise<any>;
  /** A request below `api/widget/`, sent at once and once, with the visitor's token. */
  fetched(path: string, options: RequestInit, known?: Partial<Visitor>): Promise<Response>;
  failure(problem: Problem | undefined, status?: number): WidgetError;
  /** Forgets the visitor, as the page's call does. */
  reset(): void;
  /** Says who the visitor is, as the page's call does. */
  identify(said: { user_id?: string; email?: string }): Promise<any>;
}

/** The options of a request; `isOpen` says that the answer is the same for every visitor. */
export interface RequestOptions {
  query?: Record<string, string>;
  body?: object;
  signal?: AbortSignal;
  isOpen?: boolean;
}

/** Asks the service at once and once. Rejects with a WidgetError. */
export interface Service {
  request(path: string, options?: RequestOptions): Promise<any>;
  /** The project's settings, asked for once. */
  config(): Promise<Config>;
  /** The language to speak. */
  locale(): Promise<string>;
}

/** The launcher in the page. */
export interface Launcher {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  show(): void;
  hide(): Promise<void>;
}

/** What a page gives to `init`. */
export interface InitOptions {
  projectId?: string;
  appId?: string;
  locale?: string;
  apiBase?: string;
}

/** The calls of the page that wait for a project. */
export interface Calls {
  identify(said?: Record<string, any>): Promise<any>;
  setProperties(said?: Record<string, any>, more?: Record<string, any>): Promise<any>;
  track(name: string, value?: unknown, options?: Record<string, any>): Promise<any>;
  setStage(said?: any): Promise<any>;
  setDeal(said?: any): Promise<any>;
  reset(): void;
  open(): Promise<void>;
  close(): Promise<void> | undefined;
  toggle(): Promise<void>;
  show(): Promise<void>;
  hide(): Promise<void> | undefined;
}

/** All calls of the page. Each answers with a promise, also for a mistake in its arguments. */
export interface Api extends Record<keyof Calls | 'init' | 'on' | 'off', (...args: any[]) => Promise<any>> {
  q?: undefined;
}

/** A call made before widget.js has loaded: its name, its arguments, and how to settle its promise. */
export type EarlyCall = [name: string, args: unknown[], resolve: (answer: any) => void, reject: (error: unknown) => void];

/** What stands in for the API until widget.js has loaded. */
export interface Stub {
  q: Pick<EarlyCall[], 'push' | 'splice'>;
}

declare global {
  interface Window {
    HalWidget?: Api | Stub;
  }
}
