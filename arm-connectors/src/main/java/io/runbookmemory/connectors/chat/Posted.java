package io.runbookmemory.connectors.chat;

import org.jspecify.annotations.Nullable;

/**
 * A message that was posted.
 *
 * @param channel as the system names it
 * @param thread the message that it answers; null if it began a thread
 * @param id of the message, to answer or to change it
 */
public record Posted(String channel, @Nullable String thread, String id) {}
