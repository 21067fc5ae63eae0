/** The address of a proposal, below its topic's. */
export function proposalPath({ id, topic }: { id: string; topic: { id: string } }): string {
  return `/t/${topic.id}/proposal/${id}`;
}
