/**
 * What a recall has to say, as text for an LLM's prompt or a chat message, within a budget: {@link
 * io.runbookmemory.recall.context.RecallContext}.
 *
 * <p>Floor 4, above {@code recall}: imports that, {@code memory} and {@code text}.
 */
package io.runbookmemory.recall.context;
