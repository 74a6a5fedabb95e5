package io.runbookmemory.learn.analysis.signal;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;

/**
 * An incident of an alert as a journal has it, whether or not anybody approved a memory of it.
 *
 * @param id the incident's, which its memory has too
 * @param signal the alert and where; of several alerts there is one trouble each
 * @param began when the harm began
 * @param ended whether it is over
 */
public record Trouble(MemoryId id, Signal signal, Instant began, boolean ended) {}
