// What mmm itself adds to an iteration. The floor are the iteration's own processes (the agent, the checks and git):
// the time in which at least one of them ran, each from its spawn to its end.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BIN, environment, median, type Row } from './measure.ts';
import { type Project, project } from './project.ts';

const ITERATIONS = 20;

interface Span {
  readonly from: number;
  readonly to: number;
}

export function iteration(): readonly Row[] {
  using sandbox = project({ 'specs/01-count.md': spec() });
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '-m', 'start'],
  ])
    execFileSync('git', args, { cwd: sandbox.cwd });
  writeFileSync(join(sandbox.home, 'script.yaml'), JSON.stringify({ '*': parts() }));
  const { stdout, spawned, maxRssMb } = runMmm(sandbox);
  const spans = iterationsIn(stdout);
  if (spans.length < ITERATIONS - 1) throw new Error(`the run ended early: ${stdout.slice(-2_000)}`);
  const figures = spans.map((span) => ({ whole: span.to - span.from, busy: covered(span, spawned) }));
  return [
    {
      what: `an iteration (median of ${spans.length})`,
      floorMs: median(figures.map(({ busy }) => busy)),
      measuredMs: median(figures.map(({ whole }) => whole)),
      aim: 1.3,
      memoryMb: maxRssMb,
    },
  ];
}

/** Each iteration writes one file, and thereby gains one criterion. */
function spec(): string {
  const criteria = numbers().map(
    (number) => `- [ ] File ${number} is there\n  - check: file \`${number}.txt\` contains \`${number}\``,
  );
  const head = `---\nverify: test -d specs\nbudget: { iterations: ${ITERATIONS + 1} }\n---\n# Feature: Count\n`;
  return `${head}\n## Objective\nCount.\n\n## Acceptance Criteria\n${criteria.join('\n')}\n`;
}

function parts(): readonly object[] {
  return numbers().map((number) => ({
    edits: [{ write: `${number}.txt`, content: String(number) }],
    cost_usd: 0.01,
  }));
}

function numbers(): readonly number[] {
  return Array.from({ length: ITERATIONS }, (_, index) => index + 1);
}

function runMmm(sandbox: Project): { stdout: string; spawned: readonly Span[]; maxRssMb: number } {
  const log = join(sandbox.home, 'spawned.jsonl');
  const recorder = pathToFileURL(join(import.meta.dirname, 'spawned.ts'));
  recorder.searchParams.set('file', log);
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', recorder.href, BIN, 'run', '--trust-project', '--json-events'],
    {
      cwd: sandbox.cwd,
      env: {
        ...environment(sandbox),
        MMM_AGENT_DEFAULT: 'script',
        MMM_SCRIPT_FILE: join(sandbox.home, 'script.yaml'),
      },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const lines = linesOf(readFileSync(log, 'utf8'));
  const maxRssKb = Number(lines.find((line) => 'maxRssKb' in line)?.maxRssKb);
  const spawned = lines.flatMap(({ from, to }) =>
    typeof from === 'number' && typeof to === 'number' ? [{ from, to }] : [],
  );
  return { stdout, spawned, maxRssMb: maxRssKb / 1024 };
}

/** From the end of one iteration to the end of the next. */
function iterationsIn(stdout: string): readonly Span[] {
  const ends = linesOf(stdout)
    .filter(({ type }) => type === 'iteration.ended')
    .map(({ at }) => Date.parse(String(at)));
  return ends.slice(1).map((to, index) => ({ from: ends[index] ?? to, to }));
}

/** How much of a span others cover, each moment counted once. */
function covered(span: Span, others: readonly Span[]): number {
  let until = span.from;
  let sum = 0;
  for (const { from, to } of [...others].sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, until);
    const end = Math.min(to, span.to);
    if (end <= start) continue;
    sum += end - start;
    until = end;
  }
  return sum;
}

function linesOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
}
