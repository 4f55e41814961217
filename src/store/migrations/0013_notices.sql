-- What admins are told of, once each, and how far each channel of notifications is.

create table notice (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null check (kind in ('harvest-failed', 'harvest-partial', 'harvest-recovered',
    'source-stale', 'deletions-held', 'quality-falling')),
  source_id text not null references source (id) on delete cascade,
  at timestamptz not null,
  problem jsonb,
  figures jsonb not null
);

create table notification_channel (
  id text primary key,
  -- Notices up to this one are told.
  position bigint not null,
  told_at timestamptz,
  problem jsonb
);
