import { expect, it } from 'vitest';
import { agentEnvironment, pickEnvironment } from '../../src/domain/environment.ts';

const MACHINE = {
  PATH: '/bin',
  HOME: '/home/me',
  LC_ALL: 'C',
  https_proxy: 'http://proxy',
  SSH_AUTH_SOCK: '/tmp/agent',
  GITHUB_TOKEN: 'secret',
  MADE_UP_KEY: 'k',
  MMM_HOME: '/home/me/.mmm',
};

function context(allow: readonly string[]): Parameters<typeof agentEnvironment>[0] {
  return { config: { strings: () => allow }, processes: { environment: MACHINE } };
}

it('passes what every program needs and nothing else', () => {
  expect(agentEnvironment(context([]))).toEqual({
    PATH: '/bin',
    HOME: '/home/me',
    LC_ALL: 'C',
    https_proxy: 'http://proxy',
  });
});

it('passes what the agent asks for and what the configuration allows', () => {
  expect(Object.keys(agentEnvironment(context(['GITHUB_TOKEN']), ['MADE_*']))).toEqual(
    expect.arrayContaining(['GITHUB_TOKEN', 'MADE_UP_KEY']),
  );
});

it("never passes mmm's own variables", () => {
  expect(pickEnvironment(MACHINE, ['*', 'MMM_HOME'])).not.toHaveProperty('MMM_HOME');
});
