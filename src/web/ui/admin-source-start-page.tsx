import type { Offers } from '../../model/administration.ts';
import { formMessages } from './admin-form-messages.ts';
import type { AdminPage } from './admin-layout.tsx';
import { speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Words } from './words.tsx';

/** The presets that a new source may start from. */
export function SourceStartPage({ page, offers }: { page: AdminPage; offers: Offers }) {
  const text = formMessages[page.language];
  const link = (preset: string) => pageLink(page, `/admin/sources/new?preset=${preset}`);
  return (
    <>
      <h1>{text.newSource}</h1>
      <h2>{text.choosePreset}</h2>
      <p>{text.choosePresetHelp}</p>
      <ul class="choices">
        {offers.presets.map(({ id, entry = {} }) => {
          const title: unknown = entry['title'];
          const words =
            typeof title === 'object' && title !== null ? speak({ ...title }, page.language) : null;
          return (
            <li>
              <a href={link(id)}>{words ? <Words {...words} /> : id}</a>
              <br />
              <span class="soft">
                {[id, entry['connector'], entry['mapping']].filter(Boolean).join(' · ')}
              </span>
            </li>
          );
        })}
        <li>
          <a href={link('')}>{text.withoutPreset}</a>
        </li>
      </ul>
    </>
  );
}
