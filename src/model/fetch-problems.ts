/** Problems of requests to sources; part of {@link problems} in problem.ts. */
export const fetchProblems = {
  FETCH_ADDRESS_REFUSED: {
    stage: 'fetch',
    retryable: false,
    remedy:
      'The address is private or link-local. If the source really is inside your network, list its host in limits.allowPrivateHosts.',
  },
  FETCH_BODY_TOO_LARGE: {
    stage: 'fetch',
    retryable: false,
    remedy: 'Raise limits.maxBytes of the source, or ask the holder to page the answer.',
  },
  FETCH_CONNECTION: {
    stage: 'fetch',
    retryable: true,
    remedy: 'Check that the host name is right and the server is up; the next run tries again.',
  },
  FETCH_REDIRECT_LOOP: {
    stage: 'fetch',
    retryable: false,
    remedy: 'Open the address in a browser and set the URL of the source to where it ends.',
  },
  FETCH_ROBOTS: {
    stage: 'fetch',
    retryable: false,
    remedy:
      'The robots.txt of the site keeps harvesters out of this address. Agree with the holder, then set limits.robots of the source to ignore.',
  },
  FETCH_STATUS: {
    stage: 'fetch',
    retryable: true,
    remedy:
      'The server refused or failed. Check the URL and credentials; for a 5xx, tell the holder.',
  },
  FETCH_TIMEOUT: {
    stage: 'fetch',
    retryable: true,
    remedy:
      'The server was too slow. The next run tries again; raise limits.timeoutMs if it lasts.',
  },
  FETCH_TRUNCATED: {
    stage: 'fetch',
    retryable: true,
    remedy: 'The connection closed before the whole body arrived. The next run tries again.',
  },
} as const;
