// Readers for what git prints with -z: fields end with NUL, so that a path may hold any other character.
import type { TreeChange } from '../api.ts';

/** The fields of NUL-terminated output. */
export function fieldsOf(text: string): string[] {
  const fields = text.split('\0');
  if (fields.at(-1) === '') fields.pop();
  return fields;
}

/** Output that is one line: its line break goes, whatever else the line holds stays. */
export function lineOf(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

export interface Status {
  readonly branch: string | undefined;
  readonly head: string | undefined;
  readonly dirty: readonly string[];
}

/** `git status --porcelain=v2 --branch -z --no-renames`. */
export function readStatus(text: string): Status {
  let branch: string | undefined;
  let head: string | undefined;
  const dirty: string[] = [];
  for (const field of fieldsOf(text)) {
    const kind = field[0];
    if (field.startsWith('# branch.oid ')) head = unless(field.slice(13), '(initial)');
    else if (field.startsWith('# branch.head ')) branch = unless(field.slice(14), '(detached)');
    else if (kind === '?' || kind === '!') dirty.push(field.slice(2));
    else if (kind === '1') dirty.push(afterBlanks(field, 8));
    else if (kind === 'u') dirty.push(afterBlanks(field, 10));
  }
  return { branch, head, dirty };
}

/** `git diff-tree -r -z --no-renames --name-status`. */
export function readChanges(text: string): TreeChange[] {
  const fields = fieldsOf(text);
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const path = fields[at + 1];
    if (path !== undefined) changes.push({ path, change: changeOf(fields[at]) });
  }
  return changes;
}

export interface TreeEntry {
  readonly kind: string;
  readonly path: string;
}

/** `git ls-tree -r -z --full-tree`. */
export function readTree(text: string): TreeEntry[] {
  return fieldsOf(text).map((field) => {
    const tab = field.indexOf('\t');
    return { kind: field.slice(0, tab).split(' ')[1] ?? '', path: field.slice(tab + 1) };
  });
}

/** `git worktree list --porcelain -z`: the folders, the main one first. */
export function readWorktrees(text: string): string[] {
  return fieldsOf(text)
    .filter((field) => field.startsWith('worktree '))
    .map((field) => field.slice('worktree '.length));
}

/** Paths of one list that a change at a path of the other would touch: the same, or one inside the other. */
export function overlap(paths: readonly string[], changed: readonly string[]): string[] {
  const exact = new Set(changed);
  const folders = new Set(changed.flatMap(foldersOf));
  return paths.filter((path) => {
    const bare = path.endsWith('/') ? path.slice(0, -1) : path;
    return exact.has(bare) || folders.has(bare) || foldersOf(bare).some((folder) => exact.has(folder));
  });
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function unless(value: string, absent: string): string | undefined {
  return value === absent ? undefined : value;
}

/** What stands behind the first `count` blank-separated columns. */
function afterBlanks(field: string, count: number): string {
  let at = 0;
  for (let seen = 0; seen < count; seen += 1) at = field.indexOf(' ', at) + 1;
  return field.slice(at);
}

function changeOf(letter: string | undefined): TreeChange['change'] {
  if (letter === 'A') return 'added';
  return letter === 'D' ? 'deleted' : 'modified';
}
