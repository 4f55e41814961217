import type multipart from '@fastify/multipart';
import type { UploadedFile } from '../../model/upload.ts';

const longestName = 200;

/** Takes the place of a part's value; the name is what the browser says, and only ever shown. */
export async function readFile(part: multipart.MultipartFile & { value?: unknown }): Promise<void> {
  const body = await part.toBuffer();
  const name = part.filename.slice(0, longestName);
  part.value = { name, body } satisfies UploadedFile;
}

/** The file of a form, read by {@link readFile}; null when none was chosen. */
export function fileOf(body: unknown): UploadedFile | null {
  if (typeof body !== 'object' || body === null || !('file' in body)) return null;
  const { file } = body;
  if (typeof file !== 'object' || file === null || !('name' in file && 'body' in file)) return null;
  const { name, body: bytes } = file;
  if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || bytes.byteLength === 0) {
    return null;
  }
  return { name, body: bytes };
}
