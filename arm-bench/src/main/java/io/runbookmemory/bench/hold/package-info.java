/**
 * What a library takes to hold memories, each in a process of its own: its start, its memory, its
 * disk, and how all of these grow. Entry types: {@link
 * io.runbookmemory.bench.hold.ColdStartProgram} and {@link
 * io.runbookmemory.bench.hold.MemoryProgram}. It imports {@code measure}, {@code search} and {@code
 * peers}.
 */
package io.runbookmemory.bench.hold;
