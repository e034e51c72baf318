-- +goose Up
-- Where bytes lie and how that was judged. Moments are microseconds since 1970:
-- what comes and goes within a second is on record too. Rows only ever end.

ALTER TABLE reservations ADD COLUMN requested_by TEXT NOT NULL DEFAULT '';

-- inventories says when a source was last heard of.
CREATE TABLE inventories (
    source   TEXT PRIMARY KEY,
    host     TEXT NOT NULL,
    site     TEXT NOT NULL,
    lots     INTEGER NOT NULL,
    heard_us INTEGER NOT NULL
) STRICT;

CREATE TABLE holdings (
    source   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    resource TEXT NOT NULL,
    machine  TEXT NOT NULL,
    agency   TEXT NOT NULL,
    system   TEXT NOT NULL,
    host     TEXT NOT NULL,
    site     TEXT NOT NULL,
    bytes    INTEGER NOT NULL CHECK (bytes >= 0),
    moved_by TEXT NOT NULL,
    since_us INTEGER NOT NULL,
    until_us INTEGER,
    PRIMARY KEY (source, kind, resource, since_us)
) STRICT;
CREATE UNIQUE INDEX holdings_one_open ON holdings (source, kind, resource) WHERE until_us IS NULL;
CREATE INDEX holdings_of_system ON holdings (agency, system, since_us);

CREATE TABLE drifts (
    source   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    resource TEXT NOT NULL,
    machine  TEXT NOT NULL,
    agency   TEXT NOT NULL,
    system   TEXT NOT NULL,
    host     TEXT NOT NULL,
    site     TEXT NOT NULL,
    rule     TEXT NOT NULL,
    edition  TEXT NOT NULL,
    message  TEXT NOT NULL,
    answer   TEXT NOT NULL,
    since_us INTEGER NOT NULL,
    until_us INTEGER,
    PRIMARY KEY (source, kind, resource, since_us)
) STRICT;
CREATE UNIQUE INDEX drifts_one_open ON drifts (source, kind, resource) WHERE until_us IS NULL;
CREATE INDEX drifts_of_system ON drifts (agency, system, since_us);

-- exceptions is JSON: the exceptions that the judgement rests on.
CREATE TABLE rulings (
    agency     TEXT NOT NULL,
    system     TEXT NOT NULL,
    site       TEXT NOT NULL,
    edition    TEXT NOT NULL,
    rule       TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    message    TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    since_us   INTEGER NOT NULL,
    until_us   INTEGER,
    PRIMARY KEY (agency, system, site, since_us)
) STRICT;
CREATE UNIQUE INDEX rulings_one_open ON rulings (agency, system, site) WHERE until_us IS NULL;

-- +goose StatementBegin
CREATE TRIGGER holdings_kept BEFORE DELETE ON holdings
BEGIN
    SELECT RAISE(ABORT, 'rows of holdings are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER holdings_only_end BEFORE UPDATE ON holdings
    WHEN OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site
BEGIN
    SELECT RAISE(ABORT, 'rows of holdings are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER drifts_kept BEFORE DELETE ON drifts
BEGIN
    SELECT RAISE(ABORT, 'rows of drifts are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER drifts_only_end BEFORE UPDATE ON drifts
    WHEN OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site
BEGIN
    SELECT RAISE(ABORT, 'rows of drifts are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER rulings_kept BEFORE DELETE ON rulings
BEGIN
    SELECT RAISE(ABORT, 'rows of rulings are never changed or deleted');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER rulings_only_end BEFORE UPDATE ON rulings
    WHEN OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site
BEGIN
    SELECT RAISE(ABORT, 'rows of rulings are never changed or deleted');
END;
-- +goose StatementEnd

