// One spec with a command, a file and a question to a person.

import { unwrap } from '@mmm/plugin-api';
import { specsService } from '@mmm/plugin-specs/api';
import type { TestHost } from '@mmm/test-kit';
import type { VerdictsRecorded } from '../../src/api.ts';
import { verifyService } from '../../src/api.ts';
import { record, repository } from '../project.ts';

const LOGIN = `---
id: login
---
# Feature: Login

## Objective
Log in.

## Acceptance Criteria
- [ ] A wrong password is rejected
  - check: \`sh check.sh\`
- [ ] The API describes the login route
  - check: file \`openapi.yaml\` contains \`/login\`
- [ ] The form looks calm
  - human: Is the form calm?
`;

export function loginProject(files: Readonly<Record<string, string>> = {}): string {
  return repository({
    'mmm.toml': '',
    'specs/01-login.md': LOGIN,
    'check.sh': 'echo "expected 401, received 200" >&2; exit 1\n',
    'openapi.yaml': 'paths: {}\n',
    ...files,
  });
}

/** Verifies the spec as a run does, and records it as one. */
export async function recordRun(host: TestHost, root: string, run: string, tree: string): Promise<void> {
  const specs = await host.service(specsService);
  const spec = unwrap(await specs.read('01-login'));
  const service = await host.service(verifyService);
  const request = { spec, folder: root, tree, run, iteration: 1, vacuous: [] };
  const report = await service.verify(request, new AbortController().signal);
  const { criteria, gates, signature, met } = report;
  const data: VerdictsRecorded = { spec: spec.name, iteration: 1, tree, criteria, gates, tampering: [] };
  await record(host, run, [
    { type: 'verdicts.recorded', data },
    {
      type: 'iteration.ended',
      data: { spec: spec.name, iteration: 1, model: 'sonnet', signature, met, gained: 0 },
    },
    { type: 'cost.booked', data: { spec: spec.name, iteration: 1, usd: 0.4 } },
    {
      type: 'spec.status-changed',
      data: { spec: spec.name, status: met ? 'done' : 'unmet', reason: 'all 1 iterations are used' },
    },
  ]);
}
