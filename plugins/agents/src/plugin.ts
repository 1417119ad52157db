import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { agentsService } from './api.ts';
import { createAgentsService } from './service.ts';

const plugin: Plugin = definePlugin({
  activate(context) {
    return [context.services.provide(agentsService, createAgentsService(context))];
  },
});

export default plugin;
