-- +goose Up
-- Moments are Unix seconds, money is tiyn.

-- quota is the Quota object's name; NULL: no limit at this level.
CREATE TABLE accounts (
    id              TEXT PRIMARY KEY,
    agency          TEXT NOT NULL,
    system          TEXT NOT NULL,
    environment     TEXT NOT NULL,
    quota           TEXT,
    hard_vcpu       BIGINT NOT NULL DEFAULT 0 CHECK (hard_vcpu >= 0),
    hard_memory_mib BIGINT NOT NULL DEFAULT 0 CHECK (hard_memory_mib >= 0),
    hard_disk_gib   BIGINT NOT NULL DEFAULT 0 CHECK (hard_disk_gib >= 0),
    hard_machines   BIGINT NOT NULL DEFAULT 0 CHECK (hard_machines >= 0),
    used_vcpu       BIGINT NOT NULL DEFAULT 0 CHECK (used_vcpu >= 0),
    used_memory_mib BIGINT NOT NULL DEFAULT 0 CHECK (used_memory_mib >= 0),
    used_disk_gib   BIGINT NOT NULL DEFAULT 0 CHECK (used_disk_gib >= 0),
    used_machines   BIGINT NOT NULL DEFAULT 0 CHECK (used_machines >= 0),
    closed_until    BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX accounts_by_agency ON accounts (agency);

CREATE TABLE reservations (
    machine     TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    agency      TEXT NOT NULL,
    system      TEXT NOT NULL,
    environment TEXT NOT NULL,
    vcpu        BIGINT NOT NULL CHECK (vcpu >= 0),
    memory_mib  BIGINT NOT NULL CHECK (memory_mib >= 0),
    disk_gib    BIGINT NOT NULL CHECK (disk_gib >= 0),
    version     TEXT NOT NULL,
    reserved_at BIGINT NOT NULL,
    released_at BIGINT
);

CREATE TABLE budgets (
    agency     TEXT NOT NULL,
    year       BIGINT NOT NULL,
    name       TEXT NOT NULL,
    limit_tiyn BIGINT NOT NULL CHECK (limit_tiyn >= 0),
    spent_tiyn BIGINT NOT NULL DEFAULT 0,
    settled_at BIGINT NOT NULL,
    PRIMARY KEY (agency, year)
);

CREATE TABLE tariffs (
    name         TEXT PRIMARY KEY,
    valid_from   TEXT NOT NULL UNIQUE,
    act          TEXT NOT NULL,
    prices       TEXT NOT NULL,
    published_at BIGINT NOT NULL
);

CREATE TABLE journals (
    host         TEXT NOT NULL,
    journal      TEXT NOT NULL,
    acknowledged BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (host, journal)
);

-- at_us is the host's own time in microseconds, as it was sent.
CREATE TABLE usage_records (
    host        TEXT NOT NULL,
    journal     TEXT NOT NULL,
    sequence    BIGINT NOT NULL,
    machine     TEXT NOT NULL,
    state       TEXT NOT NULL,
    vcpu        BIGINT NOT NULL,
    memory_mib  BIGINT NOT NULL,
    disk_gib    BIGINT NOT NULL,
    at_us       BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (host, journal, sequence)
);

CREATE TABLE usage_intervals (
    machine     TEXT NOT NULL REFERENCES reservations (machine),
    ordinal     BIGINT NOT NULL,
    host        TEXT NOT NULL,
    agency      TEXT NOT NULL,
    system      TEXT NOT NULL,
    environment TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('Running', 'Stopped')),
    vcpu        BIGINT NOT NULL CHECK (vcpu >= 0),
    memory_mib  BIGINT NOT NULL CHECK (memory_mib >= 0),
    disk_gib    BIGINT NOT NULL CHECK (disk_gib >= 0),
    started_at  BIGINT NOT NULL,
    ended_at    BIGINT,
    PRIMARY KEY (machine, ordinal),
    CHECK (ended_at >= started_at)
);
CREATE UNIQUE INDEX usage_intervals_one_open ON usage_intervals (machine) WHERE ended_at IS NULL;
CREATE INDEX usage_intervals_open ON usage_intervals (agency, started_at) WHERE ended_at IS NULL;
CREATE INDEX usage_intervals_ended ON usage_intervals (agency, ended_at, started_at) WHERE ended_at IS NOT NULL;

CREATE TABLE findings (
    host     TEXT NOT NULL,
    journal  TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    machine  TEXT NOT NULL,
    detail   TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (host, journal, sequence, kind)
);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM usage_intervals
               WHERE machine = NEW.machine AND (ended_at IS NULL OR ended_at > NEW.started_at)) THEN
        RAISE EXCEPTION 'intervals of machine % would overlap', NEW.machine;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd

CREATE TRIGGER tariffs_immutable BEFORE UPDATE OR DELETE ON tariffs
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER usage_records_immutable BEFORE UPDATE OR DELETE ON usage_records
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER findings_immutable BEFORE UPDATE OR DELETE ON findings
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reservations_kept BEFORE DELETE ON reservations
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reservations_released BEFORE UPDATE ON reservations
    FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER usage_intervals_kept BEFORE DELETE ON usage_intervals
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER usage_intervals_only_end BEFORE UPDATE ON usage_intervals
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL OR OLD.started_at <> NEW.started_at
        OR (OLD.machine, OLD.host, OLD.agency, OLD.system, OLD.environment, OLD.state, OLD.vcpu, OLD.memory_mib, OLD.disk_gib)
        <> (NEW.machine, NEW.host, NEW.agency, NEW.system, NEW.environment, NEW.state, NEW.vcpu, NEW.memory_mib, NEW.disk_gib))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER usage_intervals_apart BEFORE INSERT ON usage_intervals
    FOR EACH ROW EXECUTE FUNCTION refuse_overlap();
