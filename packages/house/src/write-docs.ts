import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './docs.ts';
import { recorded } from './session.ts';
import { handwritten, root } from './workspace.ts';

for (const { path, text } of await pages()) writeFileSync(join(root, path), text);
for (const path of handwritten()) {
  const page = readFileSync(join(root, path), 'utf8');
  const now = await recorded(page);
  if (now !== page) writeFileSync(join(root, path), now);
}
