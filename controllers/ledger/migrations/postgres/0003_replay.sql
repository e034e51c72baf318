-- +goose Up

-- Usage that came before its machine's reservation is found by the machine.
CREATE INDEX usage_records_by_machine ON usage_records (machine);
