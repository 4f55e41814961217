-- Sources, runs, records and the published catalogue.
-- IRIs use collation C: their order must be the same on every database.

create table source (
  id text primary key,
  definition jsonb not null,
  paused boolean not null default false
);

create table run (
  id uuid primary key,
  source_id text not null references source (id),
  trigger text not null check (trigger in ('schedule', 'request', 'resume')),
  started_at timestamptz not null,
  heartbeat_at timestamptz not null,
  finished_at timestamptz,
  verdict text check (verdict in ('complete', 'partial', 'failed')),
  gathered integer not null default 0,
  counts jsonb not null,
  violations integer not null default 0,
  missing integer not null default 0,
  held integer not null default 0,
  requests integer not null default 0,
  bytes bigint not null default 0,
  problems jsonb not null default '[]',
  check ((finished_at is null) = (verdict is null))
);
create index run_by_source on run (source_id, started_at desc);

-- state says what is published now; last_outcome what became of the last attempt.
create table record (
  id uuid primary key,
  source_id text not null references source (id),
  remote_key text collate "C" not null,
  iri text collate "C",
  state text not null check (state in ('published', 'quarantined', 'failed', 'deleted')),
  last_outcome text not null,
  last_problem jsonb,
  fingerprint text,
  missing_since timestamptz,
  held_since timestamptz,
  first_seen_at timestamptz not null,
  first_published_at timestamptz,
  changed_at timestamptz not null,
  unique (source_id, remote_key),
  check (state <> 'published' or (iri is not null and first_published_at is not null))
);

create table payload (
  record_id uuid primary key references record (id) on delete cascade,
  body text not null,
  media_type text not null,
  url text not null,
  fingerprint text not null,
  fetched_at timestamptz not null
);

create table record_version (
  record_id uuid not null references record (id) on delete cascade,
  number integer not null,
  content_hash text not null,
  ntriples text not null,
  run_id uuid references run (id) on delete set null,
  at timestamptz not null,
  primary key (record_id, number)
);

create table report (
  record_id uuid primary key references record (id) on delete cascade,
  run_id uuid references run (id) on delete set null,
  report jsonb not null,
  quality jsonb not null,
  notes jsonb not null,
  at timestamptz not null
);

create table outcome (
  id bigint generated always as identity primary key,
  run_id uuid not null references run (id) on delete cascade,
  remote_key text not null,
  kind text not null check (kind in ('created', 'updated', 'deleted', 'quarantined', 'skipped', 'failed')),
  record_id uuid,
  problem jsonb,
  violations integer
);
create index outcome_by_run on outcome (run_id, id);

-- One row; whoever changes the catalogue locks it first, so commits happen in the order of serials.
create table catalogue (
  one boolean primary key default true check (one),
  serial bigint not null,
  changed_at timestamptz,
  base_url text
);
insert into catalogue (serial) values (0);

create table entity (
  iri text collate "C" primary key,
  kind text not null check (kind in ('catalog', 'dataset', 'agent')),
  graph text collate "C" not null unique,
  record_id uuid unique references record (id),
  ntriples text not null,
  content_hash text not null,
  serial bigint not null,
  modified_at timestamptz not null,
  summary jsonb,
  report jsonb,
  quality jsonb,
  notes jsonb,
  sort_title text collate "C",
  search tsvector,
  check ((kind = 'dataset') = (record_id is not null)),
  check (kind <> 'dataset' or (summary is not null and report is not null and quality is not null
    and notes is not null and sort_title is not null and search is not null))
);
create index entity_in_snapshot_order on entity (kind, graph);
create index entity_by_title on entity (sort_title, iri) where kind = 'dataset';
create index entity_search on entity using gin (search);

create table event (
  serial bigint primary key,
  type text not null check (type in ('create', 'update', 'delete')),
  kind text not null check (kind in ('catalog', 'dataset', 'agent')),
  iri text not null,
  graph text not null,
  record_id uuid,
  at timestamptz not null
);

create table tombstone (
  record_id uuid primary key references record (id) on delete cascade,
  iri text not null,
  serial bigint not null,
  at timestamptz not null,
  reason text not null
);

create table agent_description (
  agent_iri text collate "C" not null,
  hash text collate "C" not null,
  ntriples text not null,
  primary key (agent_iri, hash)
);

create table agent_reference (
  record_id uuid not null references record (id) on delete cascade,
  agent_iri text collate "C" not null,
  hash text collate "C" not null,
  primary key (record_id, agent_iri, hash),
  foreign key (agent_iri, hash) references agent_description (agent_iri, hash)
);
create index agent_reference_by_description on agent_reference (agent_iri, hash);
