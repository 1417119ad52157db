import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { specFile, specProject } from '../support/project.ts';

describe('spec new', () => {
  it('writes the first spec in the structure that mmm reads', async () => {
    await using project = await specProject();
    const { data, view } = await project.host.run('spec new', { args: { title: 'Reject wrong passwords' } });
    expect(data).toEqual({
      name: '01-reject-wrong-passwords',
      title: 'Reject wrong passwords',
      path: 'specs/01-reject-wrong-passwords.md',
      dependsOn: [],
    });
    expect(view).toMatchObject([
      {
        rows: [
          ['wrote', 'specs/01-reject-wrong-passwords.md'],
          ['next', expect.stringContaining('mmm spec lint')],
        ],
      },
    ]);
    expect(
      readFileSync(join(project.root, 'specs/01-reject-wrong-passwords.md'), 'utf8'),
    ).toMatchInlineSnapshot(`
      "# Feature: Reject wrong passwords

      ## Objective
      Brief description of what needs to be implemented.

      ## Acceptance Criteria
      - [ ] Criterion 1
      - [ ] Criterion 2
      - [ ] Criterion 3

      ## Technical Details
      Any specific technical requirements or constraints.
      "
    `);
    expect((await project.host.run('spec list')).data).toMatchObject({
      specs: [{ title: 'Reject wrong passwords', criteria: 3 }],
    });
  });

  it('leaves the linter something to say until the placeholders are gone', async () => {
    await using project = await specProject();
    await project.host.run('spec new', { args: { title: 'Login' } });
    expect(await project.host.run('spec lint')).toMatchObject({ exit: 1, data: { errors: 3 } });
  });

  it('takes the next number and the specs that it depends on', async () => {
    await using project = await specProject({
      'specs/01-schema.md': specFile('Schema'),
      'specs/07-x.md': specFile('X'),
    });
    const { data } = await project.host.run('spec new', {
      args: { title: 'Login' },
      options: { dependsOn: ['01', 'x'] },
    });
    expect(data).toMatchObject({ name: '08-login', dependsOn: ['01-schema', '07-x'] });
    expect((await project.host.run('spec show', { args: { name: '08' } })).data).toMatchObject({
      dependsOn: ['01-schema', '07-x'],
    });
  });

  it('has the alias add with --name', async () => {
    await using project = await specProject();
    const { data } = await project.host.run('add', { options: { name: 'my-feature' } });
    expect(data).toMatchObject({ path: 'specs/01-my-feature.md', title: 'My feature' });
  });

  it('writes to the folder that is configured', async () => {
    await using project = await specProject({}, { config: { 'specs.dir': 'docs/specs' } });
    const { data } = await project.host.run('spec new', { args: { title: 'Login' } });
    expect(data).toMatchObject({ path: 'docs/specs/01-login.md' });
  });

  it('keeps a title on one line', async () => {
    await using project = await specProject();
    const { data } = await project.host.run('spec new', { args: { title: 'A\n# B' } });
    expect(data).toMatchObject({ title: 'A # B', name: '01-a-b' });
  });

  it('overwrites nothing', async () => {
    await using project = await specProject({ 'specs/01-login.md': specFile('Login') });
    await expect(project.host.run('spec new', { args: { title: 'Login' } })).rejects.toMatchObject({
      ...{
        code: 'MMM_SPECS_EXISTS',
        exit: 2,
        message: 'specs/01-login.md exists already and stays as it is.',
      },
    });
    expect(readdirSync(join(project.root, 'specs'))).toEqual(['01-login.md']);
  });

  it.each([
    { args: {} },
    { args: { title: '!!!' } },
    { args: { title: ' ' } },
    { options: { name: '../..' } },
  ])('refuses a spec without a title: %j', async (input) => {
    await using project = await specProject();
    await expect(project.host.run('spec new', input)).rejects.toMatchObject({
      code: 'MMM_SPECS_NO_TITLE',
      exit: 2,
    });
  });

  it('refuses a dependency that is no spec, and writes nothing', async () => {
    await using project = await specProject({ 'specs/01-schema.md': specFile('Schema') });
    const input = { args: { title: 'Login' }, options: { dependsOn: ['shcema'] } };
    await expect(project.host.run('spec new', input)).rejects.toMatchObject({ code: 'MMM_SPECS_NOT_FOUND' });
    expect(readdirSync(join(project.root, 'specs'))).toEqual(['01-schema.md']);
  });
});
