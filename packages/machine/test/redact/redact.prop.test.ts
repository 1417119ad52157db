import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, stripControls } from '../../src/redact/redact.ts';

const names = fc.constantFrom(
  'ANTHROPIC_API_KEY',
  'GITHUB_TOKEN',
  'DB_PASSWORD',
  'client_secret',
  'AWS_CREDENTIALS',
);

describe('createRedactor', () => {
  it('lets no form of a secret value through', () => {
    const secret = fc.string({ minLength: 8, maxLength: 60 }).filter((text) => text.trim().length >= 8);
    fc.assert(
      fc.property(names, secret, fc.string(), fc.string(), (name, value, before, after) => {
        const redact = createRedactor({ [name]: value });
        const kept = value.trim();
        const forms = [
          kept,
          Buffer.from(kept).toString('base64'),
          Buffer.from(kept).toString('base64url'),
          encodeURIComponent(kept.toWellFormed()),
          JSON.stringify(kept),
        ];
        for (const form of forms) expect(redact(`${before} ${form} ${after}`)).not.toContain(form);
      }),
    );
  });

  it('leaves text without secrets as it is', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join(' ');
        expect(createRedactor({ PATH: text, HOME: '/home/somebody', API_KEY: 'short' })(text)).toBe(text);
      }),
    );
  });

  it.each([
    ['sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAA', '[redacted]'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', '[redacted]'],
    ['github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz', '[redacted]'],
    ['xoxb-123456789012-abcdefghijkl', '[redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '[redacted]'],
    ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
    ['authorization: Basic dXNlcjpwYXNz, next', 'authorization: Basic [redacted], next'],
    ['"x-api-key": "abcdef"', '"x-api-key": "[redacted]"'],
    ['https://user:hunter22@host/x', 'https://user:[redacted]@host/x'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    ['-----BEGIN PRIVATE KEY-----\\nMIIE', '[redacted]'],
  ])('masks %s', (text, expected) => {
    expect(createRedactor({})(`a ${text}`)).toBe(`a ${expected}`);
  });

  it.each([
    'https://host:8080/a@b',
    'the bearer of news',
    'task-management-of-many-things',
    'eyJ is a prefix',
  ])('leaves "%s"', (text) => {
    expect(createRedactor({ KEYBOARD: 'a-keyboard', PWD: '/the/folder' })(text)).toBe(text);
  });
});

describe('stripControls', () => {
  it('leaves nothing that moves, colours or turns', () => {
    const nasty = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '31m',
      '0;title',
      '\u0007',
      '\u009b',
      '\u009d',
      '\\',
      '\u202e',
      '\u2066',
      '\r',
      '\0',
      'a',
      '\n',
      '\t',
      'é',
    );
    fc.assert(
      fc.property(fc.array(nasty), (parts) => {
        const clean = stripControls(parts.join(''));
        expect(clean).toMatch(/^(?:[\n\t]|[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])*$/u);
        expect(stripControls(clean)).toBe(clean);
      }),
    );
  });

  it.each([
    ['\u001b[1;31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u009b31mred', 'red'],
    ['\u001bPdata\u001b\\x', 'x'],
    ['\u001b(Bx', 'x'],
    ['one\r\ntwo\tthree', 'one\ntwo\tthree'],
    ['file\u202egnp.exe', 'filegnp.exe'],
  ])('makes %j plain', (text, expected) => {
    expect(stripControls(text)).toBe(expected);
  });
});
