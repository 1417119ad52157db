import { arg, type Block, type Command, defineCommand, formatPosition } from '@mmm/plugin-api';
import type { SpecStatus } from '@mmm/plugin-state/api';
import { type Spec, type SpecBudget, specsService } from '../api.ts';
import { coverageText, SEVERITY_TONES, statusCell } from '../domain/display.ts';

export interface ShownSpec extends Omit<Spec, 'content'> {
  readonly status: SpecStatus;
}

const command: Command<ShownSpec> = defineCommand({
  async run(input, context) {
    const service = await context.services.get(specsService);
    const found = await service.find(arg(input, 'name'));
    if (!found.ok) throw found.error;
    const read = await service.read(found.value.name);
    if (!read.ok) throw read.error;
    const { content: _content, ...spec } = read.value;
    return { data: { ...spec, status: found.value.status } };
  },
  view: (spec) => [
    { kind: 'line', cells: [{ text: spec.name, tone: 'strong' }, spec.title, statusCell(spec.status)] },
    ...objective(spec),
    facts(spec),
    { kind: 'gap' },
    ...criteria(spec),
    ...findings(spec),
  ],
});

export default command;

function objective({ objective }: ShownSpec): readonly Block[] {
  if (objective === undefined) return [];
  return [{ kind: 'gap' }, { kind: 'text', text: objective }, { kind: 'gap' }];
}

function facts(spec: ShownSpec): Block {
  const rows: [string, string][] = [['file', spec.path]];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([label, value]);
  };
  add('id', spec.id);
  add('priority', spec.priority);
  add('tags', spec.tags.join(', '));
  add('depends on', spec.dependsOn.join(', '));
  add('gates', spec.gates.map((gate) => gate.source).join(', '));
  add('budget', budgetText(spec.budget));
  add('may change', spec.allowChanges.join(', '));
  add('coverage', coverageText(spec.coverage));
  return { kind: 'facts', rows };
}

function budgetText({ usd, iterations, minutes }: SpecBudget): string {
  const parts = [
    usd === undefined ? [] : [`$${usd.toFixed(2)}`],
    iterations === undefined ? [] : [`${iterations} iterations`],
    minutes === undefined ? [] : [`${minutes} minutes`],
  ];
  return parts.flat().join(', ');
}

function criteria(spec: ShownSpec): readonly Block[] {
  if (spec.criteria.length === 0) return [{ kind: 'line', cells: ['no criteria'] }];
  return spec.criteria.flatMap(({ ordinal, text, checks }): readonly Block[] => [
    { kind: 'line', cells: [`${ordinal}. ${text}`] },
    {
      kind: 'table',
      columns: [],
      indent: 3,
      rows:
        checks.length === 0
          ? [[{ text: 'no check', tone: 'muted' }]]
          : checks.map((check) => [{ text: check.kind, tone: 'strong' }, check.source]),
    },
  ]);
}

function findings(spec: ShownSpec): readonly Block[] {
  const shown = spec.findings.filter((finding) => finding.severity !== 'info');
  if (shown.length === 0) return [];
  return [
    { kind: 'gap' },
    ...shown.map(
      ({ at, severity, rule, message }): Block => ({
        kind: 'line',
        cells: [formatPosition(at), { text: severity, tone: SEVERITY_TONES[severity] }, rule, message],
      }),
    ),
  ];
}
