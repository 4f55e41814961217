-- Who administers the catalogue, what they did, and the sources they made.

create table person (
  id uuid primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  email text,
  role text not null check (role in ('viewer', 'curator', 'admin')),
  -- Ids of the sources that a curator is in charge of.
  sources text[] not null default '{}',
  blocked boolean not null default false,
  created_at timestamptz not null,
  signed_in_at timestamptz not null,
  unique (issuer, subject)
);

-- The id of a session is a random number of 256 bits: a plain digest of it is enough.
create table session (
  hash text collate "C" primary key,
  person_id uuid not null references person (id) on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null
);
create index session_by_person on session (person_id);

-- Keys also open the API: all of it to read or to administer, or one source to take care of.
alter table api_key
  alter column source_id drop not null,
  add column role text not null default 'push' check (role in ('push', 'viewer', 'curator', 'admin')),
  add column expires_at timestamptz,
  add check ((role in ('push', 'curator')) = (source_id is not null));
alter table api_key alter column role drop default;

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'command', 'nobody')),
  actor_id text,
  actor_name text not null,
  address text,
  action text not null,
  source_id text,
  target text,
  status integer not null,
  detail jsonb not null default '{}'
);
create index audit_by_source on audit (source_id, id) where source_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows';
end
$$;
create trigger audit_only_grows before update or delete on audit
  for each row execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit
  for each statement execute function refuse_change();

-- entry: the source as an admin wrote it, its preset not applied and without credentials; null where
-- a file declares it. auth: its credentials, which only harvests read.
alter table source
  add column entry jsonb,
  add column auth jsonb,
  add column revision integer not null default 1,
  add column removed_at timestamptz,
  add check (auth is null or entry is not null);

-- Runs asked for in one process and started by another.
create table run_request (
  source_id text primary key references source (id),
  trigger text not null check (trigger in ('request', 'replay')),
  at timestamptz not null
);
alter table run add column cancelled_at timestamptz;
create index run_by_time on run (started_at desc, id);
create index record_by_outcome on record (source_id, last_outcome, remote_key);

create function tell_of_sources() returns trigger language plpgsql as $$
begin
  perform pg_notify('sources', '');
  return null;
end
$$;
create trigger source_told after insert or update or delete on source
  for each statement execute function tell_of_sources();
create trigger run_request_told after insert or update on run_request
  for each statement execute function tell_of_sources();
create trigger cancellation_told after update of cancelled_at on run
  for each statement execute function tell_of_sources();
