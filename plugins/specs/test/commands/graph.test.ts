import { describe, expect, it } from 'vitest';
import { specFile, specProject } from '../support/project.ts';

const FILES = {
  'specs/01-schema.md': specFile('Schema'),
  'specs/02-login.md': specFile('Login', '[01]'),
  'specs/03-export.md': specFile('Export', '["Spec 1", 02-login]'),
};

describe('spec graph', () => {
  it('draws each spec below those that it waits for', async () => {
    await using project = await specProject(FILES);
    const { data, view } = await project.host.run('spec graph');
    expect(data).toMatchObject({
      format: 'tree',
      nodes: [{ name: '01-schema' }, { name: '02-login' }, { name: '03-export' }],
      edges: [
        { from: '01-schema', to: '02-login' },
        { from: '01-schema', to: '03-export' },
        { from: '02-login', to: '03-export' },
      ],
    });
    expect(view).toEqual([{ kind: 'text', text: '01-schema\n├─ 02-login\n│  └─ 03-export\n└─ 03-export' }]);
  });

  it.each([
    ['mermaid', 'graph TD\n  s1["01-schema<br/>Schema"]'],
    ['dot', 'digraph specs {'],
    ['json', '{\n  "nodes"'],
  ])('draws %s', async (format, start) => {
    await using project = await specProject(FILES);
    const { view } = await project.host.run('spec graph', { options: { format } });
    expect(view?.[0]).toMatchObject({ kind: 'text', text: expect.stringContaining(start) });
  });

  it('follows the numbers where the configuration says so', async () => {
    await using project = await specProject(
      { 'specs/1-a.md': specFile('A'), 'specs/2-b.md': specFile('B'), 'specs/10-c.md': specFile('C') },
      { config: { 'specs.order': 'number' } },
    );
    expect((await project.host.run('spec graph')).data).toMatchObject({
      edges: [
        { from: '1-a', to: '2-b' },
        { from: '2-b', to: '10-c' },
      ],
    });
  });

  it('refuses a circle and names it', async () => {
    await using project = await specProject({ 'specs/01-a.md': specFile('A', '[01]') });
    await expect(project.host.run('spec graph')).rejects.toMatchObject({
      code: 'MMM_SPECS_CYCLE',
      message: 'Specs depend on each other in a circle: 01-a -> 01-a.',
    });
  });

  it('says that there are no specs', async () => {
    await using project = await specProject();
    expect((await project.host.run('spec graph')).view).toEqual([
      { kind: 'text', text: 'There are no specs.' },
    ]);
  });
});
