/** The feeds of changes, by the name of their protocol. */
export * as ldes from './ldes.ts';
export { type QuadsFormat, quadsFormats, serialiseQuads } from './quads.ts';
