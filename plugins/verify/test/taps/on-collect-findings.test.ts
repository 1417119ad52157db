import { specsService } from '@mmm/plugin-specs/api';
import { expect, it } from 'vitest';
import { open, temporaryFolder, write } from '../project.ts';

it('says where a check is malformed, and what would be right', async () => {
  const root = temporaryFolder();
  write(root, {
    'specs/01-login.md': [
      '---',
      'verify: npm test',
      '---',
      '# Feature: Login',
      '## Objective',
      'Log in.',
      '## Acceptance Criteria',
      '- [ ] It works',
      '  - check: `npm test` should pass',
      '- [ ] It is described',
      '  - check: fiel `openapi.yaml` exists',
      '  - check: file `openapi.yaml` contains `/login`',
      '',
    ].join('\n'),
  });
  const host = await open(root);
  const specs = await host.service(specsService);
  const mine = (await specs.lint('01')).filter(({ rule }) => rule.endsWith('-check'));
  expect(mine).toMatchObject([
    {
      rule: 'malformed-check',
      severity: 'error',
      message: '"should pass" behind the command is not understood.',
      hint: 'Write `cmd`, `cmd` exits 2, `cmd` prints `text` or `cmd` matches `regex`.',
      at: { path: 'specs/01-login.md', line: 9 },
    },
    { rule: 'unknown-check', hint: 'Did you mean file?', at: { line: 11 } },
  ]);
});
