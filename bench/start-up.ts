// What a command costs before it does anything, against a Node that does nothing.
import { BIN, compare, type Row } from './measure.ts';
import { project, specs } from './project.ts';

const SAMPLES = 41;

export function startUp(): readonly Row[] {
  using empty = project({});
  using thousand = project(specs(1_000));
  const nothing = ['-e', '0'];
  const against = (sandbox: typeof empty, ...args: readonly string[]) =>
    compare({ sandbox, floor: nothing, candidate: [BIN, ...args], samples: SAMPLES });
  return [
    { what: 'mmm --version', aim: 1.5, ...against(empty, '--version') },
    { what: 'mmm --help', aim: 1.5, ...against(empty, '--help') },
    { what: 'mmm spec list, 1,000 specs', aim: 2.2, ...against(thousand, 'spec', 'list') },
  ];
}
