package io.runbookmemory.replay.measure;

import io.runbookmemory.replay.Estimate;

/**
 * How often memory would have spared a ticket its human: of the incidents that say their first
 * correct action, those that woke nobody, rightly, and whose plan held the action before somebody
 * took it.
 *
 * @param n the incidents that say their first correct action
 * @param quiet those of them that ARM made a ticket or a line in a log, where no page was due
 * @param deflected those of the quiet ones whose plan held the action in time
 * @param rate deflected of n, in [0, 1]
 */
public record Deflection(int n, int quiet, int deflected, Estimate rate) {}
