import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, as somebody who looks at the page sees it. */
interface Focused {
  readonly html: string;
  readonly isBody: boolean;
  /** Whether it is in the window, and marked by an outline (WCAG 2.2, 2.4.7 and 2.4.11). */
  readonly isSeen: boolean;
  readonly isMarked: boolean;
  /** Whether it comes after what had the focus before, in the order of the document. */
  readonly isNext: boolean;
  readonly tabIndex: number;
}

const look = `(() => {
  const element = document.activeElement ?? document.body;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const before = globalThis.focusedBefore;
  globalThis.focusedBefore = element;
  const after = before?.isConnected ? before.compareDocumentPosition(element) & 4 : 4;
  return {
    html: element.outerHTML.slice(0, 200),
    isBody: element === document.body,
    isSeen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
    isMarked: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    isNext: after !== 0,
    tabIndex: element.tabIndex,
  };
})()`;

const mostPresses = 400;

/**
 * Goes on with the tabulator key until an element has the focus. Each stop on the way must be seen
 * and marked, and come after the one before.
 */
export async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  await page.evaluate('globalThis.focusedBefore = undefined');
  for (let presses = 0; presses < mostPresses; presses += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
    await expectFocus(page);
  }
  expect.fail(`The keyboard does not lead to ${target}`);
}

async function expectFocus(page: Page): Promise<void> {
  const focused = (await page.evaluate(look)) as Focused; // what the script above gives back
  const where = `${page.url()}: ${focused.html}`;
  expect(focused.isBody, `The focus left the page before it came where it should: ${where}`).toBe(
    false,
  );
  expect(focused.isSeen, `Out of sight: ${where}`).toBe(true);
  expect(focused.isMarked, `Not marked: ${where}`).toBe(true);
  expect(focused.isNext, `Out of order: ${where}`).toBe(true);
  expect(focused.tabIndex, `Order of its own: ${where}`).toBe(0);
}

/** Reaches a link or button and presses Enter. */
export async function follow(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

/** Reaches a field and writes into it, in place of what it holds. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Goes through all that is left of a page: the focus leaves it at the end, caught by nothing. */
export async function walkThrough(page: Page): Promise<number> {
  await page.evaluate('globalThis.focusedBefore = undefined');
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await page.keyboard.press('Tab');
    const { isBody } = (await page.evaluate(look)) as Focused; // what the script above gives back
    if (isBody) return presses;
    await page.evaluate('globalThis.focusedBefore = undefined');
    await expectFocus(page);
  }
  return expect.fail(`The keyboard does not leave ${page.url()}`);
}
