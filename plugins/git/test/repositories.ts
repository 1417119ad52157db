// Real repositories in temporary folders, and the service over them.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestHost, type TestHost } from '@mmm/test-kit';
import { afterEach } from 'vitest';
import { type GitService, gitService } from '../src/api.ts';

const opened: TestHost[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.dispose();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(name = 'mmm git ü-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  folders.push(folder);
  return folder;
}

export async function openGit(environment: Record<string, string> = {}): Promise<GitService> {
  const home = temporaryFolder('mmm-nobody-');
  const base = { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  const host = await createTestHost({ plugins: ['git'], environment: { ...base, ...environment } });
  opened.push(host);
  return host.service(gitService);
}

/** Runs git as a user would, with an identity and nothing of this machine. */
export function git(folder: string, ...args: string[]): string {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio }).trimEnd();
}

export function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** A repository on `main` with one commit of these files. */
export function repository(files: Record<string, string> = { 'a.txt': 'one\n' }): string {
  const root = join(temporaryFolder(), 'the repository');
  mkdirSync(root);
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root, files, 'Start');
  return root;
}

/** Writes files, commits everything, and gives the commit. */
export function commit(root: string, files: Record<string, string>, message: string): string {
  for (const [path, content] of Object.entries(files)) write(root, path, content);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(root, 'rev-parse', 'HEAD');
}

/** Installs a script as hooks of a repository. */
export function hooks(root: string, names: readonly string[], script: string): void {
  for (const name of names) {
    write(root, `.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, '.git/hooks', name), 0o755);
  }
}
