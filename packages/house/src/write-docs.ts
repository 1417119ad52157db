import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './docs.ts';
import { root } from './workspace.ts';

for (const { path, text } of await pages()) writeFileSync(join(root, path), text);
