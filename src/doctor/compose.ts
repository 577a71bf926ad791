import { entriesOf, isMapping, type YamlFile } from './yaml-file.ts';

/** A variable that a compose file sets: https://docs.docker.com/reference/compose-file/services/ */
export interface ComposeValue {
  service: string;
  /** `args`: of a build, which keeps them. */
  kind: 'environment' | 'args';
  name: string;
  value: string;
  line: number;
}

/** The variables that the services of a compose file set to a value of their own. */
export function readCompose({ value, lineOf }: YamlFile): ComposeValue[] {
  const services = isMapping(value) ? value.services : undefined;
  return entriesOf(services).flatMap(([service, settings]) => {
    if (!isMapping(settings)) return [];
    const { environment, build } = settings;
    const args = isMapping(build) ? build.args : undefined;
    const start = ['services', service];
    return [
      ...readValues(environment, [...start, 'environment'], lineOf).map((each) => ({
        ...each,
        kind: 'environment' as const,
      })),
      ...readValues(args, [...start, 'build', 'args'], lineOf).map((each) => ({ ...each, kind: 'args' as const })),
    ].map((each) => ({ service, ...each }));
  });
}

function readValues(values: unknown, path: readonly string[], lineOf: YamlFile['lineOf']) {
  if (Array.isArray(values)) {
    return values.flatMap((item: unknown, index) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(item)) ?? [];
      return name === undefined ? [] : [{ name, value: value!, line: lineOf([...path, index]) }];
    });
  }
  return entriesOf(values).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number'
      ? [{ name, value: String(value), line: lineOf([...path, name]) }]
      : [],
  );
}
