// Errors are told by name, not by class: each plugin bundles its own copy of this module.
import { EXIT, type ExitCode } from './exit.ts';
import type { Position } from './position.ts';

const NAME = 'MmmError';
const DOCS_PAGE = 'docs/errors.md';

/** An error in the form that crosses a process boundary. */
export interface MmmErrorData {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly docs: string;
  readonly exit: ExitCode;
  readonly at?: Position;
  readonly cause?: string;
}

export interface MmmErrorOptions {
  readonly code: string;
  /** What happened, with the value and the path. A full sentence. */
  readonly message: string;
  /** The next thing to type or do. */
  readonly hint: string;
  readonly exit?: ExitCode;
  readonly at?: Position;
  readonly cause?: unknown;
}

/** The one error class of mmm. Made through a catalogue (`defineErrors`), never by hand. */
export class MmmError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exit: ExitCode;
  readonly at: Position | undefined;

  constructor(options: MmmErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = NAME;
    this.code = options.code;
    this.hint = options.hint;
    this.exit = options.exit ?? EXIT.failed;
    this.at = options.at;
  }

  /** Where the code is explained; derived from the code, so that it cannot be wrong. */
  get docs(): string {
    return `${DOCS_PAGE}#${this.code.toLowerCase()}`;
  }

  toJSON(): MmmErrorData {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      docs: this.docs,
      exit: this.exit,
      ...(this.at === undefined ? {} : { at: this.at }),
      ...(this.cause === undefined ? {} : { cause: messageOf(this.cause) }),
    };
  }
}

export function isMmmError(value: unknown): value is MmmError {
  return value instanceof Error && value.name === NAME;
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** One entry of a catalogue. `D` is the data that the message is made of. */
export interface ErrorEntry<D> {
  /** One sentence for docs/errors.md: when this happens. */
  readonly doc: string;
  readonly message: (data: D) => string;
  readonly hint: (data: D) => string;
  readonly exit?: ExitCode;
}

export interface ErrorDetails {
  readonly cause?: unknown;
  readonly at?: Position;
}

/** The factories of a catalogue; `D` names each key's data. */
export type ErrorFactories<D> = {
  readonly [K in keyof D]: (data: D[K], details?: ErrorDetails) => MmmError;
};

/** What docs/errors.md is generated from. */
export interface ErrorDoc {
  readonly code: string;
  readonly doc: string;
  readonly exit: ExitCode;
}

export interface DefinedErrors<D> {
  readonly errors: ErrorFactories<D>;
  readonly docs: readonly ErrorDoc[];
}

/**
 * Makes the error factories of one package. `area` and the keys are upper case; the code of `NOT_FOUND` in the
 * area `SPECS` is `MMM_SPECS_NOT_FOUND`. Codes are never renamed or reused.
 */
export function defineErrors<D extends object>(
  area: string,
  catalogue: { readonly [K in keyof D]: ErrorEntry<D[K]> },
): DefinedErrors<D> {
  const docs: ErrorDoc[] = [];
  const factories: Partial<Record<keyof D, unknown>> = {};
  for (const key in catalogue) {
    const entry = catalogue[key];
    const code = `MMM_${area}_${key}`;
    docs.push({ code, doc: entry.doc, exit: entry.exit ?? EXIT.failed });
    factories[key] = (data: D[typeof key], details?: ErrorDetails) =>
      new MmmError({
        code,
        message: entry.message(data),
        hint: entry.hint(data),
        ...(entry.exit === undefined ? {} : { exit: entry.exit }),
        ...details,
      });
  }
  // Each factory is built from the entry under the same key, which the mapped type cannot see.
  return { errors: factories as ErrorFactories<D>, docs };
}
