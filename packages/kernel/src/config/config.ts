import type { Config, ConfigKeyManifest, ConfigLayer, ConfigOrigin, ConfigValue } from '@mmm/plugin-api';

/** The value of one key and where it comes from. Plain data: it is what the cache keeps. */
export interface Setting {
  readonly value: ConfigValue;
  readonly layer: ConfigLayer;
  readonly source?: string;
}

export type Settings = Readonly<Record<string, Setting>>;

/** The effective configuration over validated settings; what is not set has its declaration's default. */
export function createConfig(declared: readonly ConfigKeyManifest[], settings: Settings): Config {
  const keys = new Map(declared.map((key) => [key.key, key]));

  function explain(key: string): ConfigOrigin {
    const declaration = keys.get(key);
    if (declaration === undefined) throw new Error(`configuration key "${key}" is not declared`);
    const setting = settings[key];
    return setting === undefined
      ? { key, value: declaration.default, layer: 'default' }
      : { key, ...setting };
  }

  function optional<T extends ConfigValue>(
    key: string,
    is: (value: ConfigValue) => value is T,
  ): T | undefined {
    const { value } = explain(key);
    if (value === undefined || is(value)) return value;
    throw new Error(`configuration key "${key}" is declared as ${keys.get(key)?.type}`);
  }

  function required<T extends ConfigValue>(key: string, is: (value: ConfigValue) => value is T): T {
    const value = optional(key, is);
    if (value === undefined) throw new Error(`configuration key "${key}" has neither a value nor a default`);
    return value;
  }

  return {
    string: (key) => required(key, isString),
    optionalString: (key) => optional(key, isString),
    number: (key) => required(key, isNumber),
    optionalNumber: (key) => optional(key, isNumber),
    boolean: (key) => required(key, isBoolean),
    strings: (key) => optional(key, isList) ?? [],
    table: (key) => optional(key, isTable) ?? {},
    explain,
    flags: () => [...keys.keys()].map(explain).filter(({ layer }) => layer === 'flag'),
  };
}

const isString = (value: ConfigValue): value is string => typeof value === 'string';
const isNumber = (value: ConfigValue): value is number => typeof value === 'number';
const isBoolean = (value: ConfigValue): value is boolean => typeof value === 'boolean';
const isList = (value: ConfigValue): value is readonly string[] => Array.isArray(value);
const isTable = (value: ConfigValue): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && !Array.isArray(value);
