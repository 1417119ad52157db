#!/usr/bin/env node
// Plain old syntax, and nothing imported but the check: an old Node has to get as far as the message.
import { complaintAbout } from './node-version.js';

const complaint = complaintAbout(process.versions.node, process.execPath);
if (complaint === undefined) {
  start();
} else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}

function start() {
  const path = process.getBuiltinModule('node:path');
  const home = process.env.MMM_HOME || path.join(process.getBuiltinModule('node:os').homedir(), '.mmm');
  process.getBuiltinModule('node:module').enableCompileCache(path.join(home, 'cache', 'compile'));
  import('../dist/main.js').then(
    function run(main) {
      return main.main();
    },
    function fail(error) {
      process.stderr.write(`mmm cannot be loaded. Type: npm run build\n${error}\n`);
      process.exitCode = 70;
    },
  );
}
