// Whether each package that would be published can be used by those who install it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packages, root } from './workspace.ts';

let problems = 0;
for (const { folder } of packages()) {
  const path = join(root, folder);
  // Our own package.json files.
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { private?: boolean };
  if (manifest.private === true) continue;
  const { messages } = await publint({ pkgDir: path, pack: 'npm', strict: true });
  for (const message of messages) {
    if (message.type !== 'suggestion') problems += 1;
    process.stdout.write(
      `${folder}   ${message.type}   ${formatMessage(message, manifest, { color: false })}\n`,
    );
  }
}
process.exitCode = problems === 0 ? 0 : 1;
