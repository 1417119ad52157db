import { expect, it } from 'vitest';
import { folder, open, registered, write } from '../folders.ts';

it('takes the project used last where the folder is in none', async () => {
  const home = folder('home');
  const root = folder('shop');
  write(root, 'mmm.toml', '');
  registered(home, 'shop', root);
  write(home, 'active.toml', 'name = "shop"\n');
  const { data } = await (await open({ home, cwd: folder() })).run('project info');
  expect(data).toMatchObject({ name: 'shop', path: root });
});

it.each(['name = 3\n', '[broken', 'name = "gone"\n'])(
  'takes none where active.toml says %j',
  async (text) => {
    const home = folder('home');
    write(home, 'active.toml', text);
    await expect((await open({ home, cwd: folder() })).run('project info')).rejects.toMatchObject({
      code: 'MMM_PROJECTS_NONE',
    });
  },
);
