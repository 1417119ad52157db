import { expect, it } from 'vitest';
import { folder, open, registered, write } from '../folders.ts';

it('lists projects, marks the active one and those that are gone, and names what it cannot read', async () => {
  const home = folder('home');
  const shop = folder('shop');
  registered(home, 'shop', shop, '[metadata]\ntags = ["web"]\n');
  registered(home, 'away', '/nowhere/away');
  write(home, 'projects/broken.toml', '[project\n');
  write(home, 'projects/other.toml', '[project]\nname = 3\n');
  write(home, 'active.toml', 'name = "shop"\n');
  const host = await open({ home });
  const { data, view } = await host.run('project list');
  expect(data).toMatchObject({
    projects: [
      { name: 'away', exists: false, active: false },
      {
        name: 'shop',
        path: shop,
        exists: true,
        active: true,
        tags: ['web'],
        lastAccessed: '2024-01-20T15:45:00.000Z',
      },
    ],
    problems: [
      { path: `${home}/projects/broken.toml`, message: expect.stringContaining('line 1') },
      { path: `${home}/projects/other.toml`, message: expect.stringContaining('project.name') },
    ],
  });
  expect(view?.[0]).toMatchObject({
    kind: 'table',
    rows: [
      ['', { text: 'away' }, { text: '/nowhere/away (gone)' }, '2024-01-20'],
      ['*', { text: 'shop' }, shop, '2024-01-20'],
    ],
  });
});

it('shows the list as JSON', async () => {
  const home = folder('home');
  registered(home, 'shop', home);
  const { view } = await (await open({ home })).run('project list', { options: { format: 'json' } });
  const [block] = view ?? [];
  expect(JSON.parse(block?.kind === 'text' ? block.text : '')).toMatchObject({
    projects: [{ name: 'shop' }],
  });
});

it('leads to init where there is none', async () => {
  const { view } = await (await open({ home: folder('home') })).run('project list');
  expect(JSON.stringify(view)).toContain('mmm init');
});
