package io.runbookmemory.replay.incident;

/**
 * The first action that was right, and what could have told so at once.
 *
 * @param action which of the incident's actions it is, from 0
 * @param memory the key or id of the memory that tells to take it
 */
public record CorrectAction(int action, String memory) {}
