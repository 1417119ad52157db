import { definePlugin, type Plugin } from '@mmm/plugin-api';

const plugin: Plugin = definePlugin({ activate: () => [] });
export default plugin;
