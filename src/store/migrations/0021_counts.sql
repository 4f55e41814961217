-- What the catalogue holds, kept with its serial: counting all entities took up to 0.3 s at 50,000 datasets.
alter table catalogue
  add column datasets integer not null default 0,
  add column agents integer not null default 0;
update catalogue set
  datasets = (select count(*) from entity where kind = 'dataset'),
  agents = (select count(*) from entity where kind = 'agent');
