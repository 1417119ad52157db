import { definePlugin, type Plugin } from '@mmm/plugin-api';
import { verifyService } from './api.ts';
import { openStore } from './store.ts';

// What runs checks and what reads manifests is loaded when it is first asked for.
const plugin: Plugin = definePlugin({
  activate: (context) => [
    context.services.provide(verifyService, {
      async verify(request, signal) {
        const { verifySpec } = await import('./verification.ts');
        return verifySpec(context, request, signal);
      },
      async tampering(request) {
        const { findTampering } = await import('./guard.ts');
        return findTampering(context, request);
      },
      async ledger(spec, run) {
        const store = await openStore(context);
        return store.newest(spec, run);
      },
      async answer(answer) {
        const store = await openStore(context);
        store.answer(answer, context.clock.now());
      },
    }),
  ],
});

export default plugin;
