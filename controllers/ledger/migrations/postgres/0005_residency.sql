-- +goose Up
-- Where bytes lie and how that was judged. Moments are microseconds since 1970:
-- what comes and goes within a second is on record too. Rows only ever end.

ALTER TABLE reservations ADD COLUMN requested_by TEXT NOT NULL DEFAULT '';

-- inventories says when a source was last heard of.
CREATE TABLE inventories (
    source   TEXT PRIMARY KEY,
    host     TEXT NOT NULL,
    site     TEXT NOT NULL,
    lots     BIGINT NOT NULL,
    heard_us BIGINT NOT NULL
);

CREATE TABLE holdings (
    source   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    resource TEXT NOT NULL,
    machine  TEXT NOT NULL,
    agency   TEXT NOT NULL,
    system   TEXT NOT NULL,
    host     TEXT NOT NULL,
    site     TEXT NOT NULL,
    bytes    BIGINT NOT NULL CHECK (bytes >= 0),
    moved_by TEXT NOT NULL,
    since_us BIGINT NOT NULL,
    until_us BIGINT,
    PRIMARY KEY (source, kind, resource, since_us)
);
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
    since_us BIGINT NOT NULL,
    until_us BIGINT,
    PRIMARY KEY (source, kind, resource, since_us)
);
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
    since_us   BIGINT NOT NULL,
    until_us   BIGINT,
    PRIMARY KEY (agency, system, site, since_us)
);
CREATE UNIQUE INDEX rulings_one_open ON rulings (agency, system, site) WHERE until_us IS NULL;

CREATE TRIGGER holdings_kept BEFORE DELETE ON holdings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER holdings_only_end BEFORE UPDATE ON holdings
    FOR EACH ROW WHEN (OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site)
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER drifts_kept BEFORE DELETE ON drifts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER drifts_only_end BEFORE UPDATE ON drifts
    FOR EACH ROW WHEN (OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site)
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rulings_kept BEFORE DELETE ON rulings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rulings_only_end BEFORE UPDATE ON rulings
    FOR EACH ROW WHEN (OLD.until_us IS NOT NULL OR OLD.since_us <> NEW.since_us OR OLD.agency <> NEW.agency
        OR OLD.system <> NEW.system OR OLD.site <> NEW.site)
    EXECUTE FUNCTION refuse_change();
