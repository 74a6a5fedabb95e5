/**
 * The web pane: a page, its styles and its modules, which are resources beside. They hold no data;
 * what they show they ask of the API. Imports {@code http} of the daemon.
 */
package io.runbookmemory.examples.daemon.pane;
