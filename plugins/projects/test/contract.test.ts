import { resolve } from 'node:path';
import { pluginContract } from '@mmm/test-kit';

pluginContract(resolve(import.meta.dirname, '..'));
