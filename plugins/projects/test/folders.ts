// Temporary folders, and a host with a home that outlives it.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestHost, type TestHost, type TestHostOptions } from '@mmm/test-kit';
import { afterEach } from 'vitest';

const opened: TestHost[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.dispose();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of this name in a new temporary one. */
export function folder(name = 'my project'): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-projects-')));
  folders.push(parent);
  mkdirSync(join(parent, name));
  return join(parent, name);
}

export async function open(options: Partial<TestHostOptions> & { readonly home: string }): Promise<TestHost> {
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: dirname(options.home),
    GIT_CONFIG_NOSYSTEM: '1',
    ...options.environment,
  };
  const host = await createTestHost({ plugins: ['projects'], trusted: false, ...options, environment });
  opened.push(host);
  return host;
}

export function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

export function read(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

export function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  const env = { PATH: process.env.PATH ?? '', HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', [...identity, ...args], { cwd: root, env, encoding: 'utf8' }).trimEnd();
}

/** A registry file as another tool could have written it. */
export function registered(home: string, name: string, path: string, more = ''): void {
  const moments = 'created = 2024-01-15T10:30:00Z\nlast_accessed = 2024-01-20T15:45:00Z';
  write(home, `projects/${name}.toml`, `[project]\nname = "${name}"\npath = "${path}"\n${moments}\n${more}`);
}
