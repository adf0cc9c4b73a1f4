"use strict";
/* The choice between light and dark that the page of findings remembers. */
try {
  if (localStorage.nianbaoTheme) document.documentElement.setAttribute("data-theme", localStorage.nianbaoTheme);
} catch (error) { /* nothing is remembered */ }
