-- The dataset that a deleted record was merged into: its address still leads there.
alter table tombstone add column canonical_id uuid references record (id) on delete set null;
