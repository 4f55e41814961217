/** The feeds of changes, by the name of their protocol. */
export { atomFeed } from './atom.ts';
export * as ldes from './ldes.ts';
export { answerOai } from './oai-pmh.ts';
export { type QuadsFormat, quadsFormats } from './quads.ts';
