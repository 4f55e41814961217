-- What politeness and failing servers cost a run.

alter table run add column retries integer not null default 0;
alter table run add column waited_ms bigint not null default 0;
