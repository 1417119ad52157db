// What a folder is made with, told from its own manifests. Only what they say for certain.
import { z } from 'zod';

export interface Detected {
  /** Language, package manager and test tool, in that order, as people call them. */
  readonly tools: readonly string[];
  /** Command lines that test or lint the project. */
  readonly checks: readonly string[];
  /** Manifests that are there and cannot be read. */
  readonly problems: readonly string[];
}

export interface Sources {
  /** Names in the folder. */
  readonly names: readonly string[];
  /** Texts of the manifests that are there, by name. */
  readonly texts: Readonly<Record<string, string>>;
  /** The tables of a TOML text, or undefined where it is none. */
  readonly parseToml: (text: string) => unknown;
}

export const MANIFESTS: readonly string[] = ['package.json', 'pyproject.toml', 'Cargo.toml', 'go.mod'];

const packageJson = z.object({
  scripts: z.record(z.string(), z.string()).default({}),
  packageManager: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

const pyproject = z.object({
  tool: z.record(z.string(), z.unknown()).default({}),
});

const LOCKFILES = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
] as const;
const JS_TEST_TOOLS = ['vitest', 'jest', 'mocha', 'ava', '@playwright/test'];
/** What `npm init` writes where there are no tests. */
const NO_TESTS = 'no test specified';

export function detect(sources: Sources): Detected {
  const found = [node(sources), python(sources), rust(sources), go(sources)];
  return {
    tools: found.flatMap((one) => one?.tools ?? []),
    checks: found.flatMap((one) => one?.checks ?? []),
    problems: found.flatMap((one) => one?.problems ?? []),
  };
}

function node({ names, texts }: Sources): Detected | undefined {
  const text = texts['package.json'];
  if (text === undefined) return undefined;
  const manifest = packageJson.safeParse(json(text)).data;
  if (manifest === undefined) return unreadable('package.json');
  const { scripts, packageManager, dependencies, devDependencies } = manifest;
  const isTypeScript = names.includes('tsconfig.json') || 'typescript' in devDependencies;
  const named = /^(npm|pnpm|yarn|bun)@/.exec(packageManager ?? '')?.[1];
  const manager = named ?? LOCKFILES.find(([file]) => names.includes(file))?.[1] ?? 'npm';
  const tester = JS_TEST_TOOLS.find((tool) => tool in devDependencies || tool in dependencies);
  const checks: string[] = [];
  if (scripts.test !== undefined && !scripts.test.includes(NO_TESTS))
    checks.push(manager === 'bun' ? 'bun run test' : `${manager} test`);
  if (scripts.lint !== undefined) checks.push(`${manager} run lint`);
  const language = isTypeScript ? 'TypeScript' : 'JavaScript';
  return { tools: [language, manager, ...(tester === undefined ? [] : [tester])], checks, problems: [] };
}

function python({ names, texts, parseToml }: Sources): Detected | undefined {
  const text = texts['pyproject.toml'];
  if (text === undefined) return undefined;
  const manifest = pyproject.safeParse(parseToml(text)).data;
  if (manifest === undefined) return unreadable('pyproject.toml');
  const { tool } = manifest;
  const manager = names.includes('uv.lock')
    ? 'uv'
    : names.includes('poetry.lock') || 'poetry' in tool
      ? 'poetry'
      : 'pip';
  const prefix = manager === 'pip' ? '' : `${manager} run `;
  const hasPytest = 'pytest' in tool || names.includes('pytest.ini');
  const tools = ['Python', manager];
  const checks: string[] = [];
  if (hasPytest) {
    tools.push('pytest');
    checks.push(`${prefix}pytest`);
  }
  if ('ruff' in tool) checks.push(`${prefix}ruff check`);
  return { tools, checks, problems: [] };
}

function rust({ texts }: Sources): Detected | undefined {
  if (texts['Cargo.toml'] === undefined) return undefined;
  return { tools: ['Rust', 'cargo'], checks: ['cargo test'], problems: [] };
}

function go({ texts }: Sources): Detected | undefined {
  if (texts['go.mod'] === undefined) return undefined;
  return { tools: ['Go'], checks: ['go test ./...', 'go vet ./...'], problems: [] };
}

function unreadable(name: string): Detected {
  return { tools: [], checks: [], problems: [`${name} cannot be read`] };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
