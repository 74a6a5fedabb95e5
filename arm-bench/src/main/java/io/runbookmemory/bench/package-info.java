/**
 * The programs, one a class: {@link io.runbookmemory.bench.Bench} lists them. They import all other
 * modules and the peers; nothing imports them.
 */
package io.runbookmemory.bench;
