// Loaded before a client that cannot be told which format to ask for (ACCEPT).
const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? input.headers);
  headers.set('accept', process.env.ACCEPT);
  return fetch(input, { ...init, headers });
};
