/**
 * Telling people: {@link io.runbookmemory.connectors.chat.SlackClient} and {@link
 * io.runbookmemory.connectors.chat.TeamsClient} behind one {@link
 * io.runbookmemory.connectors.chat.ChatSystem}; {@link
 * io.runbookmemory.connectors.chat.TeamsWorkflowClient} for cards in one channel, and {@link
 * io.runbookmemory.connectors.chat.WebhookClient}.
 *
 * <p>Imports {@code endpoint} and {@code http}.
 */
package io.runbookmemory.connectors.chat;
