import { createYielder } from '../lib/yield-loop.ts';
import type { Options } from '../model/options.ts';
import type { SourceSink } from '../model/source.ts';
import type { Flow } from './archive/cursor.ts';
import { createPathFilter } from './path-filter.ts';

/** Reads what is in archives. */
export interface ArchiveOpener {
  /** Whether also those are opened that the user did not name. */
  opensFound: boolean;
  /** Throws the system's error where the file cannot be read. */
  scan(path: string, descriptor: number, sink: SourceSink): Promise<void>;
  /** The same for a folder that is an OCI image layout. */
  scanFolder(path: string, folder: string, sink: SourceSink): Promise<void>;
  /** The same for content that comes as it is read. */
  scanStream(path: string, flow: Flow, sink: SourceSink): Promise<void>;
}

type ArchiveSettings = Pick<
  Options,
  'archives' | 'maxArchiveDepth' | 'maxArchiveSize' | 'maxFileSize' | 'include' | 'exclude'
>;

/** Makes an opener; undefined where no archive is to be opened. What reads archives is loaded with the first one. */
export function createArchiveOpener(options: ArchiveSettings, isStopped: () => boolean): ArchiveOpener | undefined {
  const { archives, maxArchiveDepth, maxArchiveSize, maxFileSize, include, exclude } = options;
  if (maxArchiveDepth === 0) return undefined;
  const pause = createYielder();
  const load = async () => {
    const { either: isIncluded, excludes } = await createPathFilter(include, exclude);
    const limits = { maxDepth: maxArchiveDepth, maxSize: maxArchiveSize, maxFileSize };
    return { ...(await import('./archive/index.ts')), settings: { ...limits, isIncluded, excludes, pause, isStopped } };
  };
  let loaded: ReturnType<typeof load> | undefined;
  const ready = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    opensFound: archives,
    async scan(path, descriptor, sink) {
      const { scanArchiveFile, settings } = await ready();
      await scanArchiveFile(path, descriptor, sink, settings);
    },
    async scanFolder(path, folder, sink) {
      const { scanImageFolder, settings } = await ready();
      await scanImageFolder(path, folder, sink, settings);
    },
    async scanStream(path, flow, sink) {
      const { scanArchiveStream, settings } = await ready();
      await scanArchiveStream(path, flow, sink, settings);
    },
  };
}
