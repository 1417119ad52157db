import type { Block, Cell, View } from '@mmm/plugin-api';
import type { Tampering } from '../api.ts';
import type { NextStep } from './next-step.ts';
import type { Obstacle, WhyReport } from './why.ts';

const INDENT = 3;

export function whyView(report: WhyReport): View {
  return [
    { kind: 'line', cells: [{ text: sentence(report), tone: report.done ? 'good' : 'strong' }] },
    ...(report.obstacle === undefined ? [] : obstacleBlocks(report.obstacle, report.sameIterations)),
    ...report.tampering.map(tamperingBlock),
    ...(report.done || report.reason === undefined ? [] : [line(reasonText(report.status, report.reason))]),
    ...(report.next === undefined ? [] : [nextBlock(report.next)]),
  ];
}

const SAYS: Readonly<Record<string, string>> = {
  fail: 'fails',
  flaky: 'is flaky',
  unverifiable: 'cannot be verified',
  stale: 'is not verified as it stands now',
  waiting: 'waits for a person',
};

function sentence({ spec, status, done, obstacle, others, run }: WhyReport): string {
  if (done) return `${spec} is ${status === 'already-met' ? 'done: it was met before any work' : 'done'}.`;
  if (run === undefined) return `${spec} is not done: no run has taken it up yet.`;
  if (obstacle === undefined) return `${spec} is not done: it is ${status}.`;
  const what =
    obstacle.ordinal === undefined
      ? `the gate "${obstacle.text}"`
      : `criterion ${obstacle.ordinal} "${obstacle.text}"`;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  return `${spec} is not done: ${what} ${SAYS[obstacle.verdict] ?? obstacle.verdict}${more}.`;
}

function obstacleBlocks(obstacle: Obstacle, same: number): readonly Block[] {
  const { check, exitCode, reason, iteration, kind } = obstacle;
  if (check === undefined) return [line(capitalised(`${reason}.`))];
  const exit = kind === 'command' && exitCode !== undefined ? `exit ${exitCode}` : undefined;
  const rest = exit === undefined ? reason : reason.replace(/^exit \d+(?: \([^)]*\))?:? ?/, '');
  const cells: Cell[] = [check, ...(exit === undefined ? [] : [exit]), ...(rest === '' ? [] : [rest])];
  if (iteration !== undefined) cells.push({ text: whenText(iteration, same), tone: 'muted' });
  return [{ kind: 'line', cells, indent: INDENT }];
}

function whenText(iteration: number, same: number): string {
  const where = iteration === 0 ? 'baseline' : `iteration ${iteration}`;
  return same > 1 ? `(${where}, the same for ${countText(same)} iterations)` : `(${where})`;
}

/** Some reasons begin with the status themselves. */
function reasonText(status: string, reason: string): string {
  return `${reason.startsWith(status) ? '' : `${status}: `}${reason.replace(/\.$/, '')}.`;
}

function tamperingBlock({ path, change, detail }: Tampering): Block {
  return line(`tampering: ${path} was ${change}${detail === undefined ? '' : ` (${detail})`}`);
}

function nextBlock({ command, estimate }: NextStep): Block {
  const cost =
    estimate === undefined
      ? []
      : [
          {
            text: `(about $${estimate.usd.toFixed(2)}, from ${estimate.from} similar ${estimate.from === 1 ? 'iteration' : 'iterations'})`,
            tone: 'muted',
          } as const,
        ];
  return {
    kind: 'line',
    cells: [{ text: `cheapest next step: ${command}`, tone: 'strong' }, ...cost],
    indent: INDENT,
  };
}

function line(text: string): Block {
  return { kind: 'line', cells: [text], indent: INDENT };
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function countText(count: number): string {
  return WORDS[count] ?? String(count);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
