-- Push to other catalogues: how far each target is, and what it has got of each record.

create table delivery_target (
  id text primary key,
  profile text not null,
  -- Every change up to this serial is delivered, given up, or none of the target's concern.
  position bigint not null,
  condition text not null default 'delivering'
    check (condition in ('delivering', 'waiting', 'paused')),
  since timestamptz not null,
  problem jsonb,
  failures integer not null default 0,
  retry_at timestamptz
);

-- Before each sending original_id is written and content_hash emptied, so that a process which dies
-- before the answer leaves word that nobody knows what the target has; content_hash comes back after it.
create table delivery (
  target_id text not null references delivery_target (id) on delete cascade,
  record_id uuid not null references record (id) on delete cascade,
  serial bigint not null,
  state text not null check (state in ('open', 'settled', 'dead')),
  original_id text,
  remote_id text,
  content_hash text,
  attempts integer not null default 0,
  problem jsonb,
  at timestamptz not null,
  primary key (target_id, record_id),
  check ((state = 'dead') <= (problem is not null))
);
create index delivery_unsettled on delivery (target_id, state) where state <> 'settled';
