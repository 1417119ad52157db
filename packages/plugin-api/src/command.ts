import type { PluginContext } from './context.ts';
import type { ExitCode } from './exit.ts';
import type { CommandInput } from './input.ts';
import type { View } from './view.ts';

/** One line of `--json-events`. `type` is `area.what-happened`; the rest is the event's own data. */
export interface ProgressEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Questions to the person at the terminal. */
export interface Ask {
  /** False where nobody is there to answer; then the other calls give their default. */
  readonly interactive: boolean;
  confirm(question: string, fallback: boolean): Promise<boolean>;
  text(question: string, fallback: string): Promise<string>;
}

export interface CommandContext extends PluginContext {
  /** The folder that the person stands in. */
  readonly cwd: string;
  readonly ask: Ask;
  /** Tells of something that happened during long work. */
  emit(event: ProgressEvent): void;
}

/** What a handler gives back: data for people and programs, and how the command ends. */
export interface Outcome<T> {
  readonly data: T;
  /** Default: done. */
  readonly exit?: ExitCode;
}

/** What a file under `commands/` exports by default. */
export interface Command<T> {
  run(input: CommandInput, context: CommandContext): Promise<Outcome<T>>;
  /** Pure. Without it the data is shown as facts or as a table. */
  view?(data: T): View;
  /** Pure. What a person sees of an event while the work goes on; nothing where it is undefined. */
  progress?(event: ProgressEvent): View | undefined;
}

export function defineCommand<T>(command: Command<T>): Command<T> {
  return command;
}
