package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.Memory;

/**
 * Two memories that cannot both be right, for an owner to judge.
 *
 * @param first the one of the lower id
 * @param second the other
 * @param why what contradicts what, for people
 */
public record Contradiction(Memory first, Memory second, String why) {}
