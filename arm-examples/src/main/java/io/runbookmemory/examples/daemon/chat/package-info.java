/**
 * The chats that may talk to the daemon: {@link io.runbookmemory.examples.daemon.chat.Chat} opens
 * the doors of Slack and Teams, {@link io.runbookmemory.examples.daemon.chat.Commands} does what is
 * asked. What comes from a chat is data; what goes there is plain words. Imports {@code http},
 * {@code notify}, {@code memory}, {@code observe} and {@code config} of the daemon.
 */
package io.runbookmemory.examples.daemon.chat;
