// Which files define success, by the conventions of the field. One row is one convention.
import type { Tampering } from '../api.ts';

/**
 * What an added file of a row means:
 *   fine             new tests, new CI jobs
 *   beside-tests     configuration that a runner would pick up: tampering where tests stood at the base
 *   beside-its-kind  tampering where a file of the same row stood at the base, which it may take the place of
 */
export type WhenAdded = 'fine' | 'beside-tests' | 'beside-its-kind';

/** Files that hold much else too: only these parts of them are guarded. */
export type GuardedPart =
  | 'package-json'
  | 'composer-json'
  | 'pyproject'
  | 'setup-cfg'
  | 'cargo'
  | 'vite'
  | 'git-attributes';

export interface GuardRow {
  readonly name: string;
  readonly guards: Exclude<Tampering['guards'], 'spec' | 'mmm'>;
  readonly globs: readonly string[];
  readonly added: WhenAdded;
  readonly part?: GuardedPart;
}

const JS = '{js,mjs,cjs,jsx,ts,mts,cts,tsx}';
const CONFIG = '{js,mjs,cjs,ts,mts,cts,json,json5,jsonc,yml,yaml,toml}';

/** The first row that fits decides. */
export const GUARD_ROWS: readonly GuardRow[] = [
  {
    name: 'CI',
    guards: 'ci',
    added: 'fine',
    globs: [
      '**/.github/{workflows,actions}/**',
      '**/.gitlab-ci.{yml,yaml}',
      '**/.gitlab/ci/**',
      '**/{.circleci,.buildkite,.ci,.teamcity,.tekton,.woodpecker}/**',
      '**/Jenkinsfile*',
      '**/azure-pipelines*.{yml,yaml}',
      '**/{bitbucket-pipelines,cloudbuild,buildspec,appveyor,.appveyor,.travis,.drone,.cirrus,.woodpecker}.{yml,yaml}',
      '**/codecov.{yml,yaml}',
      '**/.codecov.{yml,yaml}',
    ],
  },
  {
    name: 'git attributes',
    guards: 'runner',
    added: 'beside-tests',
    part: 'git-attributes',
    globs: ['**/.gitattributes'],
  },
  {
    name: 'pytest hooks',
    guards: 'runner',
    added: 'beside-tests',
    globs: ['**/conftest.py'],
  },
  {
    name: 'test folders',
    guards: 'test',
    added: 'fine',
    globs: [
      '**/{test,tests,Test,Tests,__tests__,__test__,spec,e2e,cypress,testdata}/**',
      '**/{__snapshots__,__fixtures__,__mocks__,test-fixtures,test_fixtures}/**',
      '**/{integration-tests,integration_tests,integrationTest,functionalTest,androidTest,acceptance}/**',
      '**/*.{Test,Tests,UnitTests,IntegrationTests}/**',
      '**/features/**/*.feature',
      '**/t/**/*.t',
    ],
  },
  {
    name: 'tests by name',
    guards: 'test',
    added: 'fine',
    globs: [
      '**/*.{test,spec,test-d,spec-d,e2e,e2e-spec,cy,int-spec}.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,coffee}',
      '**/*.snap',
      '**/{test_*,*_test,*_tests}.py',
      '**/*_test.{go,rb,exs,dart,cc,cpp,c,clj,cljs,cljc,erl,lua,gleam,zig,ml}',
      '**/*_spec.{rb,lua,cr}',
      '**/test_*.{rb,c,cc,cpp,lua}',
      '**/*_{test,tests}.rs',
      '**/{test,tests}.rs',
      '**/*{Test,Tests,TestCase,IT,Spec}.{java,kt,kts,groovy,scala}',
      '**/{Test,Tests}.{java,kt}',
      '**/*{Test,TestCase,Cest,Cept}.php',
      '**/*{Test,Tests,Specs}.{cs,fs,vb}',
      '**/*{Test,Tests}.swift',
      '**/*{_unittest,_gtest,-test,Test}.{cc,cpp,cxx}',
      '**/*{Spec,Test}.hs',
      '**/*.{bats,feature}',
      '**/*.Tests.ps1',
      '**/test-*.{R,r}',
    ],
  },
  {
    name: 'test runners',
    guards: 'runner',
    added: 'beside-tests',
    globs: [
      `**/{vitest,jest,ava,playwright,cypress,karma,wdio,nightwatch,wtr,web-test-runner,stryker,cucumber,testcafe}.{config,conf,workspace,projects,setup}.${CONFIG}`,
      `**/{jest,vitest}.{config,setup,workspace}.*.${CONFIG}`,
      `**/{setupTests,setup-tests,test-setup,jest-setup,vitest-setup}.${JS}`,
      '**/{.mocharc,.avarc,.taprc,.nycrc,.c8rc,.jasmine,.testcaferc,.lintstagedrc}*',
      `**/jasmine.json`,
      '**/{pytest,tox}.{ini,toml}',
      '**/{.pytest.ini,noxfile.py,.coveragerc,.rspec,.rspec-local,phpunit.xml,phpunit.xml.dist,phpunit.dist.xml,pest.php}',
      '**/{codeception,behat,phpspec}.{yml,yaml}',
      '**/{.runsettings,*.runsettings,xunit.runner.json,testng.xml,junit-platform.properties,nextest.toml}',
      '**/tsconfig.{test,tests,spec,vitest,jest,e2e}.json',
    ],
  },
  {
    name: 'what starts the runner',
    guards: 'runner',
    added: 'beside-tests',
    globs: [
      '**/{.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.cjs,bunfig.toml,.env.test,.env.ci,sitecustomize.py,usercustomize.py}',
    ],
  },
  {
    name: 'installed packages',
    guards: 'runner',
    added: 'beside-tests',
    globs: [
      '**/{node_modules,.venv,venv,site-packages,.yarn}/**',
      '**/{.pnp.cjs,.pnp.loader.mjs}',
      '**/*.pth',
      '{,src/}{pytest,_pytest,unittest}{.py,/**}',
    ],
  },
  {
    name: 'what turns tests into code',
    guards: 'runner',
    added: 'beside-tests',
    globs: [`**/babel.config.${CONFIG}`, '**/{.babelrc,.swcrc}*'],
  },
  {
    name: 'linters',
    guards: 'runner',
    added: 'beside-its-kind',
    globs: [
      '**/{eslint.config,biome,.prettierrc,prettier.config,.stylelintrc,stylelint.config,.oxlintrc}.*',
      '**/{.eslintrc*,.eslintignore,.prettierrc,.prettierignore,.flake8,.pylintrc,pylintrc,mypy.ini,.mypy.ini}',
      '**/{ruff,.ruff,clippy,.clippy,rustfmt,.rustfmt}.toml',
      '**/{.golangci,.rubocop,.pre-commit-config,lefthook}.{yml,yaml}',
      '**/{phpstan,psalm}.{neon,neon.dist,xml,xml.dist}',
    ],
  },
  {
    name: 'make',
    guards: 'runner',
    added: 'beside-its-kind',
    globs: ['**/{Makefile,makefile,GNUmakefile}', '**/*.{mk,mak}'],
  },
  {
    name: 'task runners',
    guards: 'runner',
    added: 'beside-its-kind',
    globs: [
      '**/{justfile,Justfile,.justfile}',
      '**/{turbo,nx,lerna}.json',
      '**/{Taskfile,taskfile}{,.dist}.{yml,yaml}',
      '**/{Rakefile,rakefile,rakefile.rb,Rakefile.rb,magefile.go}',
    ],
  },
  {
    name: 'scripts that check',
    guards: 'runner',
    added: 'fine',
    globs: [
      '**/{check,checks,verify,validate,lint,ci,smoke,run-tests,run_tests,runtests}{,[-_]*}.{sh,bash,zsh,ps1,bat}',
      '**/{scripts,script,tools,hack,ci}/{check,verify,validate,lint,test,ci}{,[-_.]*}',
    ],
  },
  { name: 'npm scripts', guards: 'scripts', added: 'fine', part: 'package-json', globs: ['**/package.json'] },
  {
    name: 'composer scripts',
    guards: 'scripts',
    added: 'fine',
    part: 'composer-json',
    globs: ['**/composer.json'],
  },
  { name: 'pyproject', guards: 'runner', added: 'fine', part: 'pyproject', globs: ['**/pyproject.toml'] },
  { name: 'setup.cfg', guards: 'runner', added: 'beside-tests', part: 'setup-cfg', globs: ['**/setup.cfg'] },
  {
    name: 'cargo',
    guards: 'runner',
    added: 'fine',
    part: 'cargo',
    globs: ['**/Cargo.toml', '**/.cargo/config.toml'],
  },
  {
    name: 'vite',
    guards: 'runner',
    added: 'beside-tests',
    part: 'vite',
    globs: [`**/vite.config.${CONFIG}`],
  },
];
