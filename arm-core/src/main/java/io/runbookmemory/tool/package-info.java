/**
 * What agents and daemons may call: {@link io.runbookmemory.tool.ToolContract} says what a tool
 * takes, gives and does to the world, {@link io.runbookmemory.tool.Tool} does it. Nothing here
 * decides who may: that is the {@code guard}'s, through which every call goes.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.tool;
