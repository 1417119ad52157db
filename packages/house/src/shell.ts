// A person's shell for the commands that the documentation shows: the real mmm, in a folder, a home and an environment
// made from nothing.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from './workspace.ts';

/** Where the pages say that the shell's first folder is. */
export const SHOWN_HOME = '/home/you';

export interface Ran {
  /** Standard output and error, as a terminal shows them. */
  readonly output: string;
  readonly code: number;
}

export interface Shell extends Disposable {
  /** Where the shell stands now. */
  readonly cwd: string;
  run(command: string): Promise<Ran>;
  write(path: string, text: string): void;
}

/** Keeps its folder, and the last exit code, from one command to the next. */
export function openShell(): Shell {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-shell-')));
  const home = join(folder, 'home');
  const start = join(folder, 'you');
  for (const made of [home, start]) mkdirSync(made);
  writeFileSync(join(home, '.gitconfig'), GIT);
  const left = join(folder, 'cwd');
  const environment = {
    PATH: [join(root, 'node_modules', '.bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
    HOME: home,
    MMM_HOME: join(home, '.mmm'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
  let cwd = start;
  let last = 0;
  return {
    get cwd() {
      return cwd;
    },
    async run(command) {
      const script = `(exit ${last})\n${command}\ncode=$?\npwd > '${left}'\nexit $code`;
      const ran = await spawned(script, cwd, environment);
      cwd = readFileSync(left, 'utf8').trim();
      last = ran.code;
      return { ...ran, output: ran.output.replaceAll(start, SHOWN_HOME) };
    },
    write(path, text) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    },
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawned(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn('sh', ['-c', `exec 2>&1\n${script}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ output: output.trimEnd(), code: code ?? -1 }));
  });
}

const GIT = `[user]
  name = You
  email = you@localhost
[init]
  defaultBranch = main
`;
