/**
 * Plans that are carried out in incidents, over HTTP: steps that are tools or queries are looked
 * at, run and agreed to, through the guard; and all that waits for a second person. Imports {@code
 * api.route}, {@code api.memory}, {@code tool}, {@code mcp} and {@code http} of the daemon.
 */
package io.runbookmemory.examples.daemon.api.run;
