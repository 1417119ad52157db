import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '@mmm/plugin-api';

export const systemRandom: Random = {
  hex: (digits) =>
    randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
  uuid: () => randomUUID(),
};
