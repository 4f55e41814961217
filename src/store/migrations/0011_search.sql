-- What search reads, apart from the documents: narrow rows, so that counting over a whole catalogue
-- reads few pages. A part of PostgreSQL that the owner of a database may create (a trusted extension).

create extension if not exists pg_trgm;

-- Values of facets by number; a holder comes with the name that descriptions give it.
create table facet_value (
  id integer generated always as identity primary key,
  facet text collate "C" not null,
  code text collate "C" not null,
  label jsonb,
  unique (facet, code)
);

create table dataset_search (
  record_id uuid primary key references entity (record_id) on delete cascade,
  -- All words, and those of titles, keywords and holder alone, by which results are ranked.
  search tsvector not null,
  headings tsvector not null,
  -- Titles, acronyms and identifiers as they are typed, folded.
  names text[] not null,
  facets integer[] not null,
  level text,
  sort_title text collate "C" not null,
  changed_at timestamptz not null,
  -- How it was computed; rows of an older way are renewed when the service starts.
  version integer not null
) with (toast_tuple_target = 128);
alter table dataset_search
  alter column search set storage external,
  alter column headings set storage plain,
  alter column names set storage main,
  alter column facets set storage plain;

insert into dataset_search
select record_id, search, ts_filter(search, '{a,b}'), '{}', '{}', null, sort_title, modified_at, 0
from entity
where kind = 'dataset';

create index dataset_search_text on dataset_search using gin (search);
create index dataset_search_names on dataset_search using gin (names);
create index dataset_search_facets on dataset_search using gin (facets);
create index dataset_search_by_title on dataset_search (sort_title, record_id);
create index dataset_search_by_change on dataset_search (changed_at desc, record_id);

-- Words that descriptions use: what a mistyped word is compared with.
create table search_word (word text collate "C" primary key);
create index search_word_trigrams on search_word using gin (word gin_trgm_ops);

-- Its checks go with the columns.
alter table entity drop column search, drop column sort_title;
alter table entity
  add check (kind <> 'dataset' or (summary is not null and report is not null
    and quality is not null and notes is not null));
