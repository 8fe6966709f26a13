import { mount } from 'svelte';
import '../src/styles/base.css';
import '../src/styles/tokens.css';
import Parts from './Parts.svelte';

mount(Parts, { target: document.getElementById('app')! });
