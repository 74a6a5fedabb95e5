/**
 * The door for clients of the Model Context Protocol: {@link io.runbookmemory.examples.mcp.McpDoor}
 * tells a server of the protocol's SDK what it offers, {@code arm mcp} opens one over standard
 * input and output. Knows of the command line only its options.
 */
package io.runbookmemory.examples.mcp;
