import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Scheduler, startScheduler } from '../../../src/harvest/scheduler.ts';
import { aSource } from '../../integration/store/samples.ts';

describe('startScheduler', () => {
  const runs: string[] = [];
  let scheduler: Scheduler;
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-01-15T08:30:00Z') });
    runs.length = 0;
    const daytime = { timeZone: 'Europe/Paris', quietHours: ['08:00-20:00'] };
    scheduler = startScheduler(
      [
        aSource('free', { schedule: '0 10 * * *', timeZone: 'Europe/Paris' }),
        aSource('quiet', { schedule: '0 10,11 * * *', ...daytime }),
        aSource('on-request', { schedule: null, ...daytime }),
      ],
      (id, trigger) => runs.push(`${id} ${trigger} ${new Date().toISOString().slice(11, 16)}`),
    );
  });
  afterEach(async () => {
    await scheduler.stop();
    vi.useRealTimers();
  });

  it('runs a source at its time', async () => {
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect(runs).toEqual(['free schedule 09:00']);
  });

  it('holds a run that is due in quiet hours back until they end, however often it was due', async () => {
    await vi.advanceTimersByTimeAsync(10 * 60 * 60_000);
    expect(runs).toEqual(['free schedule 09:00']);
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    expect(runs).toEqual(['free schedule 09:00', 'quiet schedule 19:00']);
  });

  it('holds a run that was cut off back as well', async () => {
    scheduler.run('on-request', 'resume');
    scheduler.run('free', 'resume');
    expect(runs).toEqual(['free resume 08:30']);
    await vi.advanceTimersByTimeAsync(10.5 * 60 * 60_000);
    expect(runs).toContain('on-request resume 19:00');
  });

  it('tells when a source will really run', async () => {
    expect(scheduler.next('free')).toEqual(new Date('2026-01-15T09:00:00Z'));
    expect(scheduler.next('quiet')).toEqual(new Date('2026-01-15T19:00:00Z'));
    expect(scheduler.next('on-request')).toBeNull();
    scheduler.run('on-request', 'resume');
    expect(scheduler.next('on-request')).toEqual(new Date('2026-01-15T19:00:00Z'));
  });

  it('forgets what waits when it is stopped', async () => {
    scheduler.run('quiet', 'resume');
    await scheduler.stop();
    await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
    expect(runs).toEqual([]);
  });

  it('plans anew: another schedule, a new source, none for one that is gone or paused', async () => {
    scheduler.plan([
      aSource('free', { schedule: '30 10 * * *', timeZone: 'Europe/Paris' }),
      aSource('new', { schedule: '45 9 * * *', timeZone: 'Europe/Paris' }),
    ]);
    expect(scheduler.next('quiet')).toBeNull();
    await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
    expect(runs).toEqual(['new schedule 08:45', 'free schedule 09:30']);
  });

  it('lets a run that waits begin when its quiet hours are lifted', async () => {
    scheduler.run('on-request', 'resume');
    expect(runs).toEqual([]);
    scheduler.plan([aSource('on-request')]);
    expect(runs).toEqual(['on-request resume 08:30']);
  });
});
