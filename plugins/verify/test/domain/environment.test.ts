import { describe, expect, it } from 'vitest';
import { checkEnvironment, isWithheld } from '../../src/domain/environment.ts';

describe('the environment of a check', () => {
  it.each([
    'ANTHROPIC_API_KEY',
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'NPM_CONFIG__AUTH',
    'npm_config_//registry.example/:_authToken',
    'DB_PASSWORD_FILE',
    'PGPASSWORD',
    'MYSQL_PWD',
    'SSH_AUTH_SOCK',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'OPENAI_APIKEY',
    'SLACK_WEBHOOK',
    'GIT_DIR',
    'GIT_INDEX_FILE',
  ])('withholds %s', (name) => {
    expect(isWithheld(name)).toBe(true);
  });

  it.each([
    'PATH',
    'HOME',
    'USER',
    'LANG',
    'LC_ALL',
    'TERM',
    'TMPDIR',
    'SHELL',
    'TZ',
    'CI',
    'PWD',
    'OLDPWD',
    'NODE_OPTIONS',
    'GIT_AUTHOR_NAME',
    'XAUTHORITY',
    'KEYBOARD_LAYOUT',
    'JAVA_HOME',
    'GOPATH',
    'VIRTUAL_ENV',
    'COMPOSER_HOME',
  ])('keeps %s', (name) => {
    expect(isWithheld(name)).toBe(false);
  });

  it('withholds a URL that carries a password, unless it is allowed', () => {
    const user = { DATABASE_URL: 'postgres://me:hunter2@localhost/db', SITE: 'https://example.org/a:b@c' };
    expect(checkEnvironment(user, [], 'r1')).toEqual({ SITE: user.SITE, MMM_RUN_ID: 'r1' });
    expect(checkEnvironment(user, ['DATABASE_URL'], 'r1')).toEqual({ ...user, MMM_RUN_ID: 'r1' });
  });
});
