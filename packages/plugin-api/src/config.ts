export type ConfigLayer = 'default' | 'home' | 'project' | 'local' | 'environment' | 'flag';

/** Weakest first. */
export const CONFIG_LAYERS: readonly ConfigLayer[] = [
  'default',
  'home',
  'project',
  'local',
  'environment',
  'flag',
];

export type ConfigValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/** Which layer set a key, and where. */
export interface ConfigOrigin {
  readonly key: string;
  readonly value: ConfigValue | undefined;
  readonly layer: ConfigLayer;
  /** The file with line and column, the variable, or the flag; absent for a default. */
  readonly source?: string;
}

/**
 * The effective configuration. Every key is declared in a manifest with type, default and doc line, and validated
 * before a plugin sees it; asking for an undeclared key or the wrong type is a bug and throws a plain Error.
 */
export interface Config {
  string(key: string): string;
  optionalString(key: string): string | undefined;
  number(key: string): number;
  optionalNumber(key: string): number | undefined;
  boolean(key: string): boolean;
  strings(key: string): readonly string[];
  table(key: string): Readonly<Record<string, string>>;
  explain(key: string): ConfigOrigin;
  /** What the command line of this process has set. */
  flags(): readonly ConfigOrigin[];
}
