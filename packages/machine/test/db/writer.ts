// Started as a process of its own by the tests of the database: adds `count` rows and says so after each commit.

import { openDatabase } from '../../src/db/open.ts';
import { systemClock } from '../../src/system/clock.ts';
import { systemFiles } from '../../src/system/files.ts';

const [path = '', folder = '', count = '0'] = process.argv.slice(2);
const database = await openDatabase({
  path,
  migrations: [{ plugin: 'counter', folder }],
  clock: systemClock,
  files: systemFiles,
});
for (let index = 0; index < Number(count); index += 1) {
  database.write(() => {
    const last = database.get('SELECT max(n) AS n FROM counter')?.n;
    database.run('INSERT INTO counter (n) VALUES (?)', [(typeof last === 'number' ? last : 0) + 1]);
  });
  process.stdout.write('.');
}
database.close();
