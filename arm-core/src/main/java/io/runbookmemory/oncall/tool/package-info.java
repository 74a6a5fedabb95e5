/**
 * What memory knows, as tools that an agent may call: {@link
 * io.runbookmemory.oncall.tool.MemoryTools}.
 *
 * <p>Floor 5: imports {@code recall}, {@code remember}, {@code store}, {@code slo}, {@code metric},
 * {@code memory}, {@code tool} and {@code error}.
 */
package io.runbookmemory.oncall.tool;
