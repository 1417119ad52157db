import { type Command, defineCommand, textOption } from '@mmm/plugin-api';
import { type SpecSummary, specsService } from '../api.ts';
import { coverageText, statusCell } from '../domain/display.ts';
import { byNumber } from '../domain/natural.ts';

export interface ListedSpecs {
  /** As configured. */
  readonly folder: string;
  /** In order of number, those without one behind. */
  readonly specs: readonly SpecSummary[];
  /** Before `--status` took some away. */
  readonly total: number;
}

const command: Command<ListedSpecs> = defineCommand({
  async run(input, context) {
    const specs = await context.services.get(specsService);
    const all = [...(await specs.list())].sort(byNumber);
    const status = textOption(input, 'status');
    const shown = status === undefined ? all : all.filter((spec) => spec.status === status);
    return { data: { folder: context.config.string('specs.dir'), specs: shown, total: all.length } };
  },
  view({ folder, specs, total }) {
    if (total === 0)
      return [
        {
          kind: 'facts',
          rows: [
            ['specs', `none in ${folder}/`],
            ['next', 'mmm spec new "Reject wrong passwords"'],
          ],
        },
      ];
    if (specs.length === 0) return [{ kind: 'line', cells: [`None of the ${total} specs has this status.`] }];
    return [
      {
        kind: 'table',
        columns: [
          { title: 'name' },
          { title: 'title' },
          { title: 'status' },
          { title: 'criteria', align: 'right' },
          { title: 'coverage' },
          { title: 'depends on' },
        ],
        rows: specs.map((spec) => [
          spec.name,
          spec.title,
          statusCell(spec.status),
          String(spec.criteria),
          coverageText(spec.coverage),
          spec.dependsOn.join(', ') || '-',
        ]),
      },
    ];
  },
});

export default command;
