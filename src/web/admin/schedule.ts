import { Type } from '@fastify/type-provider-typebox';
import type { Offers, SchedulePlan } from '../../model/administration.ts';
import { strict } from '../api/schemas.ts';
import { formMessages } from '../ui/admin-form-messages.ts';
import { momentWords } from '../ui/moment.tsx';
import type { ConsolePart } from './part.ts';
import { type Fields, presetOf } from './source-fields.ts';

const text = Type.Optional(Type.String({ maxLength: 1000 }));
const querystring = strict({
  preset: text,
  schedule: text,
  timeZone: text,
  quietHours: text,
  onRequest: text,
});
const shownRuns = 5;

/** Tells when a schedule that is being written would run, for the form of a source. */
export const schedulePages: ConsolePart =
  ({ administration }, language) =>
  async (app) => {
    const { sources, offers } = administration;
    app.get(
      '/admin/schedule',
      { config: { needs: { role: 'curator' } }, schema: { querystring } },
      async (request) => {
        const plan = planOf(request.query, await offers());
        const nextRuns = sources.upcoming(plan, shownRuns);
        const words = formMessages[language];
        if (nextRuns === null) return { title: words.nextRunsWrong, runs: [] };
        if (nextRuns.length === 0) return { title: words.nextRunsNone, runs: [] };
        const runs = nextRuns.map((at) => momentWords(at, language, plan.timeZone));
        return { title: words.nextRuns, runs };
      },
    );
  };

/** When a source is harvested as its form has it, empty fields filled in by its preset. */
export function planOf(fields: Fields | Partial<Fields>, offers: Offers): SchedulePlan {
  const preset = presetOf(offers, fields['preset'] ?? '');
  const get = (name: string) => (fields[name] ?? '').trim();
  const of = (name: string) => (typeof preset[name] === 'string' ? preset[name] : '');
  const quiet = get('quietHours')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const presetQuiet: readonly unknown[] = Array.isArray(preset['quietHours'])
    ? preset['quietHours']
    : [];
  return {
    schedule: get('onRequest') === '' ? get('schedule') || of('schedule') || null : null,
    timeZone: get('timeZone') || of('timeZone') || 'Europe/Paris',
    quietHours: (quiet.length > 0 ? quiet : presetQuiet).map((line) => String(line).trim()),
  };
}
