/**
 * Other libraries' stores as {@link io.runbookmemory.bench.search.Side}s, and data that is made up
 * where there is no file of vectors. It imports {@code search} and {@code embed}.
 */
package io.runbookmemory.bench.peers;
