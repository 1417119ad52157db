import { describe, expect, it } from 'vitest';
import { specFile, specProject } from '../support/project.ts';

describe('spec show', () => {
  it.each(['02-login', '02', '2', 'login', '02-lo', 'specs/02-login.md'])(
    'finds the spec by %s',
    async (name) => {
      await using project = await specProject({
        'specs/01-schema.md': specFile('Schema'),
        'specs/02-login.md': specFile('Login', '[01-schema]'),
      });
      const { data, view } = await project.host.run('spec show', { args: { name } });
      expect(data).toMatchObject({
        ...{ name: '02-login', status: 'pending', objective: 'Login works.', dependsOn: ['01-schema'] },
        criteria: [{ checks: [{ kind: 'command' }] }, { checks: [{ kind: 'judge' }] }],
      });
      expect(data).not.toHaveProperty('content');
      expect(JSON.stringify(view)).toContain('check: `npm test`');
    },
  );

  it('names the nearest where there is no such spec', async () => {
    await using project = await specProject({ 'specs/02-login.md': specFile('Login') });
    await expect(project.host.run('spec show', { args: { name: '02-logni' } })).rejects.toMatchObject({
      code: 'MMM_SPECS_NOT_FOUND',
      message: 'There is no spec "02-logni".',
      hint: 'Did you mean "02-login"?',
    });
  });

  it('names all that are meant where the name is ambiguous', async () => {
    await using project = await specProject({
      'specs/49-a.md': specFile('A'),
      'specs/49-b.md': specFile('B'),
    });
    await expect(project.host.run('spec show', { args: { name: '49' } })).rejects.toMatchObject({
      code: 'MMM_SPECS_AMBIGUOUS',
      message: '"49" means 2 specs: "49-a", "49-b".',
    });
  });

  it('says why a file cannot be shown', async () => {
    await using project = await specProject({ 'specs/01-bytes.md': new Uint8Array([0xff]) });
    await expect(project.host.run('spec show', { args: { name: '01' } })).rejects.toMatchObject({
      code: 'MMM_SPECS_UNREADABLE',
      message: 'specs/01-bytes.md cannot be read: it holds no UTF-8 text.',
    });
  });
});
