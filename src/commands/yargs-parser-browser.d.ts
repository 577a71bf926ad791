/** The parser without its reading of files and environment; the published types leave this entry out. */
declare module 'yargs-parser/browser' {
  import parseArguments from 'yargs-parser';

  export default parseArguments;
}
