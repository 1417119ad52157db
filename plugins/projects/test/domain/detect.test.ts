import { expect, it } from 'vitest';
import { detect } from '../../src/domain/detect.ts';
import { readToml } from '../../src/toml.ts';

function parseToml(text: string): unknown {
  const toml = readToml(text);
  return 'tables' in toml ? toml.tables : undefined;
}

it.each([
  [
    'npm, TypeScript and vitest',
    ['tsconfig.json'],
    { 'package.json': '{"scripts":{"test":"vitest"},"devDependencies":{"vitest":"5"}}' },
    ['TypeScript', 'npm', 'vitest'],
    ['npm test'],
  ],
  [
    'pnpm by its lockfile, without the tests that npm init writes',
    ['pnpm-lock.yaml'],
    {
      'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1","lint":"eslint"}}',
    },
    ['JavaScript', 'pnpm'],
    ['pnpm run lint'],
  ],
  [
    'the package manager that package.json names',
    ['package-lock.json'],
    { 'package.json': '{"packageManager":"yarn@4.0.0","scripts":{"test":"jest"}}' },
    ['JavaScript', 'yarn'],
    ['yarn test'],
  ],
  [
    'Python with uv, pytest and ruff',
    ['uv.lock'],
    { 'pyproject.toml': '[tool.pytest.ini_options]\n[tool.ruff]\n' },
    ['Python', 'uv', 'pytest'],
    ['uv run pytest', 'uv run ruff check'],
  ],
  ['Python of which nothing more is certain', [], { 'pyproject.toml': '[project]\n' }, ['Python', 'pip'], []],
  ['Rust', [], { 'Cargo.toml': '[package]\n' }, ['Rust', 'cargo'], ['cargo test']],
  ['Go', [], { 'go.mod': 'module x\n' }, ['Go'], ['go test ./...', 'go vet ./...']],
  ['nothing', ['README.md'], {}, [], []],
] as const)('tells %s', (_what, names, texts, tools, checks) => {
  expect(detect({ names, texts, parseToml })).toEqual({ tools, checks, problems: [] });
});

it('says which manifest it cannot read, and goes on', () => {
  const texts = { 'package.json': '{"scripts": [', 'pyproject.toml': '[tool', 'go.mod': '' };
  expect(detect({ names: [], texts, parseToml })).toEqual({
    tools: ['Go'],
    checks: ['go test ./...', 'go vet ./...'],
    problems: ['package.json cannot be read', 'pyproject.toml cannot be read'],
  });
});
