import { formats } from '../../../publish/formats.ts';
import { storedTarget, targets } from '../../../publish/profiles/index.ts';
import { plain, speak } from '../language.ts';
import type { Page } from '../layout.tsx';
import { datasetMessages } from './messages.ts';

/** Links to the description in every profile and format; `address` is without suffix and ours. */
export function Downloads({ page, address }: { page: Page; address: string }) {
  const words = datasetMessages[page.language];
  return (
    <section id="download" class="formats">
      <h2>{words.download}</h2>
      <dl class="facts">
        {targets.map((target) => {
          const argument = target === storedTarget ? '' : `?_profile=${target.id}`;
          const title = plain(speak(target.title, page.language)?.text ?? target.id);
          return (
            <div>
              <dt>{title}</dt>
              <dd>
                <ul>
                  {formats.map(({ suffix, mediaType }) => (
                    <li>
                      <a
                        href={`${address}.${suffix}${argument}`}
                        type={mediaType}
                        aria-label={`${title}, ${suffix}`}
                      >
                        {suffix}
                      </a>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
