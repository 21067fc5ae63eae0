interface Node {
  id: string;
  ancestorIds: readonly string[];
}

/**
 * The same with every part after what it is a part of, in the order given. A part whose surroundings are not
 * among them stands where the nearest that is would have it.
 */
export function inTree<T extends Node>(nodes: readonly T[]): T[] {
  const given = new Set(nodes.map(({ id }) => id));
  const nearest = ({ ancestorIds }: T) => ancestorIds.findLast((id) => given.has(id));
  const below = (parent: string | undefined): T[] =>
    nodes.filter((node) => nearest(node) === parent).flatMap((node) => [node, ...below(node.id)]);
  return below(undefined);
}
