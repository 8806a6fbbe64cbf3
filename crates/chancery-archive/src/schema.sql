-- Schema 1. Tables bear singular names and are laid out to be small; the views below are for people.
-- Days are text, 2015-03-01. Spans are characters of the article's text.

CREATE TABLE run (
  run       INTEGER PRIMARY KEY,
  stamp     TEXT NOT NULL UNIQUE,      -- versions of code, model and tables, or the data set that was imported
  articles  INTEGER NOT NULL DEFAULT 0,
  events    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE article (
  article   INTEGER PRIMARY KEY,
  hash      INTEGER NOT NULL UNIQUE,   -- of id and text: the first 8 bytes of SHA-256
  id        TEXT NOT NULL,
  published TEXT,                      -- day
  outlet    TEXT,
  title     TEXT,
  url       TEXT,
  notes     TEXT,                      -- what a careful reader should know, one a line
  run       INTEGER NOT NULL REFERENCES run
);
CREATE INDEX article_id ON article (id);
CREATE INDEX article_day ON article (coalesce(published, ''));

CREATE TABLE body (
  article   INTEGER PRIMARY KEY REFERENCES article,
  title     TEXT,
  text      TEXT NOT NULL
);
CREATE VIRTUAL TABLE body_words USING fts5 (
  title, text, content='body', content_rowid='article', tokenize='porter unicode61 remove_diacritics 2'
);

CREATE TABLE place (
  place     INTEGER PRIMARY KEY,
  key       INTEGER NOT NULL UNIQUE,   -- hash of the rest
  name      TEXT,
  country   TEXT,
  lat       REAL,
  lon       REAL,
  geoname   INTEGER,
  resolution TEXT
);

CREATE TABLE entity (                  -- what words were resolved to
  entity    INTEGER PRIMARY KEY,
  key       INTEGER NOT NULL UNIQUE,   -- hash of the rest
  name      TEXT,
  country   TEXT,
  sector    TEXT,
  actor_id  TEXT,
  basis     TEXT                       -- null for sources
);

CREATE TABLE event (
  event     INTEGER PRIMARY KEY,
  id        INTEGER NOT NULL UNIQUE,   -- the record's 16 hex digits as a signed number
  article   INTEGER NOT NULL REFERENCES article,
  sentence  INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end   INTEGER NOT NULL,
  type      TEXT NOT NULL,
  mode      TEXT,                      -- joined by spaces
  quad      INTEGER NOT NULL,
  score     REAL NOT NULL,
  context   TEXT,                      -- joined by spaces
  trigger   TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  day_from  TEXT,
  day_to    TEXT,
  date_basis TEXT NOT NULL,
  date_text TEXT,
  date_start INTEGER,
  place     INTEGER REFERENCES place,
  place_text TEXT,
  place_start INTEGER,
  status    TEXT NOT NULL,
  size      TEXT,                      -- JSON, as in the record; null if no number is told
  confidence INTEGER NOT NULL,         -- percent
  incident  INTEGER
);
CREATE INDEX event_article ON event (article);
CREATE INDEX event_day ON event (day_from);
CREATE INDEX event_incident ON event (incident) WHERE incident IS NOT NULL;
CREATE INDEX event_pending ON event (status) WHERE incident IS NULL;

CREATE TABLE party (                   -- one row an actor, recipient or source
  event     INTEGER NOT NULL REFERENCES event,
  role      INTEGER NOT NULL,          -- 0 actor, 1 recipient, 2 source
  n         INTEGER NOT NULL,          -- position in the record's list, from 0
  entity    INTEGER NOT NULL REFERENCES entity,
  text      TEXT NOT NULL,
  start     INTEGER NOT NULL,
  cue       TEXT,                      -- of a source: the words that attribute
  PRIMARY KEY (event, role, n)
) WITHOUT ROWID;

-- Counts by month and countries, kept up to date with every change. '' stands for nobody known.
CREATE TABLE rollup (
  actor     TEXT NOT NULL,
  recipient TEXT NOT NULL,
  month     TEXT NOT NULL,             -- 2015-03; '': the date is unknown or wider than 31 days
  type      TEXT NOT NULL,
  status    TEXT NOT NULL,
  events    INTEGER NOT NULL,
  score     REAL NOT NULL,             -- sum
  PRIMARY KEY (actor, recipient, month, type, status)
) WITHOUT ROWID;

CREATE TABLE incident (                -- a real event; who tells it are the events that point here
  incident  INTEGER PRIMARY KEY,
  id        INTEGER NOT NULL UNIQUE,   -- the id of the event it began with
  merged    INTEGER                    -- the incident that it was found to be the same as
);
CREATE TABLE link (                    -- why an event belongs to its incident; no row: it began it
  event     INTEGER PRIMARY KEY REFERENCES event,
  because   INTEGER NOT NULL,          -- id of the event it was linked to, as event.id
  reason    TEXT NOT NULL
);

-- What is needed to compare articles with later ones without reading them again. Blobs are numbers
-- of 4 bytes, the lowest first; src/incidents says which.
CREATE TABLE signature (               -- of articles that came with a text
  article   INTEGER PRIMARY KEY REFERENCES article,
  runs      BLOB NOT NULL,             -- sample of its runs of words
  words     BLOB NOT NULL              -- its weightiest words
);
CREATE TABLE run_of_words (            -- the first of `runs`, to find articles by
  hash      INTEGER NOT NULL,
  article   INTEGER NOT NULL REFERENCES article,
  PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE wording (                 -- of events of such articles
  event     INTEGER PRIMARY KEY REFERENCES event,
  words     BLOB NOT NULL              -- words of the sentence that holds the trigger
);

-- What people say of records. Beside them, never over them, and known by the record's id, so that a
-- review outlives a recoding.
CREATE TABLE review (
  event_id  INTEGER PRIMARY KEY,       -- as event.id
  article   INTEGER NOT NULL REFERENCES article,
  verdict   TEXT NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject')),
  record    TEXT NOT NULL,             -- JSON: the record that was accepted or rejected, or as corrected
  note      TEXT
);
CREATE INDEX review_article ON review (article);

-- How often records were taken out: whoever holds events in memory reads them anew when it changes.
CREATE TABLE removal (
  times     INTEGER NOT NULL
);
INSERT INTO removal VALUES (0);
