// Starts worker.ts from source: `--import tsx` does not reach the entry point of a thread on Node 20.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
