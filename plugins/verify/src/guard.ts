// The tamper guard: asks git what changed, and the rules what that means.
import type { PluginContext } from '@mmm/plugin-api';
import { type GitService, gitService } from '@mmm/plugin-git/api';
import type { GuardRequest, Tampering } from './api.ts';
import { isTest } from './domain/classify.ts';
import { PARTS } from './domain/guarded-parts.ts';
import { type Base, isForbiddenAddition, type Suspect, suspectsOf } from './domain/tampering.ts';

export async function findTampering(
  context: PluginContext,
  request: GuardRequest,
): Promise<readonly Tampering[]> {
  const git = await context.services.get(gitService);
  const changes = await git.changes(request.root, request.base, request.commit);
  const suspects = suspectsOf(changes, {
    specPath: request.spec.path,
    specsFolder: context.config.string('specs.dir').replace(/^\.(\/|$)|\/+$/g, ''),
    extra: context.config.strings('verify.guard'),
    allowed: request.spec.allowChanges,
  });
  const base = suspects.some(({ change }) => change === 'added') ? await readBase(git, request) : undefined;
  const found: Tampering[] = [];
  for (const suspect of suspects) {
    const tampering = await judge(git, request, { suspect, base });
    if (tampering !== undefined) found.push(tampering);
  }
  return found;
}

interface Case {
  readonly suspect: Suspect;
  readonly base: Base | undefined;
}

async function judge(
  git: GitService,
  request: GuardRequest,
  { suspect, base }: Case,
): Promise<Tampering | undefined> {
  const { path, change, guards, row, detail } = suspect;
  if (row === undefined) return { path, change, guards, detail };
  if (change === 'added' && (base === undefined || !isForbiddenAddition(row, path, base))) return undefined;
  if (row.part === undefined) return { path, change, guards, detail };
  const before = await git.show(request.root, request.base, path);
  const after = await git.show(request.root, request.commit, path);
  const differences = PARTS[row.part](before ?? '', after);
  return differences.length === 0 ? undefined : { path, change, guards, detail: differences.join('; ') };
}

async function readBase(git: GitService, { root, base }: GuardRequest): Promise<Base> {
  const files = await git.files(root, base);
  if (files.some(isTest)) return { files, hasTestScript: false };
  const manifests = files.filter((file) => file === 'package.json' || file.endsWith('/package.json'));
  for (const manifest of manifests) {
    const text = await git.show(root, base, manifest);
    if (text !== undefined && /"test"\s*:\s*"/.test(text)) return { files, hasTestScript: true };
  }
  return { files, hasTestScript: false };
}
