-- Texts published before shared nodes had graphs of their own are gone through once, in the order of their
-- graphs: up to which it is done. Null: nothing is left to do, as in a new database.

alter table catalogue add column nodes_shared_to text collate "C";
update catalogue set nodes_shared_to = '' where exists (select from entity);
