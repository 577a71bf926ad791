import { deflated, type UnpackOptions } from './unpack.ts';

/** How a zip's compression method (APPNOTE.TXT 4.4.5) is undone; undefined for `stored`, and for what cannot be. */
export async function findZipMethod(method: number): Promise<UnpackOptions | undefined> {
  return method === 8 ? deflated : undefined;
}
