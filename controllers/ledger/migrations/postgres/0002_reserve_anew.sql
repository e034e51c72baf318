-- +goose Up

-- A released reservation changes in one way alone: its machine lives, and it is
-- reserved anew for the same owner.
DROP TRIGGER reservations_released ON reservations;

CREATE TRIGGER reservations_released BEFORE UPDATE ON reservations
    FOR EACH ROW WHEN (OLD.released_at IS NOT NULL AND (NEW.released_at IS NOT NULL
        OR (OLD.machine, OLD.agency, OLD.system, OLD.environment, OLD.reserved_at)
        <> (NEW.machine, NEW.agency, NEW.system, NEW.environment, NEW.reserved_at)))
    EXECUTE FUNCTION refuse_change();
