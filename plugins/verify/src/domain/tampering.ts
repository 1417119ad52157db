// The rules of the guard, on what changed between two commits. Reading the files is the caller's business.
import type { Tampering } from '../api.ts';
import { globTest, guardRowOf, isTest } from './classify.ts';
import type { GuardRow } from './guarded.ts';

export interface Change {
  readonly path: string;
  readonly change: Tampering['change'];
}

/** What is guarded beside the conventions, and what a spec may change all the same. */
export interface GuardRules {
  /** Paths relative to the project, as are those of the specs' folder. */
  readonly specPath: string;
  readonly specsFolder: string;
  readonly extra: readonly string[];
  readonly allowed: readonly string[];
}

/** What stood at the base. */
export interface Base {
  readonly files: readonly string[];
  /** Whether a package.json at the base has a `test` script. */
  readonly hasTestScript: boolean;
}

/** A change that the guard has to look at: a finding, unless only a part of the file is guarded and stayed as it was. */
export interface Suspect extends Change {
  readonly guards: Tampering['guards'];
  readonly row: GuardRow | undefined;
  readonly detail: string | undefined;
}

type Kept = Pick<Suspect, 'guards' | 'row' | 'detail'>;

export function suspectsOf(changes: readonly Change[], rules: GuardRules): readonly Suspect[] {
  const isAllowed = globTest(rules.allowed);
  const isExtra = globTest(rules.extra);
  return changes.flatMap((change) => {
    const sacred = sacredKind(change, rules);
    if (sacred !== undefined) return [{ ...change, guards: sacred, row: undefined, detail: undefined }];
    if (isAllowed(change.path)) return [];
    const kept = specsKind(change, rules) ?? extraKind(change, isExtra) ?? conventionKind(change);
    return kept === undefined ? [] : [{ ...change, ...kept }];
  });
}

/** Whether an added file of this row is tampering. */
export function isForbiddenAddition(row: GuardRow, path: string, base: Base): boolean {
  if (row.added === 'fine') return false;
  if (row.added === 'beside-tests') return base.hasTestScript || base.files.some(isTest);
  return base.files.some((file) => file !== path && guardRowOf(file) === row);
}

/** What no spec can allow: its own text, and the project's configuration of mmm. */
function sacredKind(change: Change, rules: GuardRules): 'spec' | 'mmm' | undefined {
  if (endsWithPath(change.path, rules.specPath)) return 'spec';
  return /(^|\/)(mmm\.toml|\.mmm\/config\.toml)$/.test(change.path) ? 'mmm' : undefined;
}

function specsKind({ path, change }: Change, rules: GuardRules): Kept | undefined {
  if (/(^|\/)\.mmm\//.test(path)) return { guards: 'mmm', row: undefined, detail: undefined };
  if (change === 'added' || rules.specsFolder === '' || !path.endsWith('.md')) return undefined;
  if (!`/${path}`.includes(`/${rules.specsFolder}/`)) return undefined;
  return { guards: 'spec', row: undefined, detail: 'another spec' };
}

function extraKind({ path, change }: Change, isExtra: (path: string) => boolean): Kept | undefined {
  if (change === 'added' || !isExtra(path)) return undefined;
  return { guards: 'test', row: undefined, detail: 'guarded by verify.guard' };
}

function conventionKind({ path, change }: Change): Kept | undefined {
  const row = guardRowOf(path);
  if (row === undefined || (change === 'added' && row.added === 'fine')) return undefined;
  return { guards: row.guards, row, detail: undefined };
}

/** A project may be a folder of its repository: the paths of changes then start further up. */
function endsWithPath(path: string, tail: string): boolean {
  return path === tail || path.endsWith(`/${tail}`);
}
