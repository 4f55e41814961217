/** The four seed sources that the sandbox imitates. */
export type Endpoint = 'bndmr' | 'franceCohortes' | 'hdh' | 'eds';

/** How an answer goes wrong; without a mode, only its status does. */
export type FaultMode =
  /** 200 with the HTML of a sign-in page. */
  | 'login-page'
  /** The connection breaks half-way through the body. */
  | 'truncate'
  /** A well-formed HTTP answer whose document ends half-way. */
  | 'half-document'
  /** No answer until the sandbox closes. */
  | 'timeout'
  /** 302 to itself, for ever. */
  | 'redirect-loop'
  /** Says UTF-8, sends windows-1252. */
  | 'wrong-charset'
  /** About 128 kB of gzip that unpack to 128 MiB. */
  | 'oversize'
  /** 200 and nothing. */
  | 'empty';

/** A planted failure: applied to requests whose path and query match, `times` times or for ever. */
export interface Fault {
  readonly path?: RegExp;
  readonly status?: number;
  readonly mode?: FaultMode;
  readonly times?: number;
}

/** One request as an endpoint received it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly status: number;
}

/** Differences between an endpoint's present content and the one it started with. */
export interface Edits {
  readonly removed: ReadonlySet<string>;
  /** Number of title changes by key. */
  readonly changed: ReadonlyMap<string, number>;
  /** Keys of datasets added, oldest first. */
  readonly added: readonly string[];
}

/** Test controls of the seed sources. */
export type Switches = SwitchesOf<Endpoint>;

/** Test controls of endpoints by name; each takes effect with the next request. */
export interface SwitchesOf<Name extends string> {
  fail(endpoint: Name, fault: Fault): void;
  /** Ends planted failures, keeps edits. */
  mend(): void;
  /** Takes a dataset away: it leaves the lists, and its own address answers as for an unknown one. */
  remove(endpoint: Name, key: string): void;
  /** Changes the title and modification date of a dataset. */
  change(endpoint: Name, key: string): void;
  /** Adds a plain valid dataset and returns its key. */
  add(endpoint: Name): string;
  /** Ends failures, undoes edits and empties the request logs. */
  clear(): void;
  requests(endpoint: Name): readonly LoggedRequest[];
  /** Keys of all datasets an endpoint has at present. */
  keys(endpoint: Name): readonly string[];
}

/** State behind the switches of one endpoint; only the sandbox itself writes it. */
export interface Controls {
  readonly keys: readonly string[];
  faults: { readonly fault: Fault; left: number }[];
  readonly removed: Set<string>;
  readonly changed: Map<string, number>;
  added: string[];
  /** Rises with every edit, so that validators never call changed content unchanged. */
  revision: number;
  requests: LoggedRequest[];
}

/** Fresh controls over the datasets with these keys. */
export function createControls(keys: readonly string[]): Controls {
  return {
    keys,
    faults: [],
    removed: new Set(),
    changed: new Map(),
    added: [],
    revision: 0,
    requests: [],
  };
}

/** The fault that the next request of this path meets, used up by one. */
export function takeFault(controls: Controls, path: string): Fault | null {
  const planted = controls.faults.find(
    ({ fault, left }) => left > 0 && (fault.path === undefined || fault.path.test(path)),
  );
  if (planted === undefined) return null;
  planted.left -= 1;
  return planted.fault;
}

function presentKeys(controls: Controls): readonly string[] {
  return [...controls.keys, ...controls.added].filter((key) => !controls.removed.has(key));
}

/** Switches over the controls of all endpoints; a key that is not there throws a RangeError. */
export function createSwitches<Name extends string>(
  endpoints: Readonly<Record<Name, Controls>>,
): SwitchesOf<Name> {
  const edit = (endpoint: Name, key: string): Controls => {
    const controls = endpoints[endpoint];
    if (!presentKeys(controls).includes(key))
      throw new RangeError(`${endpoint} has no dataset with the key ${key}`);
    controls.revision += 1;
    return controls;
  };
  const all = Object.values<Controls>(endpoints);
  return {
    fail(endpoint, fault) {
      // Latest first, so that a test can lay a narrower fault over a wider one.
      endpoints[endpoint].faults.unshift({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    mend() {
      for (const controls of all) controls.faults = [];
    },
    remove(endpoint, key) {
      edit(endpoint, key).removed.add(key);
    },
    change(endpoint, key) {
      const { changed } = edit(endpoint, key);
      changed.set(key, (changed.get(key) ?? 0) + 1);
    },
    add(endpoint) {
      const controls = endpoints[endpoint];
      const key = `ajout-${controls.added.length + 1}`;
      controls.added.push(key);
      controls.revision += 1;
      return key;
    },
    clear() {
      for (const controls of all) {
        controls.faults = [];
        controls.removed.clear();
        controls.changed.clear();
        controls.added = [];
        controls.revision += 1;
        controls.requests = [];
      }
    },
    requests: (endpoint) => [...endpoints[endpoint].requests],
    keys: (endpoint) => presentKeys(endpoints[endpoint]),
  };
}
