// The shape of a parsed `plugin.toml`. Files are named without extension, relative to the folder of `main`
// (or to the manifest's folder where there is no `main`), and get `main`'s extension.

export interface ArgumentManifest {
  readonly name: string;
  readonly doc: string;
  readonly required: boolean;
  readonly variadic: boolean;
}

export interface OptionManifest {
  /** As cac reads it: `-m, --max-iterations <n>`; without `<…>` it is a flag. */
  readonly flags: string;
  readonly doc: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'strings';
  readonly default?: string | number | boolean;
  readonly choices?: readonly string[];
  /** A configuration key that this option sets, on the layer of flags. */
  readonly config?: string;
}

export interface ExampleManifest {
  readonly run: string;
  readonly says: string;
}

export interface CommandManifest {
  /** Words joined by one blank; empty for `mmm` alone. */
  readonly path: string;
  /** Other paths that lead here. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly file: string;
  /** `required`: fails outside a project. `optional`: takes one if there is one. `none`: does not look. */
  readonly project: 'required' | 'optional' | 'none';
  readonly hidden: boolean;
  readonly args: readonly ArgumentManifest[];
  readonly options: readonly OptionManifest[];
  readonly examples: readonly ExampleManifest[];
}

export interface TapManifest {
  readonly hook: string;
  readonly file: string;
}

export interface HookManifest {
  readonly name: string;
  readonly doc: string;
}

export interface ConfigKeyManifest {
  readonly key: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'strings' | 'table';
  readonly doc: string;
  readonly default?: string | number | boolean | readonly string[] | Readonly<Record<string, string>>;
  readonly choices?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ContributionManifest {
  readonly point: string;
  readonly id: string;
  readonly summary: string;
  readonly file: string;
}

export interface PluginManifest {
  readonly id: string;
  readonly version: string;
  readonly description: string;
  /** The module whose default export is `definePlugin(…)`; absent where there is nothing to activate. */
  readonly main?: string;
  readonly engines: { readonly mmm: string };
  readonly requires: readonly string[];
  readonly provides: readonly string[];
  readonly commands: readonly CommandManifest[];
  readonly taps: readonly TapManifest[];
  readonly hooks: readonly HookManifest[];
  readonly config: readonly ConfigKeyManifest[];
  readonly contributes: readonly ContributionManifest[];
  /** Folders of numbered `.sql` files, by the database that they belong to. */
  readonly migrations: { readonly project?: string; readonly home?: string };
}
