import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { specsService } from './api.ts';
import { createSpecsService } from './service.ts';

const plugin: Plugin = definePlugin({
  activate: (context) => [context.services.provide(specsService, createSpecsService(context))],
});

export default plugin;
