import './app.css';
import {mount} from 'svelte';
import App from './App.svelte';
import {setLanguage} from './lib/i18n.svelte';
import {startKeys} from './lib/keys';
import {startMenus} from './lib/menus';
import {startRouter} from './lib/router.svelte';
import {applyTheme, settings} from './lib/settings.svelte';

applyTheme();
startRouter();
startKeys();
startMenus();
await setLanguage(settings.language);
mount(App, {target: document.getElementById('app')!});
