import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import kind from '../../src/checks/http.ts';
import { open, runCheck, temporaryFolder } from '../project.ts';
import { check } from '../specs.ts';

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/inside') response.writeHead(302, { location: '/' }).end();
    else if (request.url === '/outside')
      response.writeHead(302, { location: 'http://example.invalid/' }).end();
    else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (request.url === '/big') response.end('x'.repeat(3 * 1024 * 1024));
    else response.writeHead(request.url === '/' ? 200 : 404).end('healthy');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on TCP has this kind of address.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('an HTTP answer', () => {
  it.each([
    ['`O/` is 200', 'pass', 'GET O/ is 200'],
    ['HEAD `O/` is 200', 'pass', 'HEAD O/ is 200'],
    ['`O/nope` is 200', 'fail', 'GET O/nope is 404, not 200'],
    ['`O/` is 200 contains `healthy`', 'pass', 'GET O/ is 200'],
    ['`O/` is 200 contains `sick`', 'fail', 'GET O/ is 200, but the body has no sick'],
    ['`O/inside` is 200', 'pass', 'GET O/inside is 200'],
    ['`O/outside` is 200', 'fail', 'GET O/outside is 302, not 200'],
    ['`O/loop` is 302', 'pass', 'GET O/loop is 302'],
    ['`O/big` is 200 contains `x`', 'pass', 'GET O/big is 200'],
    ['`O/` should work', 'unverifiable', 'The check does not say which status is right.'],
  ])('%s is %s', async (line, verdict, reason) => {
    const host = await open(temporaryFolder());
    const source = check('http', line.replace('O/', `${origin}/`));
    const result = await runCheck(kind, source, await host.context('verify'));
    expect(result).toMatchObject({ verdict, reason: reason.replace('O/', `${origin}/`) });
  });

  it('that does not come is a failure that says why', async () => {
    const host = await open(temporaryFolder());
    const result = await runCheck(
      kind,
      check('http', '`http://127.0.0.1:1/` is 200'),
      await host.context('verify'),
    );
    expect(result.verdict).toBe('fail');
    expect(result.reason).toMatch(/^GET http:\/\/127\.0\.0\.1:1\/: .+/);
  });
});
