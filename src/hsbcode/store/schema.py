"""The tables of a project file, as numbered migrations."""

APPLICATION_ID = 0x48534243  # "HSBC": tells our files from other SQLite files
SUFFIX = ".hsb"

_V1 = """
CREATE TABLE project (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE lease (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    holder TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    since TEXT NOT NULL
) STRICT;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    wave TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    rows INTEGER NOT NULL,
    map TEXT NOT NULL
) STRICT;
CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    columns TEXT NOT NULL,
    options TEXT NOT NULL
) STRICT;
CREATE TABLE respondents (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    wave TEXT NOT NULL,
    reference TEXT NOT NULL,
    began INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (id),
    row INTEGER NOT NULL,
    UNIQUE (wave, reference)
) STRICT;
CREATE TABLE closed_answers (
    respondent TEXT NOT NULL REFERENCES respondents (id),
    question TEXT NOT NULL REFERENCES questions (id),
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (question, respondent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX closed_answers_respondent ON closed_answers (respondent);
CREATE TABLE not_asked (
    question TEXT NOT NULL REFERENCES questions (id),
    respondent TEXT NOT NULL REFERENCES respondents (id),
    PRIMARY KEY (question, respondent)
) STRICT, WITHOUT ROWID;
CREATE TABLE boxes (
    id TEXT PRIMARY KEY,
    respondent TEXT NOT NULL REFERENCES respondents (id),
    question TEXT NOT NULL REFERENCES questions (id),
    box INTEGER NOT NULL,
    version INTEGER NOT NULL,
    current INTEGER NOT NULL,
    text TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (id),
    row INTEGER NOT NULL,
    UNIQUE (respondent, question, box, version)
) STRICT;
CREATE TABLE units (
    id TEXT PRIMARY KEY,
    box TEXT NOT NULL REFERENCES boxes (id),
    question TEXT NOT NULL REFERENCES questions (id),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER,
    current INTEGER NOT NULL
) STRICT;
CREATE INDEX units_order ON units (question, current, position);
CREATE INDEX units_box ON units (box);
CREATE TABLE acts (
    id TEXT PRIMARY KEY,
    replica TEXT NOT NULL,
    seq INTEGER NOT NULL,
    coder TEXT NOT NULL,
    at TEXT NOT NULL,
    press TEXT NOT NULL,
    undoes TEXT,
    kind TEXT NOT NULL,
    ends TEXT,
    unit TEXT,
    code TEXT,
    flag TEXT,
    start INTEGER,
    "end" INTEGER,
    origin TEXT,
    shown TEXT,
    codebook TEXT,
    round TEXT,
    body TEXT,
    UNIQUE (replica, seq)
) STRICT;
CREATE INDEX acts_unit ON acts (unit);
CREATE INDEX acts_press ON acts (press);
CREATE TABLE bodies (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE showings (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    coder TEXT NOT NULL,
    run TEXT NOT NULL,
    codes TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
"""

_V2 = """
ALTER TABLE acts ADD COLUMN picked TEXT;
ALTER TABLE showings ADD COLUMN scores TEXT NOT NULL DEFAULT '[]';
ALTER TABLE showings ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX showings_unit ON showings (unit);
"""

MIGRATIONS = (_V1, _V2)
"""``MIGRATIONS[n]`` takes a file from version n to n + 1."""

VERSION = len(MIGRATIONS)
