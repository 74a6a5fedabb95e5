package io.runbookmemory.replay.incident;

import io.runbookmemory.memory.content.Effect;
import java.time.Instant;

/**
 * What somebody did during an incident.
 *
 * @param at when
 * @param text in words
 * @param outcome what it did
 */
public record TakenAction(Instant at, String text, Effect outcome) {}
