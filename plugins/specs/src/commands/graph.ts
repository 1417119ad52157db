import { type Command, defineCommand, textOption } from '@mmm/plugin-api';
import { specsService } from '../api.ts';
import { dotText, edgesOf, type Graph, mermaidText, treeText } from '../domain/graph.ts';

export interface ShownGraph extends Graph {
  readonly format: string;
}

const command: Command<ShownGraph> = defineCommand({
  async run(input, context) {
    const service = await context.services.get(specsService);
    const order = await service.order();
    if (!order.ok) throw order.error;
    const specs = new Map((await service.list()).map((spec) => [spec.name, spec]));
    const nodes = order.value.names.flatMap((name) => {
      const spec = specs.get(name);
      return spec === undefined ? [] : [{ name, title: spec.title, status: spec.status }];
    });
    const format = textOption(input, 'format') ?? 'tree';
    return { data: { format, nodes, edges: edgesOf(order.value.dependencies) } };
  },
  view: (data) => [{ kind: 'text', text: rendered(data) }],
});

export default command;

function rendered({ format, nodes, edges }: ShownGraph): string {
  const graph = { nodes, edges };
  if (format === 'mermaid') return mermaidText(graph);
  if (format === 'dot') return dotText(graph);
  if (format === 'json') return JSON.stringify(graph, undefined, 2);
  return nodes.length === 0 ? 'There are no specs.' : treeText(graph);
}
