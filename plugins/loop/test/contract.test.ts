import { join } from 'node:path';
import { pluginContract } from '@mmm/test-kit';

pluginContract(join(import.meta.dirname, '..'));
