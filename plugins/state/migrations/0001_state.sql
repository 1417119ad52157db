-- Times are INTEGER milliseconds since the epoch: a STRICT table has no TIMESTAMP type, and one unit serves all.
-- One state.db belongs to one project, whose row has id 1.

CREATE TABLE projects (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;

CREATE TABLE specifications (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects(id),
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  content TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN (
    'pending', 'running', 'done', 'already-met', 'unmet', 'stuck', 'blocked', 'paused', 'waiting', 'tampered', 'failed'
  )),
  dependencies TEXT NOT NULL DEFAULT '[]',  -- JSON array
  metadata TEXT NOT NULL DEFAULT 'null',    -- JSON
  sha256 TEXT NOT NULL,                     -- of the content, lower-case hexadecimal
  bytes INTEGER NOT NULL,
  modified_at REAL NOT NULL,                -- the file's own time, with the fractions that its file system keeps
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  UNIQUE (project_id, name)
) STRICT;
CREATE INDEX state_specifications_by_status ON specifications(status, name);

CREATE TABLE state_snapshots (
  id INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES projects(id),
  snapshot_data TEXT NOT NULL,              -- JSON
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE INDEX state_snapshots_by_project ON state_snapshots(project_id, id);

CREATE TABLE state_runs (
  number INTEGER PRIMARY KEY,               -- order of creation, whatever the clock says
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN (
    'running', 'done', 'unmet', 'paused', 'waiting', 'tampered', 'interrupted', 'failed'
  )),
  input TEXT NOT NULL,                      -- JSON
  reason TEXT,
  token INTEGER NOT NULL CHECK (token >= 1),-- the newest fencing token that was ever given out for the run
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((status = 'running') = (ended_at IS NULL))
) STRICT;
CREATE INDEX state_runs_by_status ON state_runs(status, number);
CREATE INDEX state_runs_by_kind ON state_runs(kind, number);

-- The names that a run works on. A name is live in one run at the most.
CREATE TABLE state_claims (
  run_id TEXT NOT NULL REFERENCES state_runs(id),
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX state_claims_live ON state_claims(name) WHERE live = 1;

-- One row for each run that is running. Its owner is a process by boot, pid and start time, never by a pid alone.
CREATE TABLE state_leases (
  run_id TEXT PRIMARY KEY REFERENCES state_runs(id),
  token INTEGER NOT NULL,
  owner_boot_id TEXT NOT NULL,
  owner_pid INTEGER NOT NULL,
  owner_started_at TEXT NOT NULL,
  acquired_at INTEGER NOT NULL,
  renewed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE state_steps (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES state_runs(id),
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('started', 'done')),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  result TEXT,                              -- JSON
  first_seq INTEGER,                        -- the events that were appended with the result
  last_seq INTEGER,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  UNIQUE (run_id, name),
  CHECK ((status = 'done') = (result IS NOT NULL AND ended_at IS NOT NULL)),
  CHECK ((first_seq IS NULL) = (last_seq IS NULL))
) STRICT;

-- What happened, for ever. `seq` counts within a run, `position` over all runs: the order in which projections saw them.
CREATE TABLE events (
  run_id TEXT NOT NULL REFERENCES state_runs(id),
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,                       -- JSON
  PRIMARY KEY (run_id, seq)
) STRICT, WITHOUT ROWID;

-- Also what keeps INSERT OR REPLACE from rewriting history.
CREATE TRIGGER events_are_gapless BEFORE INSERT ON events
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM events WHERE run_id = NEW.run_id), 0)
  OR NEW.position <> 1 + coalesce((SELECT max(position) FROM events), 0)
BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END;
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

-- Projection of execution.recorded: one iteration of one spec in one run.
CREATE TABLE executions (
  id INTEGER PRIMARY KEY,
  spec_id INTEGER REFERENCES specifications(id) ON DELETE SET NULL, -- null while no file of that name is indexed
  run_id TEXT NOT NULL REFERENCES state_runs(id),
  spec TEXT NOT NULL,
  iteration INTEGER NOT NULL,
  command TEXT NOT NULL,
  input TEXT NOT NULL,
  output TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  completed_at INTEGER NOT NULL,
  UNIQUE (run_id, spec, iteration)
) STRICT;
CREATE INDEX state_executions_by_spec ON executions(spec, id);
CREATE INDEX state_executions_by_spec_id ON executions(spec_id);

-- Projection of spec.status-changed. It also holds specs that the index does not know (yet, or any more), so that
-- a spec which appears later starts where it stood. `changed_at` never goes back, whatever the clock does.
CREATE TABLE state_spec_statuses (
  spec TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  spec_sha256 TEXT,                         -- of the text that it speaks of; another text is pending
  run_id TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Projection of cost.booked.
CREATE TABLE state_costs (
  run_id TEXT NOT NULL REFERENCES state_runs(id),
  spec TEXT NOT NULL,
  usd REAL NOT NULL,                        -- the sum of what is known
  unknown INTEGER NOT NULL,                 -- calls whose cost nobody knows
  PRIMARY KEY (run_id, spec)
) STRICT, WITHOUT ROWID;

CREATE VIEW state_run_rows AS
SELECT
  r.number, r.id, r.kind, r.status, r.input, r.reason, r.token, r.started_at, r.ended_at,
  l.owner_boot_id, l.owner_pid, l.owner_started_at, l.acquired_at, l.expires_at,
  (SELECT json_group_array(c.name ORDER BY c.ordinal) FROM state_claims c WHERE c.run_id = r.id) AS claims
FROM state_runs r LEFT JOIN state_leases l ON l.run_id = r.id;
