-- What connectors remember of the pages of a source, under the recipe that stored their records.

create table source_page (
  source_id text not null references source (id) on delete cascade,
  key text collate "C" not null,
  recipe text not null,
  run_id uuid not null references run (id) on delete cascade,
  etag text,
  last_modified text,
  body_hash text not null,
  remote_keys jsonb not null,
  rest jsonb not null,
  primary key (source_id, key)
);

alter table run
  add column not_modified integer not null default 0,
  add column resumes uuid references run (id) on delete set null;
