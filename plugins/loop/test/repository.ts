// A real repository with a spec, and a script for the script agent.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestHost, type TestHost, type TestHostOptions } from '@mmm/test-kit';

export interface Repository extends Disposable {
  readonly root: string;
  write(path: string, content: string): void;
  git(...args: readonly string[]): string;
  commit(message: string): void;
  /** Gives the agent another script. */
  script(next: unknown): void;
  host(options?: Partial<TestHostOptions>): Promise<TestHost>;
}

/** `files` are committed; `script` is what the agent does, by spec name or `*`. */
export function repository(
  files: Readonly<Record<string, string>>,
  script: unknown,
  name = 'project',
): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-loop-')));
  const root = join(folder, name);
  const scriptFile = join(folder, 'script.yaml');
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  for (const [path, content] of Object.entries({ '.gitignore': '.mmm/\n', 'mmm.toml': '', ...files }))
    write(path, content);
  writeFileSync(scriptFile, JSON.stringify(script));
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'start');
  return {
    root,
    write,
    git,
    commit(message) {
      git('add', '--all');
      git('commit', '--quiet', '-m', message);
    },
    script: (next) => writeFileSync(scriptFile, JSON.stringify(next)),
    host: (options = {}) =>
      createTestHost({
        plugins: ['loop', 'agent-script'],
        project: root,
        ...options,
        config: {
          'agent.default': 'script',
          'script.file': scriptFile,
          'run.retry_seconds': 0,
          ...options.config,
        },
      }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A spec whose criteria each want a file with a text. */
export function fileSpec(title: string, wanted: Readonly<Record<string, string>>, frontMatter = ''): string {
  const criteria = Object.entries(wanted).map(
    ([path, text]) => `- [ ] ${path} says ${text}\n  - check: file \`${path}\` contains \`${text}\``,
  );
  return `${frontMatter}# Feature: ${title}\n\n## Objective\nHave it.\n\n## Acceptance Criteria\n${criteria.join('\n')}\n`;
}
