/**
 * Tools whose arguments and outputs are Java records: {@link
 * io.runbookmemory.tool.record.RecordTool}, its schemas derived from them.
 *
 * <p>Floor 1: imports {@code error} and {@code tool}.
 */
package io.runbookmemory.tool.record;
