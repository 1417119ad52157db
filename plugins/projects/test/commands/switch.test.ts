import { expect, it } from 'vitest';
import { folder, open, read, registered } from '../folders.ts';

it('makes a project the one used last, and keeps what else its file says', async () => {
  const home = folder('home');
  const root = folder('shop');
  registered(home, 'shop', root, 'template = "web-app"\n[stats]\ntotal_specs = 25\nsuccess_rate = 0.92\n');
  const { data } = await (await open({ home })).run('project switch', { args: { name: 'SHOP' } });
  expect(data).toEqual({ name: 'shop', path: root, exists: true });
  expect(read(home, 'active.toml')).toBe('name = "shop"\n');
  const text = read(home, 'projects/shop.toml') ?? '';
  expect(text).toContain('template = "web-app"');
  expect(text).toMatch(/\[stats\]\ntotal_specs = 25\nsuccess_rate = 0\.92/);
  expect(text).toContain('created = 2024-01-15T10:30:00.000Z');
  expect(text).not.toContain('last_accessed = 2024-01-20');
});

it('refuses a name that nobody has', async () => {
  const host = await open({ home: folder('home') });
  await expect(host.run('project switch', { args: { name: '../shop' } })).rejects.toMatchObject({
    code: 'MMM_PROJECTS_UNKNOWN',
  });
});
