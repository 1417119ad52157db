import type { Random } from '@mmm/plugin-api';
import { crypto } from './builtins.ts';

export const systemRandom: Random = {
  hex: (digits) =>
    crypto()
      .randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
  uuid: () => crypto().randomUUID(),
};
