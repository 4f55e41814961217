-- Keys of partners who push. A key is a random number of 256 bits: a plain digest of it is enough,
-- and its prefix finds it.

create table api_key (
  id uuid primary key,
  source_id text not null references source (id),
  name text not null,
  prefix text collate "C" not null unique,
  hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index api_key_by_source on api_key (source_id, created_at);
