/**
 * What the programs about searching share: {@link io.runbookmemory.bench.search.Data}, memories of
 * real text with real vectors, and the {@link io.runbookmemory.bench.search.Side}s that search
 * them.
 */
package io.runbookmemory.bench.search;
