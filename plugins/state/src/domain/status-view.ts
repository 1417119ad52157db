import type { Block, Cell, Tone, View } from '@mmm/plugin-api';
import type { RunStatus, SpecStatus } from '../api.ts';
import { SPEC_STATUSES } from './spec-status.ts';
import type { Cost, RunStanding, StatusReport } from './status-report.ts';

const TONES: Readonly<Record<SpecStatus | RunStatus, Tone>> = {
  done: 'good',
  'already-met': 'good',
  running: 'strong',
  waiting: 'warn',
  paused: 'warn',
  interrupted: 'warn',
  unmet: 'bad',
  stuck: 'bad',
  blocked: 'bad',
  tampered: 'bad',
  failed: 'bad',
  pending: 'plain',
};

/** Names of one line are cut after so many. */
const NAMES = 6;

export function statusView(report: StatusReport): View {
  const { specs } = report;
  return [
    {
      kind: 'facts',
      rows: [
        ['project', report.project.name],
        ['specs', specsCell(report)],
        ...report.live.map((run) => fact('live', runText(run, report.at), 'strong')),
        ...report.cutOff.map((run) => fact('cut off', runText(run, report.at), 'bad')),
        ...(report.last === undefined ? [] : [fact('last', runText(report.last, report.at), 'plain')]),
        ...(report.cost === undefined ? [] : [fact('cost', costText(report.cost), 'plain')]),
        ...nextStep(report),
      ],
    },
    ...(specs.notable.length === 0 ? [] : notableBlocks(report)),
  ];
}

function fact(label: string, text: string, tone: Tone): readonly [string, Cell] {
  return [label, tone === 'plain' ? text : { text, tone }];
}

function specsCell({ specs }: StatusReport): Cell {
  if (specs.total === 0) return { text: 'none', tone: 'muted' };
  const counts = SPEC_STATUSES.flatMap((status) => {
    const count = specs.byStatus[status] ?? 0;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  return `${specs.total}: ${counts.join(', ')}`;
}

function runText(run: RunStanding, now: number): string {
  const parts = [`${run.kind} ${run.id}`];
  if (run.endedAt === undefined) {
    if (run.holder !== undefined) parts.push(run.holder);
    parts.push(`for ${durationText(now - run.startedAt)}`);
  } else {
    parts.push(run.status, agoText(now - run.endedAt));
  }
  if (run.cost !== undefined) parts.push(costText(run.cost));
  if (run.claims.length > 0) parts.push(namesText(run.claims));
  if (run.reason !== undefined) parts.push(run.reason);
  return parts.join('   ');
}

function nextStep(report: StatusReport): readonly (readonly [string, Cell])[] {
  const resumable: readonly RunStatus[] = ['paused', 'interrupted'];
  const cut = report.cutOff[0];
  const { last, specs } = report;
  if (cut !== undefined) return [['next', `mmm resume ${cut.id}`]];
  if (report.live.length > 0) return [];
  if (last !== undefined && resumable.includes(last.status)) return [['next', `mmm resume ${last.id}`]];
  if (specs.total === 0) return [['next', 'mmm spec new "What is wanted"']];
  const stopped = specs.notable.find(({ status }) => status !== 'running');
  if (stopped !== undefined) return [['next', `mmm why ${stopped.name}`]];
  return (specs.byStatus.pending ?? 0) > 0 ? [['next', 'mmm run']] : [];
}

function notableBlocks({ specs }: StatusReport): readonly Block[] {
  const settled: readonly SpecStatus[] = ['pending', 'done', 'already-met'];
  const all = SPEC_STATUSES.filter((status) => !settled.includes(status))
    .map((status) => specs.byStatus[status] ?? 0)
    .reduce((sum, count) => sum + count, 0);
  const hidden = all - specs.notable.length;
  return [
    { kind: 'gap' },
    {
      kind: 'table',
      columns: [{ title: '' }, { title: '' }, { title: '' }],
      rows: specs.notable.map(({ name, status, reason }) => [
        { text: status, tone: TONES[status] },
        name,
        { text: reason ?? '', tone: 'muted' },
      ]),
    },
    ...(hidden > 0 ? [{ kind: 'line', cells: [`and ${hidden} more`] } satisfies Block] : []),
  ];
}

function namesText(names: readonly string[]): string {
  const hidden = names.length - NAMES;
  return `${names.slice(0, NAMES).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

function costText(cost: Cost): string {
  const known = `$${cost.usd.toFixed(2)}`;
  if (cost.unknown === 0) return known;
  return `${known} and ${cost.unknown} ${cost.unknown === 1 ? 'call' : 'calls'} of unknown cost`;
}

/** `just now`, `12 min ago`, `3 h 20 min ago`, `5 d ago`. */
function agoText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  return minutes < 60 ? `${minutes} min ago` : `${durationText(ms)} ago`;
}

/** `0:42`, `12:03`, `3 h 20 min`, `5 d`. */
function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  if (hours >= 1) return `${hours} h ${minutes % 60} min`;
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}
