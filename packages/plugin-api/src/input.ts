export type OptionValue = string | number | boolean | readonly string[] | undefined;

/** A parsed command line, checked against the command's manifest entry. */
export interface CommandInput {
  /** Positional arguments by name; a variadic one is a list. */
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Options by their camel-case long name. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** What stood behind `--`, as it was. */
  readonly rest: readonly string[];
}

/** A required positional argument. */
export function arg(input: CommandInput, name: string): string {
  const value = input.args[name];
  if (typeof value !== 'string') throw new Error(`the command has no required argument "${name}"`);
  return value;
}

export function optionalArg(input: CommandInput, name: string): string | undefined {
  const value = input.args[name];
  return typeof value === 'string' ? value : undefined;
}

export function variadicArg(input: CommandInput, name: string): readonly string[] {
  const value = input.args[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export function flag(input: CommandInput, name: string): boolean {
  return input.options[name] === true;
}

export function textOption(input: CommandInput, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberOption(input: CommandInput, name: string): number | undefined {
  const value = input.options[name];
  return typeof value === 'number' ? value : undefined;
}

/** A repeatable option, or one with a comma-separated value. */
export function listOption(input: CommandInput, name: string): readonly string[] {
  const value = input.options[name];
  if (value === undefined || typeof value === 'boolean' || typeof value === 'number') return [];
  const values = typeof value === 'string' ? [value] : value;
  return values
    .flatMap((item) => item.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
