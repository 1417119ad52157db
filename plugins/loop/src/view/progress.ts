// What a person sees of a run while it goes on; `mmm run show` tells the past in the same words.
import type { Cell, ProgressEvent, Tone, View } from '@mmm/plugin-api';
import { money } from '../domain/decide.ts';
import { planView, type RunPlan } from './plan.ts';

const TONES: Readonly<Record<string, Tone>> = {
  pass: 'good',
  judged: 'good',
  done: 'good',
  'already-met': 'good',
  fail: 'bad',
  failed: 'bad',
  tampered: 'bad',
};

const VIEWS: Readonly<Record<string, (event: ProgressEvent) => View>> = {
  // Emitted by this plugin alone, which puts a RunPlan there.
  'run.planned': (e) => planView(e.plan as RunPlan),
  'run.started': (e) =>
    line(0, [muted('run'), text(e, 'run'), counted(list(e, 'specs').length, 'spec'), agent(e)]),
  'run.resumed': (e) => line(0, [muted('run'), text(e, 'run'), 'resumed']),
  'run.notice': (e) => line(0, [warn('note'), text(e, 'notice')]),
  'run.waiting': (e) =>
    line(0, [text(e, 'spec'), warn('waiting'), text(e, 'why'), `until ${clockTime(number(e, 'until'))}`]),
  'baseline.ended': baseline,
  'iteration.started': (e) => iterationLine(e, 'usd'),
  'iteration.ended': (e) => [...claim(e), ...items(e)],
  'tampering.found': tampering,
  'spec.merged': () => [],
  'spec.ended': specEnded,
};

export function progressView(event: ProgressEvent): View | undefined {
  return VIEWS[event.type]?.(event);
}

function baseline(event: ProgressEvent): View {
  const vacuous = number(event, 'vacuous');
  if (event.met === true || vacuous === 0) return [];
  const all = number(event, 'criteria');
  return line(0, [
    text(event, 'spec'),
    muted(`${vacuous} of ${all} criteria pass already: guards from now on`),
  ]);
}

/** `usd` names the field that says what the spec has cost so far. */
export function iterationLine(event: ProgressEvent, usd: 'usd' | 'spent'): View {
  const of = number(event, 'of');
  const cost = `${money(number(event, usd))} of ${money(number(event, 'cap'))}`;
  const spec: Cell = { text: text(event, 'spec'), tone: 'strong' };
  return line(0, [spec, `iteration ${number(event, 'iteration')} of ${of}`, agent(event), cost]);
}

function claim(event: ProgressEvent): View {
  const failure = event.failure;
  if (typeof failure === 'string') return line(1, [warn(failure), 'the agent did not end as it should']);
  if (event.claim !== 'complete' || event.met === true) return [];
  return line(1, [warn('claim'), 'the agent says that it is done; it is not']);
}

function items(event: ProgressEvent): View {
  const rows = list(event, 'items').map((item) => {
    const verdict = field(item, 'verdict');
    return [
      { text: verdict, tone: TONES[verdict] ?? 'warn' },
      field(item, 'label'),
      muted(field(item, 'reason')),
    ];
  });
  return rows.length === 0 ? [] : [{ kind: 'table', columns: [], rows, indent: 1 }];
}

function tampering(event: ProgressEvent): View {
  return list(event, 'files').flatMap((file) => {
    const detail = field(file, 'detail');
    const what = detail === '' ? field(file, 'change') : detail;
    const cells: Cell[] = [{ text: 'tampering', tone: 'bad' }, field(file, 'path'), `${what}; put back`];
    return line(1, cells);
  });
}

function specEnded(event: ProgressEvent): View {
  const status = text(event, 'status');
  const tone = TONES[status] ?? 'warn';
  const iterations = number(event, 'iterations');
  const cells: Cell[] = [
    { text: status, tone },
    { text: text(event, 'spec'), tone: 'strong' },
  ];
  cells.push(provedOf(event));
  if (iterations > 0) cells.push(counted(iterations, 'iteration'));
  cells.push(`${money(number(event, 'usd'))}${event.usdUnknown === true ? ' or more' : ''}`);
  cells.push(text(event, 'reason'));
  return line(0, cells);
}

/** A spec that is done with criteria that nothing checks was met by its gates: that is said, not passed over. */
function provedOf(event: ProgressEvent): string {
  const [proved, all] = [number(event, 'proved'), number(event, 'criteria')];
  const counted = `${proved} of ${all} proved`;
  const open = event.status === 'done' || event.status === 'already-met' ? all - proved : 0;
  return open === 0 ? counted : `${counted}, ${open} rest on its gates alone`;
}

function agent(event: ProgressEvent): string {
  const model = event.model;
  return typeof model === 'string' ? model : text(event, 'agent');
}

function line(indent: number, cells: readonly Cell[]): View {
  return [{ kind: 'line', cells, indent }];
}

function muted(value: string): Cell {
  return { text: value, tone: 'muted' };
}

function warn(value: string): Cell {
  return { text: value, tone: 'warn' };
}

function text(event: ProgressEvent, key: string): string {
  const value = event[key];
  return typeof value === 'string' ? value : '';
}

function number(event: ProgressEvent, key: string): number {
  const value = event[key];
  return typeof value === 'number' ? value : 0;
}

function list(event: ProgressEvent, key: string): readonly unknown[] {
  const value = event[key];
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
}

function clockTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
