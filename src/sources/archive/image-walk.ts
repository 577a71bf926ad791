import { ArchiveError } from './archive-error.ts';
import type { Entries, Entry } from './entry.ts';
import type { Image, ImageLayer } from './image.ts';
import { configTexts } from './image-config.ts';
import { type Fate, trackFates } from './image-layers.ts';
import type { Survey } from './image-survey.ts';
import { inside, type Place } from './place.ts';

/** What reads the parts of an image. */
export interface ImageReader {
  /** Called for each entry. */
  next(): Promise<void>;
  entry(entry: Entry, place: Place): Promise<void>;
  text(place: Place, text: string): Promise<void>;
  tell(error: ArchiveError): void;
}

interface LayerPlan {
  layer: ImageLayer;
  image: Image;
  /** Number of the image, where there are several. */
  number: number | undefined;
  fateOf(name: string): Fate | undefined;
}

/** Reads the entries of an archive of container images: layers and configurations by what they are, the rest as files. */
export async function walkImage(entries: Entries, place: Place, survey: Survey, reader: ImageReader): Promise<void> {
  const plans = planLayers(survey);
  const configs = new Map(survey.images.map(({ config }, index) => [config, imageTitle(survey, index)]));
  for (const error of listMissing(survey, place.path)) reader.tell(error);
  for await (const entry of entries) {
    await reader.next();
    const plan = plans.get(entry.name);
    const config = survey.documents.get(entry.name);
    if (plan && entry.kind === 'file') await reader.entry(entry, layerPlace(place, plan));
    else if (configs.has(entry.name) && config !== undefined) {
      const at = inside(place, `${configs.get(entry.name)}config`);
      for (const { title, fileName, text } of configTexts(config)) {
        await reader.text({ ...inside(at, title), judgedAs: `${at.judgedAs}/${fileName}` }, text);
      }
    } else await reader.entry(entry, inside(place, entry.name));
  }
}

function planLayers({ images, layers }: Survey): Map<string, LayerPlan> {
  const plans = new Map<string, LayerPlan>();
  for (const [index, image] of images.entries()) {
    const known = image.layers.map(({ entry }) => layers.get(entry));
    let fates: ReturnType<typeof trackFates> | undefined;
    for (const layer of image.layers) {
      if (plans.has(layer.entry)) continue;
      const fateOf = (name: string) => {
        fates ??= trackFates(known);
        return fates(name, image.layers.indexOf(layer) + 1);
      };
      plans.set(layer.entry, { layer, image, number: images.length > 1 ? index + 1 : undefined, fateOf });
    }
  }
  return plans;
}

function layerPlace(place: Place, { layer, image, number, fateOf }: LayerPlan): Place {
  const prefix = number === undefined ? '' : `image ${number} `;
  const tags = [`layer:${layer.digest}`];
  return {
    ...inside(place, `${prefix}layer ${layer.number}`),
    tags,
    remarkOf: (name) => {
      const fate = fateOf(name);
      if (fate === undefined) return undefined;
      const by = image.layers[fate.by - 1]?.number ?? fate.by;
      const remark = `layer ${by} of the image has it ${fate.how}, yet who has the image has this`;
      return { remark, tags: [...tags, `${fate.how}-in-later-layer`] };
    },
  };
}

function imageTitle({ images }: Survey, index: number): string {
  return images.length > 1 ? `image ${index + 1} ` : '';
}

/** Layers that are elsewhere, such as those of Windows, or are no archives cannot be read. */
function* listMissing({ images, names, layers: known }: Survey, path: string): Generator<ArchiveError> {
  const told = new Set<string>();
  for (const { config, layers } of images) {
    const parts = [{ entry: config, words: 'its configuration' }];
    parts.push(...layers.map(({ entry, number, digest }) => ({ entry, words: `layer ${number} (${digest})` })));
    for (const { entry, words } of parts) {
      const isThere = names.has(entry) && (entry === config || known.has(entry));
      if (isThere || told.has(entry)) continue;
      told.add(entry);
      yield new ArchiveError('image-incomplete', path, `is an image without ${words}, which was not read`);
    }
  }
}
