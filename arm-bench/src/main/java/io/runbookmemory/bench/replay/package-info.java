/**
 * What a replay of a whole quarter costs: {@link io.runbookmemory.bench.replay.ReplayProgram}
 * writes a {@link io.runbookmemory.bench.replay.Quarter} once, and replays it in a process with a
 * small heap.
 */
package io.runbookmemory.bench.replay;
