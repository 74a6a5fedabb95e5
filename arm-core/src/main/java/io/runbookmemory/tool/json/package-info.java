/**
 * JSON as tools, guard and plans read and write it: {@link io.runbookmemory.tool.json.JsonText}.
 * Not exported, for it speaks of Jackson's types.
 *
 * <p>Floor 1: imports {@code error} alone.
 */
package io.runbookmemory.tool.json;
