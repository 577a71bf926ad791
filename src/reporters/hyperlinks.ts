/** Whether the stream is a terminal that follows OSC 8 links; costs a module load, so ask only when there is one. */
export async function canHyperlink(stream: { isTTY?: boolean }): Promise<boolean> {
  if (!stream.isTTY) return false;
  const { createSupportsHyperlinks } = await import('supports-hyperlinks');
  return createSupportsHyperlinks(stream);
}
