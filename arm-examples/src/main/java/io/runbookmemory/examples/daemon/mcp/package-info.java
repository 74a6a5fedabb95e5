/**
 * The door for clients of the Model Context Protocol over HTTP: {@link
 * io.runbookmemory.examples.daemon.mcp.McpDoors} are the three methods of {@code /mcp}, {@link
 * io.runbookmemory.examples.daemon.mcp.McpRoom} is what stands behind them as long as a
 * configuration holds. What clients find there is that of {@code arm mcp}. Imports {@code http},
 * {@code access}, {@code config} and {@code tool} of the daemon.
 */
package io.runbookmemory.examples.daemon.mcp;
