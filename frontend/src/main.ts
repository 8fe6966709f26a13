import { mount } from 'svelte';
import App from './App.svelte';
import { startOffline } from './offline';
import './styles/tokens.css';
import './styles/base.css';

mount(App, { target: document.getElementById('app')! });
startOffline();
