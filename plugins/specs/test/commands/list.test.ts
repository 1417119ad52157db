import { describe, expect, it } from 'vitest';
import { specFile, specProject } from '../support/project.ts';

describe('spec list', () => {
  it('shows each spec with its figures, in order of number', async () => {
    await using project = await specProject({
      'specs/02-login.md': specFile('Login', '[01]'),
      'specs/01-schema.md': specFile('Schema'),
      'specs/README.md': '# Specs\n- [ ] not a criterion\n',
      'specs/.drafts/03-later.md': specFile('Later'),
      'specs/deep/10-deep.md': specFile('Deep'),
      'specs/9-nine.md': specFile('Nine'),
      'specs/notes.txt': 'text',
    });
    const { data, exit, view } = await project.host.run('spec list');
    expect(exit).toBe(0);
    expect(data).toMatchObject({
      folder: 'specs',
      total: 4,
      specs: [
        {
          name: '01-schema',
          number: '01',
          title: 'Schema',
          status: 'pending',
          criteria: 2,
          path: 'specs/01-schema.md',
        },
        { name: '02-login', dependsOn: ['01'], coverage: { command: 1, judge: 1, none: 0 } },
        { name: '9-nine' },
        { name: '10-deep', path: 'specs/deep/10-deep.md' },
      ],
    });
    expect(view).toMatchObject([
      {
        kind: 'table',
        rows: [
          ['01-schema', 'Schema', 'pending', '2', '1 command, 1 judge', '-'],
          ['02-login', 'Login', 'pending', '2', '1 command, 1 judge', '01'],
          ['9-nine', 'Nine', 'pending', '2', '1 command, 1 judge', '-'],
          ['10-deep', 'Deep', 'pending', '2', '1 command, 1 judge', '-'],
        ],
      },
    ]);
  });

  it('has the alias list, and says what to type where there are no specs', async () => {
    await using project = await specProject();
    const { data, view } = await project.host.run('list');
    expect(data).toEqual({ folder: 'specs', specs: [], total: 0 });
    expect(view).toMatchObject([
      {
        kind: 'facts',
        rows: [
          ['specs', 'none in specs/'],
          ['next', expect.anything()],
        ],
      },
    ]);
  });

  it('takes only those with the status that is asked for', async () => {
    await using project = await specProject({ 'specs/01-schema.md': specFile('Schema') });
    expect((await project.host.run('spec list', { options: { status: 'done' } })).data).toMatchObject({
      specs: [],
      total: 1,
    });
    expect((await project.host.run('spec list', { options: { status: 'pending' } })).data).toMatchObject({
      specs: [{ name: '01-schema' }],
    });
  });

  it('goes on where files are broken', async () => {
    await using project = await specProject({
      'specs/01-bytes.md': new Uint8Array([0x23, 0x20, 0xff, 0xfe, 0x0a]),
      'specs/02-yaml.md': '---\nid: [\n---\n# Broken\n',
      'specs/03-empty.md': '',
      'specs/04-right.md': specFile('Right'),
    });
    expect((await project.host.run('spec list')).data).toMatchObject({
      specs: [
        { name: '01-bytes', findings: { errors: 1 } },
        { name: '02-yaml', title: 'Broken', findings: { errors: 3 } },
        { name: '03-empty', findings: { errors: 1, warnings: 1 } },
        { name: '04-right', findings: { errors: 0, warnings: 0 } },
      ],
    });
  });

  it.each([
    ['../elsewhere', 'MMM_SPECS_FOLDER_OUTSIDE', 2],
    ['/etc', 'MMM_SPECS_FOLDER_OUTSIDE', 2],
    ['mmm.toml', 'MMM_SPECS_NOT_A_FOLDER', 2],
  ])('refuses the folder %s', async (folder, code, exit) => {
    await using project = await specProject({ 'mmm.toml': '' }, { config: { 'specs.dir': folder } });
    await expect(project.host.run('spec list')).rejects.toMatchObject({ code, exit });
  });
});
