import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { projectsService } from './api.ts';
import { createRegistry } from './registry.ts';

const plugin: Plugin = definePlugin({
  activate(context) {
    const { list, find, active } = createRegistry(context);
    return [context.services.provide(projectsService, { list, find, active })];
  },
});

export default plugin;
