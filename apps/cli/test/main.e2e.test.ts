import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, createSandbox, ended, type Sandbox } from './bin.ts';

const ACT = fileURLToPath(new URL('fixtures/act', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

let box: Sandbox;
beforeAll(async () => {
  box = await createSandbox({ act: ACT });
});
afterAll(() => box[Symbol.asyncDispose]());

describe('version and help', () => {
  it('prints the version', async () => {
    expect(await box.run(['--version'])).toEqual({ stdout: `${version}\n`, stderr: '', code: 0 });
    expect(JSON.parse((await box.run(['--version', '--json'])).stdout)).toEqual({ version });
  });

  it('prints an overview of every command, without colours or cuts where nobody looks', async () => {
    const { stdout, stderr, code } = await box.run(['--help']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('act echo [words...]');
    expect(stdout).toContain('--set <key=value>');
    expect(stdout).not.toContain('\u001b');
  });

  it.each([[['act', '--help']], [['--help', 'act']], [['help', 'act']]])(
    'prints the group for %j',
    async (args) => {
      const { stdout, code } = await box.run(args);
      expect(code).toBe(0);
      expect(stdout).toContain('mmm act <command> [options]');
      expect(stdout).toContain('act tell');
    },
  );

  it('prints one command, with its options', async () => {
    const { stdout } = await box.run(['act', 'echo', '-h']);
    expect(stdout).toContain('mmm act echo [words...] [options]');
    expect(stdout).toContain('A choice (one of fast, slow)');
  });

  it('gives help as data with --json', async () => {
    const { commands } = JSON.parse((await box.run(['act', '--help', '--json'])).stdout);
    expect(commands.map((command: { path: string }) => command.path)).toContain('act echo');
  });

  it('refuses help for what does not exist', async () => {
    expect(await box.run(['akt', '--help'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('still works where a plugin of the home folder is broken, and says which', async () => {
    await using broken = await createSandbox();
    const folder = join(broken.home, 'plugins', 'broken');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'plugin.toml'), 'id = "broken"\nversion = \n');
    const { stdout, stderr, code } = await broken.run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('plugin tree');
    expect(stderr).toContain(join(folder, 'plugin.toml'));
  });
});

describe('parsing', () => {
  it('hands the handler what was typed', async () => {
    const { stdout, code } = await box.run(['act', 'echo', 'a', '01', '-c', '3', '--json', '--', '--x']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      args: { words: ['a', '01'] },
      options: { count: 3 },
      rest: ['--x'],
    });
  });

  it.each([
    [['akt'], 'There is no command "mmm akt".', 'Did you mean "mmm act"?'],
    [['act', 'ecko'], 'There is no command "mmm act ecko".', 'Did you mean "mmm act echo"?'],
    [['act'], '"mmm act" is a group of commands', 'echo'],
    [['act', 'echo', '--cuont', '3'], '"mmm act echo" has no option --cuont.', 'Did you mean "--count"?'],
    [['act', 'echo', '-c', 'three'], 'takes a whole number, and was given "three"', '--help'],
    [['act', 'echo', '--mode', 'fats'], 'does not know "fats"', 'Did you mean "fast"?'],
    [['act', 'echo', '--count'], 'needs a value', '--count <n>'],
    [['act', 'end', 'now'], '"mmm act end" does not take the argument "now".', 'mmm act end [options]'],
    [['--set', 'nothing'], '--set takes key=value', 'budget.usd=2'],
    [['act', 'end', '--set', 'no.such.key=1'], '"no.such.key"', ''],
    [['act', 'end', '--project', 'nowhere'], 'There is no project "nowhere".', ''],
  ])('refuses %j with exit 2', async (args, message, hint) => {
    const { stdout, stderr, code } = await box.run(args);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });
});

describe('endings', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 130])('exits with %i where the command says so', async (exit) => {
    expect(await box.run(['act', 'end', '--exit', String(exit)])).toEqual({
      stdout: 'ended\n',
      stderr: '',
      code: exit,
    });
  });

  it('prints an error with position and hint, and exits with its code', async () => {
    expect(await box.run(['act', 'fail'])).toEqual({
      stdout: '',
      stderr: 'error: The file is lost.\nat a.md:2:3\nhint: mmm act echo\n',
      code: 5,
    });
  });

  it('prints nothing but the error as JSON with --json', async () => {
    const { stdout, stderr, code } = await box.run(['act', 'fail', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'MMM_ACT_LOST',
        message: 'The file is lost.',
        hint: 'mmm act echo',
        docs: 'docs/errors.md#mmm_act_lost',
        at: { path: 'a.md', line: 2, column: 3 },
      },
    });
    expect({ stderr, code }).toEqual({ stderr: '', code: 5 });
    const usage = await box.run(['akt', '--json']);
    expect(JSON.parse(usage.stdout)).toMatchObject({ error: { code: 'MMM_CLI_UNKNOWN_COMMAND' } });
    expect(usage.code).toBe(2);
  });

  it('shows stack and causes with --debug only', async () => {
    expect((await box.run(['act', 'fail', '--debug'])).stderr).toContain('caused by Error: disk gone');
  });

  it('exits with 70 and the stack for a bug', async () => {
    const { stderr, code } = await box.run(['act', 'bug']);
    expect(code).toBe(70);
    expect(stderr).toMatch(/bug: TypeError: nobody thought of this\n\s+at .*bug\.ts/);
  });

  it('says where a bug is logged, inside of a project', async () => {
    await using inside = await createSandbox({ act: ACT });
    await writeFile(join(inside.cwd, 'mmm.toml'), '');
    const { stderr } = await inside.run(['act', 'bug']);
    const folder = /log: (.*)\n/.exec(stderr)?.[1] ?? '';
    expect(folder).toBe(join(await realpath(inside.cwd), '.mmm', 'logs'));
    const [file = ''] = await readdir(folder);
    expect(await readFile(join(folder, file), 'utf8')).toContain('nobody thought of this');
  });
});

describe('what nobody waits for', () => {
  it('ends mmm with 70 where a promise fails that a plugin forgot', async () => {
    const { stdout, stderr, code } = await box.run(['act', 'forget']);
    expect({ stdout, code }).toEqual({ stdout: '', code: 70 });
    expect(stderr).toContain('bug: Error: nobody waits for this');
  });

  it('ends mmm with 1 where the output cannot be written', async () => {
    const env = { PATH: process.env.PATH ?? '', HOME: box.home, MMM_HOME: box.home };
    const shell = spawn('bash', ['-c', '"$0" "$1" --help > /dev/full', process.execPath, BIN], { env });
    const { stderr, code } = await ended(shell);
    expect(stderr).toContain('error: The output cannot be written: ');
    expect(code).toBe(1);
  });
});

describe('blocked plugins', () => {
  it('says what is wrong with the plugin of a command', async () => {
    await using broken = await createSandbox();
    const folder = join(broken.home, 'plugins', 'needy');
    await mkdir(folder, { recursive: true });
    const head = 'id = "needy"\nversion = "1.0.0"\ndescription = "Needs one"\nrequires = ["absent"]';
    const command = '[[commands]]\npath = "needy"\nsummary = "Needs"\nfile = "needy"';
    await writeFile(join(folder, 'plugin.toml'), `${head}\n[engines]\nmmm = "*"\n${command}\n`);
    const { stderr, code } = await broken.run(['needy', 'now']);
    expect(code).toBe(1);
    expect(stderr).toContain('"mmm needy" belongs to the plugin "needy", which cannot be used.');
    expect(stderr).toContain('"absent"');
  });
});

describe('events', () => {
  it("shows the command's view of them, nothing with --quiet, data only with --json", async () => {
    expect((await box.run(['act', 'tell'])).stdout).toBe('act.started   1\nact.ended   2\ntold\n');
    expect((await box.run(['act', 'tell', '--quiet'])).stdout).toBe('told\n');
    expect((await box.run(['act', 'tell', '--json'])).stdout).toBe('"told"\n');
  });

  it('prints one JSON object a line with --json-events, the result as the last', async () => {
    const { stdout } = await box.run(['act', 'tell', '--json-events']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { type: 'act.started', step: 1 },
      { type: 'act.ended', step: 2 },
      { type: 'command.ended', exit: 0, data: 'told' },
    ]);
    for (const { at } of lines) expect(new Date(at).toISOString()).toBe(at);
  });
});

describe('colours', () => {
  const terminal =
    'process.getBuiltinModule("fs").fstatSync = () => ({ isCharacterDevice: () => true }); process.stdout.isTTY = true';
  const node = ['--import', `data:text/javascript,${terminal}`];
  const green = '\u001b[32m';

  it('colours on a terminal, and nowhere else', async () => {
    expect((await box.run(['act', 'tell'], { node, env: { TERM: 'xterm' } })).stdout).toContain(green);
    expect((await box.run(['act', 'tell'])).stdout).not.toContain(green);
  });

  it.each([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['--no-color', ['--no-color'], { TERM: 'xterm' }],
    ['a dumb terminal', [], { TERM: 'dumb' }],
  ])('does not colour with %s', async (_, flags, env) => {
    expect((await box.run(['act', 'tell', ...flags], { node, env })).stdout).not.toContain('\u001b');
  });
});

describe('the machine', () => {
  it.each(['20.20.2', '22.22.1', '25.0.0'])('refuses Node %s in one line with exit 2', async (old) => {
    const fake = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${old}' } })`;
    const { stdout, stderr, code } = await box.run(['--help'], {
      node: ['--import', `data:text/javascript,${fake}`],
    });
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`is Node ${old}`);
  });

  it('ends quietly where the reader of its output has gone', async () => {
    const env = { PATH: process.env.PATH ?? '', HOME: box.home, MMM_HOME: box.home };
    const command = 'set -o pipefail; "$0" "$1" --help | head -1; echo $?';
    const shell = spawn('bash', ['-c', command, process.execPath, BIN], { cwd: box.cwd, env });
    const { stdout, stderr } = await ended(shell);
    expect(stdout).toMatch(/^mmm .*\n0\n$/);
    expect(stderr).toBe('');
  });

  it('says in a folder that was removed that it is gone; the version needs none', async () => {
    const env = { PATH: process.env.PATH ?? '', MMM_HOME: box.home };
    const command =
      'mkdir gone && cd gone && rmdir ../gone && "$0" "$1" --version && "$0" "$1" --help; echo $?';
    const shell = spawn('sh', ['-c', command, process.execPath, BIN], { cwd: box.cwd, env });
    const { stdout, stderr } = await ended(shell);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n2\n$/);
    expect(stderr).toBe(
      'error: The folder that you are in does not exist any more.\nhint: Go to one that does, such as: cd ~\n',
    );
  });

  it('works where nothing may be written to its home folder', async () => {
    const env = { MMM_HOME: '/dev/null/none' };
    expect(await box.run(['--version'], { env })).toMatchObject({ code: 0, stderr: '' });
    expect(await box.run(['--help'], { env })).toMatchObject({ code: 0, stderr: '' });
  });
});
