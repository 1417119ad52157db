// A real project in a temporary folder, with a real host over it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type PluginContext, unwrap } from '@mmm/plugin-api';
import type { CheckSource } from '@mmm/plugin-specs/api';
import { type Lease, stateService } from '@mmm/plugin-state/api';
import { createTestHost, type TestHost } from '@mmm/test-kit';
import { afterEach } from 'vitest';
import type { CheckKind, CheckResult, CheckRun } from '../src/api.ts';
import { criterion, spec } from './specs.ts';

const hosts: TestHost[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.dispose();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm verify ü-')));
  folders.push(folder);
  return folder;
}

export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A repository with one commit of these files. */
export function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  git(root, 'init', '--quiet', '--initial-branch=main');
  write(root, { '.gitignore': '.mmm/\n', ...files });
  commit(root);
  return root;
}

export function commit(root: string): string {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=Work');
  return git(root, 'rev-parse', 'HEAD');
}

export function git(folder: string, ...args: readonly string[]): string {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
}

export interface ProjectOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly trusted?: boolean;
  readonly plugins?: readonly string[];
}

export async function open(root: string, options: ProjectOptions = {}): Promise<TestHost> {
  const host = await createTestHost({
    plugins: ['verify', ...(options.plugins ?? [])],
    project: root,
    trusted: options.trusted ?? true,
    config: options.config ?? {},
    environment: { PATH: process.env.PATH ?? '', USER: 'ada', ...options.environment },
  });
  hosts.push(host);
  return host;
}

/** Runs one check of one kind in a folder. */
export async function runCheck(
  kind: CheckKind,
  check: CheckSource,
  context: PluginContext,
  parts: Partial<CheckRun> = {},
): Promise<CheckResult> {
  const scope: CheckRun = {
    folder: context.requireProject().root,
    tree: 'tree-1',
    spec: spec(),
    criterion: criterion(1, check),
    run: 'run-1',
    iteration: 1,
    judgeAgent: undefined,
    signal: new AbortController().signal,
    ...parts,
  };
  return unwrap(await kind.run(check, scope, context));
}

/** Records events as the loop does. */
export async function record(
  host: TestHost,
  run: string,
  events: readonly { readonly type: string; readonly data: unknown }[],
): Promise<void> {
  const { journal } = await host.service(stateService);
  const created = await journal.create({ id: run, kind: 'run', input: null, claims: ['01-login'] });
  const lease: Lease = unwrap(created);
  await journal.record(
    lease,
    events.map(({ type, data }) => ({ type, data: JSON.parse(JSON.stringify(data)) })),
  );
  await journal.release(lease, 'unmet', 'all iterations are used');
}
