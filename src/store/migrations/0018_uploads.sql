-- Files between preview and confirmation: one for each person, for an hour.

create table upload (
  owner text primary key,
  id uuid not null unique,
  source_id text not null references source (id) on delete cascade,
  name text not null,
  body bytea not null,
  at timestamptz not null
);
