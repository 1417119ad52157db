CREATE TABLE verify_verdicts (
  run       TEXT    NOT NULL,
  seq       INTEGER NOT NULL,
  ordinal   INTEGER NOT NULL,
  spec      TEXT    NOT NULL,
  key       TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  verdict   TEXT    NOT NULL,
  vacuous   INTEGER NOT NULL,
  iteration INTEGER NOT NULL,
  tree      TEXT    NOT NULL,
  at        INTEGER NOT NULL,
  checks    TEXT    NOT NULL,
  PRIMARY KEY (run, seq, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX verify_verdicts_newest ON verify_verdicts (spec, key, at);

CREATE TABLE verify_answers (
  id       INTEGER PRIMARY KEY,
  spec     TEXT    NOT NULL,
  key      TEXT    NOT NULL,
  tree     TEXT    NOT NULL,
  approved INTEGER NOT NULL,
  answerer TEXT    NOT NULL,
  note     TEXT,
  at       INTEGER NOT NULL
) STRICT;

CREATE INDEX verify_answers_tree ON verify_answers (spec, key, tree);
