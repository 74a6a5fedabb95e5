/**
 * What a command would do to the world, read from its line alone: {@link
 * io.runbookmemory.oncall.command.CommandReading}.
 *
 * <p>Floor 5: imports {@code tool} alone.
 */
package io.runbookmemory.oncall.command;
