import { describe, expect, it } from 'vitest';
import { specFile, specProject } from '../support/project.ts';

describe('spec lint', () => {
  it('ends well where no spec has an error', async () => {
    await using project = await specProject({ 'specs/01-schema.md': specFile('Schema') });
    const { data, exit, view } = await project.host.run('spec lint', { args: { names: [] } });
    expect(exit).toBe(0);
    expect(data).toEqual({
      specs: 1,
      criteria: 2,
      checked: 2,
      errors: 0,
      warnings: 0,
      infos: 0,
      findings: [],
    });
    expect(view).toEqual([
      { kind: 'line', cells: ['1 spec', '2 of 2 criteria checked', '0 errors', '0 warnings', '0 notes'] },
    ]);
  });

  it('names every finding by file, line and column, and fails on an error', async () => {
    await using project = await specProject({
      'specs/01-schema.md': specFile('Schema', '[nothing-of-the-kind]'),
      'specs/02-empty.md': '# Empty\n',
      'specs/deep/01-schema.md': specFile('Other'),
    });
    const { data, exit, view } = await project.host.run('spec lint');
    expect(exit).toBe(1);
    expect(data).toMatchObject({
      ...{ specs: 2, errors: 2, warnings: 1 },
      findings: [
        { rule: 'unknown-dependency', at: { path: 'specs/01-schema.md', line: 2, column: 14 } },
        { rule: 'no-criteria', at: { path: 'specs/02-empty.md', line: 1, column: 1 } },
        { rule: 'duplicate-name', at: { path: 'specs/deep/01-schema.md' } },
      ],
    });
    expect(view?.[0]).toMatchObject({
      cells: ['specs/01-schema.md:2:14', { text: 'warning' }, 'unknown-dependency', expect.anything()],
    });
  });

  it('looks at the specs that are named, each once', async () => {
    await using project = await specProject({ 'specs/01-a.md': '# A\n', 'specs/02-b.md': specFile('B') });
    expect(await project.host.run('spec lint', { args: { names: ['02'] } })).toMatchObject({
      exit: 0,
      data: { specs: 1 },
    });
    expect(await project.host.run('spec lint', { args: { names: ['01', '01-a'] } })).toMatchObject({
      exit: 1,
      data: { specs: 1, errors: 1 },
    });
  });

  it('names a circle', async () => {
    await using project = await specProject({
      'specs/01-a.md': specFile('A', '[02]'),
      'specs/02-b.md': specFile('B', '[01]'),
    });
    expect(await project.host.run('spec lint')).toMatchObject({
      exit: 1,
      data: {
        findings: [{ rule: 'dependency-cycle', message: expect.stringContaining('01-a -> 02-b -> 01-a') }],
      },
    });
  });

  it('refuses a name that no spec has', async () => {
    await using project = await specProject();
    await expect(project.host.run('spec lint', { args: { names: ['x'] } })).rejects.toMatchObject({
      code: 'MMM_SPECS_NOT_FOUND',
    });
  });
});
