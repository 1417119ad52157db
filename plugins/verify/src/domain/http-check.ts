import type { CheckSource } from '@mmm/plugin-specs/api';
import { type CheckLine, type Parsed, readLine, right, wrong } from './check-line.ts';
import { readTextTest, type TextTest } from './text-test.ts';

export interface HttpCheck {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly status: number;
  readonly body: readonly TextTest[];
}

const FORM = 'Write http `URL` is 200, or http GET `URL` is 200 contains `text`.';
const VERBS = { contains: 'contains', lacks: 'lacks', matches: 'matches' } as const;

export function parseHttpCheck(check: CheckSource): Parsed<HttpCheck> {
  const line = readLine(check);
  const method = line.accept('head') ? 'HEAD' : 'GET';
  if (method === 'GET') line.accept('get');
  const url = parseUrl(line.take()?.text ?? '');
  if (!url.ok) return url;
  if (!line.accept('is')) return wrong('The check does not say which status is right.', FORM);
  const status = line.take()?.text ?? '';
  if (!/^[1-5]\d\d$/.test(status)) return wrong(`"${status}" is not an HTTP status.`, FORM);
  const body = readBody(line);
  if (!body.ok) return body;
  if (method === 'HEAD' && body.value.length > 0) {
    return wrong('An answer to HEAD has no body to look at.', 'Write GET instead of HEAD.');
  }
  return right({ method, url: url.value, status: Number(status), body: body.value });
}

function readBody(line: CheckLine): Parsed<readonly TextTest[]> {
  const body: TextTest[] = [];
  while (line.peek() !== undefined) {
    if (line.accept('and')) continue;
    const test = readTextTest(line, VERBS);
    if (test === undefined) return wrong(`"${line.rest()}" at the end is not understood.`, FORM);
    if (!test.ok) return test;
    body.push(test.value);
  }
  return right(body);
}

function parseUrl(text: string): Parsed<string> {
  if (!URL.canParse(text)) return wrong(`"${text}" is not a URL.`, FORM);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return wrong(`${text} is neither http nor https.`, FORM);
  }
  if (url.username !== '' || url.password !== '') {
    return wrong(
      'The URL carries a user name or a password.',
      'Take it out: a spec is committed. Use a command that reads it from the environment.',
    );
  }
  return right(text);
}
