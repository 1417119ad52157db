import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { gitService } from './api.ts';
import { createService } from './service.ts';

const plugin: Plugin = definePlugin({
  activate: (context) => [context.services.provide(gitService, createService(context))],
});

export default plugin;
