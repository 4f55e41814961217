-- How many runs of the source in a row, just before this one, ended with their process.
alter table run add column cut_off_before integer not null default 0;
