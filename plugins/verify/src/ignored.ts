// What git ignores is in no commit: an agent may have built, installed or made up anything there, a test runner too.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { PluginContext } from '@mmm/plugin-api';
import { gitService } from '@mmm/plugin-git/api';
import type { VerifyRequest } from './api.ts';
import { globTest, type PathTest } from './domain/classify.ts';

/** Files beside those of the tree that were laid aside; they come back when it is disposed of. */
export interface LaidAside extends AsyncDisposable {
  /** Relative to the folder, a whole folder as one. */
  readonly paths: readonly string[];
}

/** Whether the folder is a worktree that mmm made for an agent, and not the user's own. */
export function isAgentsWorktree(context: PluginContext, folder: string): boolean {
  const { root } = context.requireProject('trusted');
  return folder.startsWith(join(root, '.mmm', 'worktrees') + sep);
}

/** Moves what the tree does not have next to the folder, but for what `verify.keep_ignored` names. */
export async function layAside(context: PluginContext, { folder, tree }: VerifyRequest): Promise<LaidAside> {
  const git = await context.services.get(gitService);
  const tracked = new Set(['.git']);
  for (const file of await git.files(folder, tree)) {
    for (let path = file; path !== '.'; path = dirname(path)) tracked.add(path);
  }
  const kept = globTest(context.config.strings('verify.keep_ignored'));
  const paths = await untracked({ folder, tracked, kept });
  const aside = `${folder}.ignored`;
  await rm(aside, { recursive: true, force: true });
  for (const path of paths) await move(join(folder, path), join(aside, path));
  return {
    paths,
    async [Symbol.asyncDispose]() {
      for (const path of paths) {
        await rm(join(folder, path), { recursive: true, force: true });
        await move(join(aside, path), join(folder, path));
      }
      await rm(aside, { recursive: true, force: true });
    },
  };
}

interface Search {
  readonly folder: string;
  /** Every file of the tree, and every folder on the way to one. */
  readonly tracked: ReadonlySet<string>;
  readonly kept: PathTest;
}

async function untracked(search: Search, below = ''): Promise<string[]> {
  const entries = await readdir(join(search.folder, below), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (path === '.git' || search.kept(path)) continue;
    if (!search.tracked.has(path)) found.push(path);
    else if (entry.isDirectory()) found.push(...(await untracked(search, path)));
  }
  return found;
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
