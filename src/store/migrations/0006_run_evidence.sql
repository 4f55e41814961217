-- What the verdict of a run rests on: counts of the source and of the walk, and parts lost.

alter table run add column evidence jsonb not null
  default '{"announced": null, "walked": null, "isWhole": true, "lost": 0}';
