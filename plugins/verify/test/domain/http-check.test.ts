import { describe, expect, it } from 'vitest';
import { parseHttpCheck } from '../../src/domain/http-check.ts';
import { check } from '../specs.ts';

describe('an http check', () => {
  it.each([
    ['`http://localhost/` is 200', { method: 'GET', status: 200, body: [] }],
    ['HEAD `http://localhost/` is 404', { method: 'HEAD', status: 404, body: [] }],
    [
      'GET http://localhost/ is 200 contains `ok`',
      { method: 'GET', body: [{ verb: 'contains', value: 'ok' }] },
    ],
  ])('is read from %s', (line, value) => {
    expect(parseHttpCheck(check('http', line))).toMatchObject({ ok: true, value });
  });

  it.each([
    ['`localhost` is 200', '"localhost" is not a URL.'],
    ['`file:///etc/passwd` is 200', 'file:///etc/passwd is neither http nor https.'],
    ['`http://a:b@localhost/` is 200', 'The URL carries a user name or a password.'],
    ['`http://localhost/`', 'The check does not say which status is right.'],
    ['`http://localhost/` is fine', '"fine" is not an HTTP status.'],
    ['HEAD `http://localhost/` is 200 contains `x`', 'An answer to HEAD has no body to look at.'],
  ])('says what is wrong with %s', (line, message) => {
    expect(parseHttpCheck(check('http', line))).toMatchObject({ ok: false, flaw: { message } });
  });
});
