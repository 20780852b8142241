import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** What Svelte writes for scripts that take a page over, as it stands in compiled components and in its own code. */
const HYDRATION_MARKS = /<!--(?:[[\]!\d-]*|\$\{\w+\}|\$' \+ uid \+ ')-->/g;

/**
 * Leaves those marks out when the pages are built: nothing here is taken over (`csr` is off), and they were a quarter
 * of a list's bytes, which every answer had to lose again. The renderer writes none; it looks for some.
 */
const unmarked: Plugin = {
	name: 'unmarked',
	enforce: 'post',
	applyToEnvironment: ({ name }) => name === 'ssr',
	transform: {
		filter: { id: /\.svelte$|\/svelte\/src\/internal\/server\/(?!renderer)/ },
		handler: (code) => ({ code: code.replaceAll(HYDRATION_MARKS, ''), map: null }),
	},
};

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
			// hooks.server.ts decides itself (platform/own-form.ts): the framework refuses old browsers that send no Origin.
			csrf: { trustedOrigins: ['*'] },
		}),
		unmarked,
	],
});
