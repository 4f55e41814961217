import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** A browser that asks for nothing but what a test opens. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** Folder for pictures of the pages that are examined, if anybody wants to look at them. */
const pictures = process.env['PICTURES'];

/** Widths that pages are examined at, in CSS pixels: WCAG 2.2, 1.4.10 asks for the narrow one. */
const widths = [1280, 320];

/**
 * Finds fault with the page as it is shown, at both widths, light and dark, without loading it anew:
 * what axe finds, and what is wider than the window. The context of the page must bypass its policy.
 * Only the rules about colours are asked again in the dark: nothing else of a page depends on it.
 */
export async function examine(page: Page, label: string): Promise<void> {
  await page.evaluate(axe);
  const run = async (options: string, state: string) => {
    if (pictures !== undefined) await photograph(page, `${label} ${state}`, pictures);
    const { violations } = (await page.evaluate(`axe.run(${options})`)) as AxeResult; // axe's documented result
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect.soft(found, `${label}, ${state}`).toEqual([]);
  };
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await run(`{ resultTypes: ['violations'] }`, `${width} light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await run(
      `{ runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] }`,
      `${width} px, dark`,
    );
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect.soft(overflow, `${label} overflows at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** What of a page is cut off on paper, or has no place there; and links whose address is not to be read. */
const printFaults = `(() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true })
    && !element.closest('.visually-hidden, caption');
  for (const element of document.querySelectorAll('nav, button, a.button, .skip')) {
    if (element.checkVisibility()) faults.push('shown: ' + element.outerHTML.slice(0, 120));
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!shown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1))
      faults.push('beside the paper: ' + element.outerHTML.slice(0, 120));
    if (getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
      faults.push('cut off: ' + element.outerHTML.slice(0, 120));
  }
  for (const link of document.querySelectorAll('main a[href^="http"], main a[href^="mailto:"]')) {
    const told = link.textContent + getComputedStyle(link, '::after').content;
    const href = link.getAttribute('href').replace(/^mailto:/, '');
    if (shown(link) && !told.includes(href))
      faults.push('address not told: ' + link.outerHTML.slice(0, 160));
  }
  return [...new Set(faults)];
})()`;

/** Finds fault with the page as it is printed on A4, and returns the number of sheets. */
export async function examinePrint(page: Page, label: string): Promise<number> {
  // A4 less its margins, in CSS pixels.
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  if (pictures !== undefined) await photograph(page, `${label} print`, pictures);
  expect.soft(await page.evaluate(printFaults), label).toEqual([]);
  const pdf = await page.pdf({ format: 'A4', margin: { left: '10mm', right: '10mm' } });
  if (pictures !== undefined)
    await writeFile(`${pictures}/${label.replace(/[^\w-]+/g, '-')}.pdf`, pdf);
  await page.emulateMedia({ media: null });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

async function photograph(page: Page, name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = `${folder}/${name.replace(/[^\w-]+/g, '-')}.png`;
  await page.screenshot({ path, fullPage: true });
}
