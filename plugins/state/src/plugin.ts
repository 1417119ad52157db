import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { stateService } from './api.ts';
import { createState } from './service.ts';

const plugin: Plugin = definePlugin({
  activate(context) {
    const state = createState(context);
    return [state, context.services.provide(stateService, state)];
  },
});

export default plugin;
