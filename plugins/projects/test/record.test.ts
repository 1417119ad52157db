import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRecord, recordText } from '../src/record.ts';

const SEED = `[project]
name = "my-awesome-app"
path = "/home/ada/my-awesome-app"
created = 2024-01-15T10:30:00Z
last_accessed = 2024-01-20T15:45:00Z
template = "web-app"
version = "0.1.0"

[metadata]
description = "A revolutionary web application"
tags = ["web", "saas", "ai"]
team = ["ada", "grace"]
repository = "https://example.org/my-awesome-app"

[stats]
total_specs = 25
`;

it('reads a registry file', () => {
  expect(readRecord(SEED)).toEqual({
    record: {
      name: 'my-awesome-app',
      path: '/home/ada/my-awesome-app',
      created: '2024-01-15T10:30:00.000Z',
      lastAccessed: '2024-01-20T15:45:00.000Z',
      version: '0.1.0',
      description: 'A revolutionary web application',
      tags: ['web', 'saas', 'ai'],
      team: ['ada', 'grace'],
      repository: 'https://example.org/my-awesome-app',
    },
  });
});

it('reads back what it writes', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(text, text, fc.array(text), (path, description, tags) => {
      const moment = '2024-01-15T10:30:00.000Z';
      const record = {
        ...{ name: 'shop', path, description, tags, created: moment, lastAccessed: moment },
        ...{ version: '1.0.0', team: [], repository: undefined },
      };
      expect(readRecord(recordText(record, SEED))).toEqual({
        record: { ...record, repository: 'https://example.org/my-awesome-app' },
      });
      expect(readRecord(recordText(record, undefined))).toEqual({ record });
    }),
  );
});

it('says what is wrong with a file', () => {
  expect(readRecord('[project')).toEqual({ problem: expect.stringContaining('line 1') });
  expect(readRecord('[project]\nname = "a"\n')).toEqual({ problem: expect.stringContaining('project.path') });
});
