import type { ComponentChildren } from 'preact';

/** Text as it was written. It may scroll, so it is reachable by keyboard (WCAG 2.2, 2.1.1). */
export function Verbatim(props: { class?: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre class={props.class} tabIndex={0}>
      {props.children}
    </pre>
  );
}
