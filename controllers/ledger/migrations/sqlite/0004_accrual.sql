-- +goose Up

-- Usage is kept added up, so that settling reads no intervals. Both tables follow
-- from usage_intervals, and are made anew while accrued_until is 0.

-- usage_sums is what a system used from a border of months and tariffs to the next:
-- vCPU·s, MiB·s, GiB·s. Open intervals count up to the agency's accrued_until.
CREATE TABLE usage_sums (
    agency         TEXT NOT NULL,
    system         TEXT NOT NULL,
    starts_at      INTEGER NOT NULL,
    vcpu_seconds   INTEGER NOT NULL DEFAULT 0,
    memory_seconds INTEGER NOT NULL DEFAULT 0,
    disk_seconds   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (agency, system, starts_at)
) STRICT;

-- usage_rates is what the open intervals of a system add in each second.
CREATE TABLE usage_rates (
    agency     TEXT NOT NULL,
    system     TEXT NOT NULL,
    vcpu       INTEGER NOT NULL DEFAULT 0,
    memory_mib INTEGER NOT NULL DEFAULT 0,
    disk_gib   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (agency, system)
) STRICT;

ALTER TABLE accounts ADD COLUMN accrued_until INTEGER NOT NULL DEFAULT 0;
