/**
 * What upkeep costs: {@link io.runbookmemory.bench.upkeep.MixedMemories} is the memory of a team
 * over two years, {@link io.runbookmemory.bench.upkeep.UpkeepRun} looks after it in a small heap.
 */
package io.runbookmemory.bench.upkeep;
