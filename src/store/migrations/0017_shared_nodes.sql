-- What published texts say of nodes that others may describe too (pages, acts, standards, concepts):
-- each distinct line once, and in whose graph's text it stands.

create table shared_line (
  node text collate "C" not null,
  hash text collate "C" not null,
  line text not null,
  primary key (node, hash)
);

create table shared_reference (
  graph text collate "C" not null,
  node text collate "C" not null,
  hash text collate "C" not null,
  primary key (graph, node, hash),
  foreign key (node, hash) references shared_line (node, hash)
);
create index shared_reference_by_line on shared_reference (node, hash);

alter table entity drop constraint entity_kind_check;
alter table entity add constraint entity_kind_check
  check (kind in ('catalog', 'dataset', 'agent', 'shared'));
alter table event drop constraint event_kind_check;
alter table event add constraint event_kind_check
  check (kind in ('catalog', 'dataset', 'agent', 'shared'));
