import { type Block, type Command, defineCommand, EXIT, formatPosition, variadicArg } from '@mmm/plugin-api';
import { type Finding, specsService } from '../api.ts';
import { counted, countOf, SEVERITY_TONES } from '../domain/display.ts';

export interface LintedSpecs {
  readonly specs: number;
  readonly criteria: number;
  /** Criteria that have a check. */
  readonly checked: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly findings: readonly Finding[];
}

const command: Command<LintedSpecs> = defineCommand({
  async run(input, context) {
    const service = await context.services.get(specsService);
    const all = await service.list();
    const names = new Set<string>();
    for (const reference of variadicArg(input, 'names')) {
      const found = await service.find(reference);
      if (!found.ok) throw found.error;
      names.add(found.value.name);
    }
    const specs = names.size === 0 ? all : all.filter((spec) => names.has(spec.name));
    const findings: Finding[] = [];
    if (names.size === 0) findings.push(...(await service.lint()));
    else for (const name of names) findings.push(...(await service.lint(name)));
    const criteria = specs.reduce((sum, spec) => sum + spec.criteria, 0);
    const unchecked = specs.reduce((sum, spec) => sum + spec.coverage.none, 0);
    const errors = countOf(findings, 'error');
    const data: LintedSpecs = {
      specs: specs.length,
      criteria,
      checked: criteria - unchecked,
      errors,
      warnings: countOf(findings, 'warning'),
      infos: countOf(findings, 'info'),
      findings,
    };
    return { data, exit: errors > 0 ? EXIT.failed : EXIT.done };
  },
  view({ specs, criteria, checked, errors, warnings, infos, findings }) {
    const summary = [
      counted(specs, 'spec'),
      `${checked} of ${criteria} criteria checked`,
      counted(errors, 'error'),
      counted(warnings, 'warning'),
      counted(infos, 'note'),
    ];
    return [...findings.flatMap(blocksOf), { kind: 'line', cells: summary }];
  },
});

export default command;

/** Hints of what is only worth knowing would drown those of what is wrong; `--json` has them all. */
function blocksOf({ at, severity, rule, message, hint }: Finding): readonly Block[] {
  const cells = [formatPosition(at), { text: severity, tone: SEVERITY_TONES[severity] }, rule, message];
  const line: Block = { kind: 'line', cells };
  return severity === 'info' ? [line] : [line, { kind: 'text', text: hint, tone: 'muted', indent: 3 }];
}
