import {
  type CollectHook,
  defineCollectHook,
  defineService,
  type Position,
  type Result,
  type ServiceToken,
} from '@mmm/plugin-api';
import type { SpecStatus } from '@mmm/plugin-state/api';

export type Severity = 'error' | 'warning' | 'info';

/** Something that the parser, the linter or a check's own plugin has to say about a spec file. */
export interface Finding {
  /** Kebab-case and stable, such as `no-criteria`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
  readonly at: Position;
}

/** A piece of a check's line: inline code, or the text around it, trimmed. */
export interface CheckToken {
  readonly code: boolean;
  readonly text: string;
}

/** One check as it stands in the file; what it means is the business of the plugin that runs its kind. */
export interface CheckSource {
  /** `command` where the line starts with inline code, else the first word: file, http, json, judge, human, … */
  readonly kind: string;
  /** Behind the kind; for `command` from the code on. */
  readonly tokens: readonly CheckToken[];
  /** As written, without the list marker. */
  readonly source: string;
  readonly at: Position;
}

export interface Criterion {
  /** Eight hexadecimal digits of the text's hash; stays while the text does, wherever it moves. */
  readonly key: string;
  /** Counts from 1 in the file. */
  readonly ordinal: number;
  readonly text: string;
  /** Whether the file's checkbox is ticked. mmm neither believes nor writes it. */
  readonly ticked: boolean;
  readonly checks: readonly CheckSource[];
  readonly at: Position;
}

/** How many criteria the strongest kind of check covers. */
export interface Coverage {
  readonly command: number;
  readonly file: number;
  readonly http: number;
  readonly json: number;
  readonly judge: number;
  readonly human: number;
  readonly other: number;
  readonly none: number;
}

export interface SpecBudget {
  readonly usd?: number;
  readonly iterations?: number;
  readonly minutes?: number;
}

/** What a list needs; comes from the index without reading the file. */
export interface SpecSummary {
  /** The file's name without `.md`. */
  readonly name: string;
  /** The leading number of the name, as written (`01`, `102A`), where it has one. */
  readonly number: string | undefined;
  readonly title: string;
  /** Relative to the project's root, with forward slashes. */
  readonly path: string;
  readonly status: SpecStatus;
  readonly priority: string | undefined;
  readonly tags: readonly string[];
  /** As written; names, ids, numbers or links. */
  readonly dependsOn: readonly string[];
  readonly criteria: number;
  readonly coverage: Coverage;
  readonly findings: { readonly errors: number; readonly warnings: number };
  readonly sha256: string;
}

export interface Spec extends Omit<SpecSummary, 'criteria' | 'findings' | 'status'> {
  readonly id: string | undefined;
  readonly objective: string | undefined;
  readonly criteria: readonly Criterion[];
  /** `verify:` of the front matter: command lines that must pass for the spec as a whole. */
  readonly gates: readonly CheckSource[];
  readonly budget: SpecBudget;
  /** Globs of guarded files that this spec may change (`allow_changes:`). */
  readonly allowChanges: readonly string[];
  /** The whole file. */
  readonly content: string;
  readonly findings: readonly Finding[];
}

export interface SpecOrder {
  /** Names, each after everything that it depends on. */
  readonly names: readonly string[];
  /** For each name, the names that it depends on directly. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly Finding[];
}

export interface NewSpec {
  readonly title: string;
  /** The file's name without number and ending; made from the title where it is absent. */
  readonly name?: string;
  /** References to specs. */
  readonly dependsOn: readonly string[];
}

export interface CreatedSpec {
  readonly name: string;
  readonly title: string;
  /** Relative to the project's root. */
  readonly path: string;
  readonly dependsOn: readonly string[];
}

export interface SpecsService {
  /** Writes a new spec file from the template, numbered behind those that are there; overwrites none. */
  create(spec: NewSpec): Promise<Result<CreatedSpec>>;
  /** Brings the index up to date (only changed files are read) and gives it, in order of name. */
  list(): Promise<readonly SpecSummary[]>;
  /** Finds a spec by name, number, id, path or unambiguous prefix. `MMM_SPECS_NOT_FOUND` names the nearest. */
  find(reference: string): Promise<Result<SpecSummary>>;
  /** Reads the file as it is now. */
  read(reference: string): Promise<Result<Spec>>;
  /** Parses text as a spec file; never fails. */
  parse(path: string, content: string): Promise<Spec>;
  /** Dependency order of all specs. A cycle is a failure that names it; an unknown dependency is a finding. */
  order(): Promise<Result<SpecOrder>>;
  /** Findings of the parser and of every plugin that taps `specs:collect-findings`. */
  lint(reference?: string): Promise<readonly Finding[]>;
}

export const specsService: ServiceToken<SpecsService> = defineService('specs');

/** Asked for each spec that is linted. */
export const collectFindings: CollectHook<{ readonly spec: Spec }, readonly Finding[]> =
  defineCollectHook('specs:collect-findings');
