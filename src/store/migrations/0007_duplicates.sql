-- Records of several sources that describe one dataset.

-- Sources are numbered as they are declared: the first goes first where two describe one dataset.
alter table source add column position bigint generated always as identity;

-- What a record is recognised by; null until it was stored with it, and after its deletion.
alter table record add column likeness jsonb;

create table match_key (
  key text collate "C" not null,
  record_id uuid not null references record (id) on delete cascade,
  is_firm boolean not null,
  primary key (key, record_id)
);
create index match_key_by_record on match_key (record_id);

-- A record whose dataset is published by another record, with all it takes to publish it again.
create table merged_record (
  record_id uuid primary key references record (id) on delete cascade,
  canonical_id uuid not null references record (id),
  reason text not null,
  iri text collate "C" not null,
  content_hash text not null,
  ntriples text not null,
  facts jsonb not null,
  agents jsonb not null,
  check (record_id <> canonical_id)
);
create index merged_record_by_canonical on merged_record (canonical_id);
create index merged_record_by_iri on merged_record (iri);

-- Lines of a dataset's triples that tell of the other origins merged into it.
alter table entity add column origins text not null default '';

-- Pairs that may be one dataset, and what an admin decided.
create table duplicate (
  first_id uuid not null references record (id) on delete cascade,
  second_id uuid not null references record (id) on delete cascade,
  state text not null check (state in ('open', 'merged', 'never')),
  kept_id uuid,
  similarity real not null,
  reason text not null,
  at timestamptz not null,
  primary key (first_id, second_id),
  check (first_id < second_id),
  check ((state = 'merged') = (kept_id is not null))
);
create index duplicate_by_second on duplicate (second_id);
