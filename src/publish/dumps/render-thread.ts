import { Piscina } from 'piscina';
import type { Render } from './render.ts';

/** A thread that renders dumps, so that HTTP never stalls behind them. It stays, for what it has compiled is fast. */
export function createRenderThread(): {
  readonly render: Render;
  readonly close: () => Promise<void>;
} {
  const isTypeScript = import.meta.url.endsWith('.ts');
  const pool = new Piscina({
    filename: new URL(isTypeScript ? './render.ts' : './render.js', import.meta.url).href,
    name: 'renderFile',
    execArgv: isTypeScript ? ['--import', 'tsx'] : [],
    minThreads: 1,
    maxThreads: 1,
  });
  return { render: (task) => pool.run(task), close: () => pool.destroy() };
}
