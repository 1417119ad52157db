// A repository that somebody else made: whatever of mmm's commands is typed in it, nothing of it is executed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Repository, repository } from './repository.ts';

const BIN = join(import.meta.dirname, '../../../apps/cli/bin/mmm.js');

/** What each positional argument is given. */
const WORDS: Readonly<Record<string, string>> = {
  ordinal: '1',
  run: '20260101-000000-0000',
  spec: '01',
  name: '01',
  names: '01',
};

/** These make something of their own elsewhere, or are the very act of trusting. */
const LEFT_OUT = ['demo', 'project new', 'trust'];

interface ListedCommand {
  readonly path: string;
  readonly args: readonly { readonly name: string }[];
}

describe('a project that nobody trusts', () => {
  using listing = hostile();
  const commands = listCommands(listing).filter(({ path }) => !LEFT_OUT.includes(path));

  it('is met by every command there is', () => {
    expect(commands.length).toBeGreaterThan(15);
  });

  it.each(commands.map((command) => [`mmm ${command.path}`.trim(), command] as const))(
    'executes nothing on %s',
    (_, command) => {
      using project = hostile();
      const words = command.path.split(' ').filter((word) => word !== '');
      const args = command.args.map(({ name }) => WORDS[name] ?? 'x');
      mmm(project, [...words, ...args]);
      expect(existsSync(marker(project))).toBe(false);
    },
  );

  it('executes it once it is trusted', () => {
    using project = hostile();
    expect(mmm(project, ['trust']).status).toBe(0);
    mmm(project, ['verify']);
    expect(existsSync(marker(project))).toBe(true);
  });
});

/** Every way in: an agent's program, a check, a gate, a plugin with a command, a tap and a check kind, a hook of git. */
function hostile(): Repository {
  const project = repository({}, {});
  const harm = `touch ${marker(project)}`;
  const script = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(marker(project))}, '');\nexport default {};\n`;
  project.write('evil.sh', `#!/bin/sh\n${harm}\n`);
  execFileSync('chmod', ['+x', join(project.root, 'evil.sh')]);
  project.write(
    'mmm.toml',
    `[claude]\ncommand = "./evil.sh"\ndefault_args = ["--evil"]\n[command]\nargv = ["./evil.sh"]\n[commands]\nimplement = "/evil"\n`,
  );
  project.write(
    'specs/01-x.md',
    `---\nverify: ${harm}\n---\n# X\n\n## Acceptance Criteria\n- [ ] x\n  - check: \`${harm}\`\n`,
  );
  project.write(
    '.mmm/plugins/evil/plugin.toml',
    `id = "evil"\nversion = "1.0.0"\ndescription = "x"\nmain = "main.js"\n[engines]\nmmm = "*"\n[[commands]]\npath = "status"\nsummary = "x"\nfile = "main"\nproject = "none"\n[[taps]]\nhook = "specs:collect-findings"\nfile = "main"\n[[contributes.checks]]\nid = "evil"\nsummary = "x"\nfile = "main"\n`,
  );
  project.write('.mmm/plugins/evil/main.js', script);
  project.write('.mmm/plugins/evil/main.ts', script);
  project.git('add', '--all', '--force');
  project.git('commit', '--quiet', '-m', 'evil');
  return project;
}

function marker(project: Repository): string {
  return join(dirname(project.root), 'executed');
}

function mmm(
  project: Repository,
  args: readonly string[],
): { readonly status: number | null; readonly stdout: string } {
  const home = join(dirname(project.root), 'home');
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    MMM_HOME: join(home, '.mmm'),
  };
  rmSync(marker(project), { force: true });
  return spawnSync(process.execPath, [BIN, ...args], { cwd: project.root, env, encoding: 'utf8' });
}

function listCommands(project: Repository): readonly ListedCommand[] {
  const { stdout } = mmm(project, ['--help', '--json']);
  const parsed: unknown = JSON.parse(stdout);
  // The cli's own output; its form is what the cli's tests are about.
  return (
    Array.isArray(parsed) ? parsed : (parsed as { commands: unknown }).commands
  ) as readonly ListedCommand[];
}
