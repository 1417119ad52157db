// Decides which plugins may be used together. Pure.
import type { MmmError, PluginManifest } from '@mmm/plugin-api';
import { resolveProject } from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { CatalogPlugin, CatalogProblem } from './catalog.ts';
import type { Candidate } from './discover.ts';
import { orderPlugins } from './order.ts';

export interface Settled {
  readonly plugins: readonly CatalogPlugin[];
  readonly usable: readonly CatalogPlugin[];
  readonly problems: readonly CatalogProblem[];
  /** Every hook that somebody declares. */
  readonly hooks: readonly string[];
  readonly strayTaps: readonly { readonly plugin: CatalogPlugin; readonly hook: string }[];
}

/** `candidates` by precedence: what two of them claim stays with the first. */
export function settle(candidates: readonly Candidate[]): Settled {
  const problems: CatalogProblem[] = [];
  const byId = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { id } = candidate.manifest;
    const owner = byId.get(id);
    if (owner === undefined) byId.set(id, candidate);
    else {
      const error = errors.CLAIMED({ plugin: candidate.folder, kind: 'id', name: id, owner: owner.folder });
      problems.push({ folder: candidate.folder, error: error.toJSON() });
    }
  }
  const blocked = blockAll(byId);
  for (const [id, error] of blocked) {
    const folder = byId.get(id)?.folder;
    if (folder !== undefined) problems.push({ folder, plugin: id, error: error.toJSON() });
  }
  dropDuplicates(byId, blocked, problems);
  const plugins = sorted(byId, blocked);
  const usable = plugins.filter((plugin) => plugin.blocked === undefined);
  const hooks = [
    resolveProject.name,
    ...usable.flatMap((plugin) => plugin.manifest.hooks.map((h) => h.name)),
  ];
  const declared = new Set(hooks);
  const strayTaps = usable.flatMap((plugin) =>
    plugin.manifest.taps.filter((tap) => !declared.has(tap.hook)).map((tap) => ({ plugin, hook: tap.hook })),
  );
  return { plugins, usable, problems, hooks, strayTaps };
}

function sorted(
  byId: ReadonlyMap<string, Candidate>,
  blocked: ReadonlyMap<string, MmmError>,
): CatalogPlugin[] {
  const all = [...byId.values()];
  const { ids } = orderPlugins(all.map(({ manifest }) => manifest));
  const rank = new Map(ids.map((id, index) => [id, index]));
  const place = (id: string): number => (blocked.has(id) ? all.length : 0) + (rank.get(id) ?? all.length);
  return all
    .sort((a, b) => place(a.manifest.id) - place(b.manifest.id))
    .map((candidate) => {
      const error = blocked.get(candidate.manifest.id);
      return error === undefined ? candidate : { ...candidate, blocked: error.toJSON() };
    });
}

function blockAll(byId: ReadonlyMap<string, Candidate>): ReadonlyMap<string, MmmError> {
  const manifests = [...byId.values()].map(({ manifest }) => manifest);
  const blocked = new Map<string, MmmError>();
  for (const chain of orderPlugins(manifests).cycles) {
    for (const id of chain) blocked.set(id, errors.REQUIRES_CYCLE({ chain }));
  }
  for (const { id, requires } of manifests) {
    const missing = requires.find((required) => !byId.has(required));
    if (missing !== undefined && !blocked.has(id))
      blocked.set(id, errors.REQUIRES_UNKNOWN({ plugin: id, missing }));
  }
  blockDependents(manifests, blocked);
  blockClaims(manifests, blocked);
  blockDependents(manifests, blocked);
  return blocked;
}

/** Only a plugin that can be used may claim anything. */
function blockClaims(manifests: readonly PluginManifest[], blocked: Map<string, MmmError>): void {
  const owners = new Map<string, string>([['service host', 'kernel']]);
  for (const manifest of manifests) {
    if (blocked.has(manifest.id)) continue;
    const claims = claimsOf(manifest);
    const taken = claims.find(({ kind, name }) => owners.has(`${kind} ${name}`));
    if (taken === undefined) {
      for (const { kind, name } of claims) owners.set(`${kind} ${name}`, manifest.id);
    } else {
      const owner = owners.get(`${taken.kind} ${taken.name}`) ?? '';
      blocked.set(manifest.id, errors.CLAIMED({ plugin: manifest.id, owner, ...taken }));
    }
  }
}

function claimsOf(manifest: PluginManifest): readonly { readonly kind: string; readonly name: string }[] {
  const paths = manifest.commands.flatMap((command) => [command.path, ...command.aliases]);
  return [
    ...paths.map((name) => ({ kind: 'command', name })),
    ...manifest.provides.map((name) => ({ kind: 'service', name })),
    ...manifest.config.map(({ key }) => ({ kind: 'configuration key', name: key })),
  ];
}

/** Takes from each manifest the contributions whose id a plugin before it has in the same point. */
function dropDuplicates(
  byId: Map<string, Candidate>,
  blocked: ReadonlyMap<string, MmmError>,
  problems: CatalogProblem[],
): void {
  const owners = new Map<string, string>();
  for (const [plugin, candidate] of byId) {
    if (blocked.has(plugin)) continue;
    const kept = candidate.manifest.contributes.filter(({ point, id }) => {
      const owner = owners.get(`${point} ${id}`);
      if (owner === undefined) owners.set(`${point} ${id}`, plugin);
      else {
        const error = errors.CLAIMED({ plugin, kind: `entry of ${point}`, name: id, owner });
        problems.push({ folder: candidate.folder, plugin, error: error.toJSON() });
      }
      return owner === undefined;
    });
    if (kept.length < candidate.manifest.contributes.length)
      byId.set(plugin, { ...candidate, manifest: { ...candidate.manifest, contributes: kept } });
  }
}

/** Blocks what requires a blocked plugin, however far away. */
function blockDependents(manifests: readonly PluginManifest[], blocked: Map<string, MmmError>): void {
  const origin = new Map<string, readonly string[]>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const { id, requires } of manifests) {
      const cause = blocked.has(id) ? undefined : requires.find((required) => blocked.has(required));
      const why = cause === undefined ? undefined : blocked.get(cause);
      if (cause === undefined || why === undefined) continue;
      const tail = origin.get(cause) ?? [cause];
      const chain = [id, ...tail];
      origin.set(id, chain);
      const first = blocked.get(tail.at(-1) ?? cause) ?? why;
      blocked.set(id, errors.REQUIRES_BLOCKED({ plugin: id, chain, why: first.message }));
      changed = true;
    }
  }
}
