import { formats } from '../../publish/formats.ts';

/** Links to the RDF formats of a page; `address` is without suffix and ours. */
export function FormatLinks({ title, address }: { title: string; address: string }) {
  return (
    <nav class="formats" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {formats.map(({ suffix, mediaType }) => (
          <li>
            <a href={`${address}.${suffix}`} type={mediaType}>
              {suffix}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
