-- Quality of what is published, its links, and how both develop.

-- One narrow row per published dataset, so that adding up reads no document. Sets of metrics are bits in
-- the order of src/model/mqa.ts.
create table dataset_quality (
  record_id uuid primary key references entity (record_id) on delete cascade,
  source_id text not null,
  -- IRI of the holder, or its name where it has none.
  holder text collate "C",
  holder_name text,
  met integer not null,
  -- Metrics that wait for a link to be tried.
  waiting integer not null,
  -- Metrics that apply to the access level.
  applicable integer not null,
  points smallint not null,
  -- Points of the metrics that apply, and the most there are of those that wait for nothing.
  earned smallint not null,
  attainable smallint not null,
  mandatory real not null,
  recommended real not null,
  in_french boolean not null,
  in_english boolean not null,
  -- Last day on which the holder is known to have looked at the description.
  attended_on date,
  links text[] not null,
  -- What the last row of dataset_quality_day says.
  noted_points smallint,
  noted_earned smallint
);
create index dataset_quality_languages on dataset_quality (source_id, in_french, in_english);

-- A day on which the points of a dataset became what they then stay.
create table dataset_quality_day (
  record_id uuid not null references record (id) on delete cascade,
  day date not null,
  points smallint not null,
  earned smallint not null,
  attainable smallint not null,
  primary key (record_id, day)
);

-- Sums over the datasets of a source, of a holder or of the whole catalogue (key ''), as a day left them.
create table quality_day (
  day date not null,
  scope text not null check (scope in ('catalogue', 'source', 'holder')),
  key text collate "C" not null,
  name text,
  computed_at timestamptz not null,
  datasets integer not null,
  points integer not null,
  earned integer not null,
  attainable integer not null,
  mandatory real not null,
  recommended real not null,
  french integer not null,
  english integer not null,
  fresh integer not null,
  -- Datasets per metric: those that meet it, those that could and do not, those that wait.
  met integer[] not null,
  lost integer[] not null,
  waiting integer[] not null,
  primary key (scope, key, day)
);
create index quality_day_by_day on quality_day (day, scope);

-- Links of published datasets. is_reachable is null until one was tried, and where we may not ask.
create table link (
  url text collate "C" primary key,
  is_reachable boolean,
  status integer,
  problem text,
  checked_at timestamptz,
  -- Datasets that have it, at the last count.
  datasets integer not null,
  failures integer not null default 0,
  due_at timestamptz not null
);
create index link_by_due on link (due_at);
create index link_broken on link (datasets desc, url) where not is_reachable;

create table link_check (
  url text collate "C" not null references link (url) on delete cascade,
  at timestamptz not null,
  is_reachable boolean,
  status integer,
  problem text,
  primary key (url, at)
);

-- What is published already was not measured this way: every record is due again at the next harvest.
update entity set quality = quality || '{"mqa": {"dataset": 0, "distributions": []}, "statedOn": null}'
where kind = 'dataset';
update merged_record set facts = jsonb_set(facts, '{quality}',
  (facts -> 'quality') || '{"mqa": {"dataset": 0, "distributions": []}, "statedOn": null}');
update record set fingerprint = null;
delete from source_page;

-- Databases that somebody declared to exist, list by list, and the datasets that describe them.
create table declaration_list (
  id text collate "C" primary key,
  imported_at timestamptz not null
);

create table declaration (
  list text collate "C" not null references declaration_list (id) on delete cascade,
  position integer not null,
  name text not null,
  acronym text,
  holder text,
  holder_ids text[] not null,
  region text,
  type text,
  declared_on date,
  reference text,
  record_ids uuid[] not null default '{}',
  ground text check (ground in ('reference', 'acronym', 'name')),
  primary key (list, position),
  check ((ground is null) = (record_ids = '{}'))
);

alter table dataset_quality add column is_declared boolean not null default false;
