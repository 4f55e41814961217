-- What the change feeds tell: the triples of an entity as each change committed them. Those of a
-- change that a later one overtook may be forgotten; null then, and for deletions.

alter table event add column ntriples text;

update event e set ntriples = n.ntriples
from entity n
where n.iri = e.iri and n.serial = e.serial;

create index event_by_iri on event (iri, serial);
create index event_by_record on event (record_id, serial) where kind = 'dataset';
