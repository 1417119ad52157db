// What the pages show to be typed is typed here, into the real bin.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, linesOf } from '../src/blocks.ts';
import { ENDS, play, withoutChance } from '../src/session.ts';
import { openShell, type Shell } from '../src/shell.ts';
import { handwritten, root } from '../src/workspace.ts';

/** What is run in the place of a line that would run this very test, ask a network, or need an account. */
const STAND_INS: Readonly<Record<string, string>> = {
  'npm ci && npx mmm demo': 'mmm demo',
  'mmm run --agent claude': 'mmm run --agent claude --dry-run',
};

/** Lines of the repository's own scripts: package.json has them, and this test is part of what they run. */
const SCRIPT = /^npm (?:test|run ([\w:]+))(?: -- .*)?$/;

/** Further lines that are shown and not run, each with the reason. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npx changeset': 'asks questions; changes the repository',
  'npx changeset version': 'changes the repository',
  'npx changeset publish': 'publishes',
  'npm ci': 'replaces node_modules while tests run from it',
};

const pages = handwritten().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe.each(pages.filter(({ text }) => text.includes('```console')))('the session of $path', ({ text }) => {
  it('prints what the page shows', async () => {
    for (const { command, shown, printed, code } of await play(text)) {
      expect(ENDS, `${command}\n${printed}`).toContain(code);
      expect({ command, printed: withoutChance(printed) }).toEqual({
        command,
        printed: withoutChance(shown),
      });
    }
  });
});

const lines = pages.flatMap(({ path, text }) =>
  blocksOf(text)
    .filter(({ language }) => language === 'sh')
    .flatMap((block) => linesOf(block.text).map((line) => ({ at: `${path}:${block.line}`, line }))),
);

it.each(lines)('$line ($at) works in a project', async ({ line }) => {
  const script = SCRIPT.exec(line);
  if (script !== null) {
    expect(scripts()).toContain(script[1] ?? 'test');
    return;
  }
  if (NOT_RUN[line] !== undefined) return;
  using shell = await projectShell();
  const { output, code } = await shell.run(STAND_INS[line] ?? line);
  expect(ENDS, output).toContain(code);
});

const specs = pages.flatMap(({ path, text }) =>
  blocksOf(text)
    .filter(
      ({ language, text: shown }) => language === 'markdown' && shown.includes('## Acceptance Criteria'),
    )
    .map((block) => ({ at: `${path}:${block.line}`, text: block.text })),
);

it.each(specs)('the spec at $at has criteria and checks that mmm understands', async ({ text }) => {
  using shell = await projectShell();
  shell.write('specs/02-shown.md', text);
  const { output } = await shell.run('mmm spec lint 02 --json');
  // What the command itself promises.
  const { findings } = JSON.parse(output) as { findings: readonly { rule: string; message: string }[] };
  expect(findings.filter(({ rule }) => rule !== 'unknown-dependency')).toEqual([]);
});

it.each(globSync('examples/*/README.md', { cwd: root }))('%s can be followed line by line', async (path) => {
  using shell = openShell();
  await shell.run(`cd '${root}'`);
  const shown = blocksOf(readFileSync(join(root, path), 'utf8')).filter(({ language }) => language === 'sh');
  for (const line of shown.flatMap(({ text }) => linesOf(text))) {
    const { code, output } = await shell.run(line);
    expect(code, `${line}\n${output}`).toBe(0);
  }
});

it('knows no line that no page shows', () => {
  const shown = lines.map(({ line }) => line);
  expect(
    [...Object.keys(STAND_INS), ...Object.keys(NOT_RUN)].filter((line) => !shown.includes(line)),
  ).toEqual([]);
});

/** A project with a spec that waits for its second iteration. */
async function projectShell(): Promise<Shell> {
  const shell = openShell();

  await shell.run('mmm project new shop && cd shop');
  shell.write('specs/01-greet.md', SPEC);
  shell.write('package.json', '{ "name": "shop", "scripts": { "test": "true" } }\n');
  shell.write('.mmm/agent.yaml', AGENT);
  shell.write('.mmm/config.toml', '[agent]\ndefault = "script"\n[script]\nfile = ".mmm/agent.yaml"\n');
  await shell.run('git add --all && git commit --quiet --message "More"');
  const { code, output } = await shell.run('mmm run --iterations 1');
  expect(code, output).toBe(3);
  return shell;
}

function scripts(): readonly string[] {
  // Our own package.json.
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return Object.keys(manifest.scripts);
}

const SPEC = `# Greet
## Acceptance Criteria
- [ ] It greets
  - check: file \`hello.txt\` contains \`hello\`
`;

const AGENT = `"*":
  - edits: [{ write: hello.txt, content: "good morning" }]
  - edits: [{ write: hello.txt, content: "hello" }]
`;
