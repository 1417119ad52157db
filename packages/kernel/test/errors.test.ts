import { expect, it } from 'vitest';
import { errors, kernelErrorDocs } from '../src/errors.ts';

it('has a code of its own and a sentence for each error', () => {
  expect(kernelErrorDocs).toHaveLength(Object.keys(errors).length);
  for (const { code, doc } of kernelErrorDocs) {
    expect(code).toMatch(/^MMM_KERNEL_[A-Z_]+$/);
    expect(doc).toMatch(/^[A-Z].*\.$/);
  }
});
