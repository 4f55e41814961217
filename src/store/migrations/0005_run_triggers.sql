-- Runs may also replay stored payloads or take what is pushed.

alter table run drop constraint run_trigger_check;
alter table run add constraint run_trigger_check
  check (trigger in ('schedule', 'request', 'resume', 'replay', 'push'));
