import { expect, it } from 'vitest';
import { docs, errors } from '../src/errors.ts';

it('names every code once, in the area of git', () => {
  const codes = docs.map((doc) => doc.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => code.startsWith('MMM_GIT_'))).toBe(true);
});

it('cuts a long list of paths and says how many are left', () => {
  const paths = Array.from({ length: 25 }, (_, index) => `f${index}`);
  expect(errors.CONFLICT({ ours: 'a', theirs: 'b', paths }).message).toMatch(/"f19" and 5 more\.$/);
});

it('quotes a path that the shell would read otherwise', () => {
  expect(errors.LOCKED({ lock: "/it's here/index.lock" }).hint).toContain("rm '/it'\\''s here/index.lock'");
});
