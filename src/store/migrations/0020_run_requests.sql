-- A run that was asked for stays until a run has answered it, so that no death of a process loses it.
alter table run_request
  drop constraint run_request_pkey,
  add column id uuid not null default gen_random_uuid() primary key,
  -- The run that answers it, or the last that tried to.
  add column run_id uuid references run (id) on delete set null,
  add column ended_at timestamptz,
  add column cancelled boolean not null default false,
  add check (not cancelled or ended_at is not null);
alter table run_request alter column id drop default;
create unique index run_request_open on run_request (source_id, trigger) where ended_at is null;
create index run_request_by_run on run_request (run_id);

-- Only what was asked for is news to others.
drop trigger run_request_told on run_request;
create trigger run_request_told after insert on run_request
  for each statement execute function tell_of_sources();
