/**
 * What a memory can hold: the sealed {@link io.runbookmemory.memory.content.Content} and its kinds.
 *
 * <p>Floor 2: imports {@code text} alone.
 */
package io.runbookmemory.memory.content;
