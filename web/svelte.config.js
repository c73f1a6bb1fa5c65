import {vitePreprocess} from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess({style: false}),
  compilerOptions: {
    runes: true,
    // Class names of scoped styles come from the styles alone, so that they hang on no path.
    cssHash: ({hash, css}) => `s-${hash(css)}`,
  },
};
