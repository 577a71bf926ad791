import { listOf, memberOf } from './image.ts';

/** A text made of an image's configuration. */
export interface ConfigText {
  /** Where it stands in the configuration, for people. */
  title: string;
  /** Stands for its syntax. */
  fileName: string;
  text: string;
}

/**
 * An image's configuration as texts, an item a line: variables, labels, commands, the steps that it was built by, and
 * whatever else there is (OCI Image Specification 1.1, config.md; `container_config` is Docker's own).
 */
export function configTexts(config: unknown): ConfigText[] {
  const texts: ConfigText[] = [];
  const add = (title: string, fileName: string, lines: readonly string[]) => {
    if (lines.length > 0) texts.push({ title, fileName, text: `${lines.join('\n')}\n` });
  };
  for (const key of ['config', 'container_config']) {
    const prefix = key === 'config' ? '' : `${key} `;
    const settings = memberOf(config, key);
    add(`${prefix}Env`, '.env', strings(memberOf(settings, 'Env')));
    add(`${prefix}Labels`, '.env', pairs(memberOf(settings, 'Labels')));
    for (const command of ['Entrypoint', 'Cmd']) {
      const words = strings(memberOf(settings, command));
      add(`${prefix}${command}`, 'command.sh', words.length > 0 ? [words.join(' ')] : []);
    }
  }
  add('history', 'Dockerfile', listOf(memberOf(config, 'history')).map(stepOf));
  add('rest', 'config.json', [JSON.stringify(restOf(config), undefined, 1) ?? '']);
  return texts;
}

function strings(value: unknown): string[] {
  return listOf(value)
    .filter((each) => typeof each === 'string')
    .map(oneLine);
}

function pairs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([key, each]) => oneLine(`${key}=${typeof each === 'string' ? each : ''}`));
}

/** One line a step, as numbers of lines are those of steps. */
function stepOf(step: unknown): string {
  const words = ['created_by', 'comment', 'author'].map((key) => memberOf(step, key));
  return oneLine(words.filter((each) => typeof each === 'string' && each !== '').join(' # '));
}

/** The text of a step may have several lines. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** What has not been made a text of. */
function restOf(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return config;
  const { history: _history, ...rest } = config as Record<string, unknown>;
  for (const key of ['config', 'container_config']) {
    const settings = rest[key];
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) continue;
    const { Env: _env, Labels: _labels, Entrypoint: _entrypoint, Cmd: _cmd, ...others } = settings as typeof rest;
    rest[key] = others;
  }
  return rest;
}
