/**
 * The memory of a store at rest. The engine keeps all its state in one linear memory, so a thread that
 * copies it holds the same store, in the time it takes to copy, where loading takes a minute.
 */
export interface StoreImage {
  readonly memory: SharedArrayBuffer;
  /** The engine's table of JavaScript values, to which its memory refers by index. */
  readonly table: readonly (string | number | boolean | null | undefined)[];
  /** Address of the store. */
  readonly pointer: number;
}

/** What the engine's module exports besides its functions. */
interface EngineExports {
  readonly memory: WebAssembly.Memory;
  readonly __wbindgen_externrefs: WebAssembly.Table;
}

type Oxigraph = typeof import('oxigraph');
export type Store = InstanceType<Oxigraph['Store']>;

/** The engine with a ceiling on its memory. */
export interface Engine {
  readonly oxigraph: Oxigraph;
  /** Copies the memory; nothing may be under way. */
  readonly image: (store: Store) => StoreImage;
  /** Takes over the memory of another thread's store; nothing may have been created before. */
  readonly restore: (image: StoreImage) => Store;
}

const pageBytes = 65_536;

/**
 * Loads the engine into this thread. Its module asks for memory without end, and JavaScript cannot see
 * it grow: so the ceiling is written into the module. What needs more panics, in this thread alone.
 */
export async function loadEngine(maxBytes: number): Promise<Engine> {
  const { Module, Instance } = WebAssembly;
  const maxPages = Math.min(pageBytes, Math.floor(maxBytes / pageBytes));
  let exports: EngineExports | undefined;
  WebAssembly.Module = class extends Module {
    constructor(bytes: BufferSource) {
      super(limitMemory(bytes, maxPages));
    }
  };
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      // Checked below: the shape belongs to wasm-bindgen.
      exports = this.exports as unknown as EngineExports;
    }
  };
  try {
    const { default: oxigraph } = await import('oxigraph');
    if (!exports?.memory || !exports.__wbindgen_externrefs)
      throw new TypeError('The SPARQL engine does not show its memory');
    return { oxigraph, ...copying(oxigraph, exports) };
  } finally {
    Object.assign(WebAssembly, { Module, Instance });
  }
}

/** What every object has that wasm-bindgen makes, and the types of the package do not tell of. */
interface Pointed {
  /** Its address. */
  __wbg_ptr: number;
  free(): void;
}

/** Lets go of a store at once, not only when it is collected. */
export function freeStore(store: Store): void {
  (store as unknown as Pointed).free();
}

function copying(
  { Store }: Oxigraph,
  { memory, __wbindgen_externrefs: table }: EngineExports,
): Omit<Engine, 'oxigraph'> {
  return {
    image(store) {
      const bytes = new Uint8Array(memory.buffer);
      const copy = new SharedArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      const { __wbg_ptr: pointer } = store as unknown as Pointed;
      const values = Array.from({ length: table.length }, (_, index) => plain(table.get(index)));
      return { memory: copy, table: values, pointer };
    },
    restore(image) {
      const missing = (image.memory.byteLength - memory.buffer.byteLength) / pageBytes;
      if (missing > 0) memory.grow(missing);
      new Uint8Array(memory.buffer).set(new Uint8Array(image.memory));
      const added = image.table.length - table.length;
      if (added > 0) table.grow(added);
      for (const [index, value] of image.table.entries())
        if (value !== undefined) table.set(index, value);
      const store: Store = Object.create(Store.prototype);
      return Object.assign(store, { __wbg_ptr: image.pointer } satisfies Partial<Pointed>);
    },
  };
}

/** Names of properties and the like are kept for ever; objects are of one thread only. */
function plain(value: unknown): StoreImage['table'][number] {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  // The cast is what the line before says.
  return isPlain ? (value as StoreImage['table'][number]) : undefined;
}

const memorySection = 5;
const headerBytes = 8;

/** A module whose one memory cannot grow beyond so many pages (WebAssembly Core §5.5.8). */
export function limitMemory(module: BufferSource, maxPages: number): Uint8Array<ArrayBuffer> {
  const bytes = ArrayBuffer.isView(module)
    ? new Uint8Array(module.buffer, module.byteOffset, module.byteLength)
    : new Uint8Array(module);
  let at = headerBytes;
  while (at < bytes.length) {
    const [size, start] = readInteger(bytes, at + 1);
    if (bytes[at] === memorySection) {
      const [minPages] = readInteger(bytes, start + 2);
      const limits = [1, 1, ...writeInteger(minPages), ...writeInteger(maxPages)];
      const section = [memorySection, ...writeInteger(limits.length), ...limits];
      const limited = new Uint8Array(at + section.length + bytes.length - start - size);
      limited.set(bytes.subarray(0, at));
      limited.set(section, at);
      limited.set(bytes.subarray(start + size), at + section.length);
      return limited;
    }
    at = start + size;
  }
  throw new TypeError('The module has no memory of its own');
}

/** An unsigned LEB128 integer, and where the next thing begins. */
function readInteger(bytes: Uint8Array, start: number): readonly [number, number] {
  let value = 0;
  let shift = 0;
  for (let at = start; ; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) return [value, at + 1];
  }
}

function writeInteger(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
