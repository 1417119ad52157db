// The first look at many specs, against a script that reads the same files.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, compare, type Row } from './measure.ts';
import { project, specs } from './project.ts';

const SAMPLES = 3;
const READ = `
const { readdirSync, readFileSync } = require('node:fs');
for (const name of readdirSync('specs')) readFileSync('specs/' + name, 'utf8');
`;

export function firstIndex(): readonly Row[] {
  using sandbox = project(specs(10_000));
  const compared = compare({
    sandbox,
    floor: ['-e', READ],
    candidate: [BIN, 'spec', 'list'],
    samples: SAMPLES,
    prepare: () => rmSync(join(sandbox.cwd, '.mmm'), { recursive: true, force: true }),
  });
  return [{ what: 'first index of 10,000 specs', aim: undefined, ...compared }];
}
