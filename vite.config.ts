import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
			// hooks.server.ts decides itself (platform/own-form.ts): the framework refuses old browsers that send no Origin.
			csrf: { trustedOrigins: ['*'] },
		}),
	],
});
