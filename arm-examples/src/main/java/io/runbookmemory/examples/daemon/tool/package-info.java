/**
 * What a daemon calls for people and for clients of the Model Context Protocol: {@link
 * io.runbookmemory.examples.daemon.tool.Toolroom} holds the tools behind the guard. Imports {@code
 * config} and {@code memory} of the daemon.
 */
package io.runbookmemory.examples.daemon.tool;
