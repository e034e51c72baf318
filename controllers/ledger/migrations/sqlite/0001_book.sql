-- +goose Up
-- Moments are Unix seconds, money is tiyn.

-- quota is the Quota object's name; NULL: no limit at this level.
CREATE TABLE accounts (
    id              TEXT PRIMARY KEY,
    agency          TEXT NOT NULL,
    system          TEXT NOT NULL,
    environment     TEXT NOT NULL,
    quota           TEXT,
    hard_vcpu       INTEGER NOT NULL DEFAULT 0 CHECK (hard_vcpu >= 0),
    hard_memory_mib INTEGER NOT NULL DEFAULT 0 CHECK (hard_memory_mib >= 0),
    hard_disk_gib   INTEGER NOT NULL DEFAULT 0 CHECK (hard_disk_gib >= 0),
    hard_machines   INTEGER NOT NULL DEFAULT 0 CHECK (hard_machines >= 0),
    used_vcpu       INTEGER NOT NULL DEFAULT 0 CHECK (used_vcpu >= 0),
    used_memory_mib INTEGER NOT NULL DEFAULT 0 CHECK (used_memory_mib >= 0),
    used_disk_gib   INTEGER NOT NULL DEFAULT 0 CHECK (used_disk_gib >= 0),
    used_machines   INTEGER NOT NULL DEFAULT 0 CHECK (used_machines >= 0),
    closed_until    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX accounts_by_agency ON accounts (agency);

CREATE TABLE reservations (
    machine     TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    agency      TEXT NOT NULL,
    system      TEXT NOT NULL,
    environment TEXT NOT NULL,
    vcpu        INTEGER NOT NULL CHECK (vcpu >= 0),
    memory_mib  INTEGER NOT NULL CHECK (memory_mib >= 0),
    disk_gib    INTEGER NOT NULL CHECK (disk_gib >= 0),
    version     TEXT NOT NULL,
    reserved_at INTEGER NOT NULL,
    released_at INTEGER
) STRICT;

CREATE TABLE budgets (
    agency     TEXT NOT NULL,
    year       INTEGER NOT NULL,
    name       TEXT NOT NULL,
    limit_tiyn INTEGER NOT NULL CHECK (limit_tiyn >= 0),
    spent_tiyn INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER NOT NULL,
    PRIMARY KEY (agency, year)
) STRICT;

CREATE TABLE tariffs (
    name         TEXT PRIMARY KEY,
    valid_from   TEXT NOT NULL UNIQUE,
    act          TEXT NOT NULL,
    prices       TEXT NOT NULL,
    published_at INTEGER NOT NULL
) STRICT;

CREATE TABLE journals (
    host         TEXT NOT NULL,
    journal      TEXT NOT NULL,
    acknowledged INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (host, journal)
) STRICT;

-- at_us is the host's own time in microseconds, as it was sent.
CREATE TABLE usage_records (
    host        TEXT NOT NULL,
    journal     TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    machine     TEXT NOT NULL,
    state       TEXT NOT NULL,
    vcpu        INTEGER NOT NULL,
    memory_mib  INTEGER NOT NULL,
    disk_gib    INTEGER NOT NULL,
    at_us       INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (host, journal, sequence)
) STRICT;

CREATE TABLE usage_intervals (
    machine     TEXT NOT NULL REFERENCES reservations (machine),
    ordinal     INTEGER NOT NULL,
    host        TEXT NOT NULL,
    agency      TEXT NOT NULL,
    system      TEXT NOT NULL,
    environment TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('Running', 'Stopped')),
    vcpu        INTEGER NOT NULL CHECK (vcpu >= 0),
    memory_mib  INTEGER NOT NULL CHECK (memory_mib >= 0),
    disk_gib    INTEGER NOT NULL CHECK (disk_gib >= 0),
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    PRIMARY KEY (machine, ordinal),
    CHECK (ended_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX usage_intervals_one_open ON usage_intervals (machine) WHERE ended_at IS NULL;
CREATE INDEX usage_intervals_open ON usage_intervals (agency, started_at) WHERE ended_at IS NULL;
CREATE INDEX usage_intervals_ended ON usage_intervals (agency, ended_at, started_at) WHERE ended_at IS NOT NULL;

CREATE TABLE findings (
    host     TEXT NOT NULL,
    journal  TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    machine  TEXT NOT NULL,
    detail   TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    PRIMARY KEY (host, journal, sequence, kind)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER tariffs_immutable_update BEFORE UPDATE ON tariffs
BEGIN
    SELECT RAISE(ABORT, 'rows of tariffs are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER tariffs_immutable_delete BEFORE DELETE ON tariffs
BEGIN
    SELECT RAISE(ABORT, 'rows of tariffs are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER usage_records_immutable_update BEFORE UPDATE ON usage_records
BEGIN
    SELECT RAISE(ABORT, 'rows of usage_records are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER usage_records_immutable_delete BEFORE DELETE ON usage_records
BEGIN
    SELECT RAISE(ABORT, 'rows of usage_records are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER findings_immutable_update BEFORE UPDATE ON findings
BEGIN
    SELECT RAISE(ABORT, 'rows of findings are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER findings_immutable_delete BEFORE DELETE ON findings
BEGIN
    SELECT RAISE(ABORT, 'rows of findings are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER reservations_kept BEFORE DELETE ON reservations
BEGIN
    SELECT RAISE(ABORT, 'rows of reservations are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER reservations_released BEFORE UPDATE ON reservations
    WHEN OLD.released_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'rows of reservations are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER usage_intervals_kept BEFORE DELETE ON usage_intervals
BEGIN
    SELECT RAISE(ABORT, 'rows of usage_intervals are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER usage_intervals_only_end BEFORE UPDATE ON usage_intervals
    WHEN OLD.ended_at IS NOT NULL OR OLD.started_at <> NEW.started_at
        OR (OLD.machine, OLD.host, OLD.agency, OLD.system, OLD.environment, OLD.state, OLD.vcpu, OLD.memory_mib, OLD.disk_gib)
        <> (NEW.machine, NEW.host, NEW.agency, NEW.system, NEW.environment, NEW.state, NEW.vcpu, NEW.memory_mib, NEW.disk_gib)
BEGIN
    SELECT RAISE(ABORT, 'rows of usage_intervals are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER usage_intervals_apart BEFORE INSERT ON usage_intervals
    WHEN EXISTS (SELECT 1 FROM usage_intervals
        WHERE machine = NEW.machine AND (ended_at IS NULL OR ended_at > NEW.started_at))
BEGIN
    SELECT RAISE(ABORT, 'intervals of a machine would overlap');
END;
-- +goose StatementEnd
