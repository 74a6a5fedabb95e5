/** What is so short that only JMH can time it. */
package io.runbookmemory.bench.jmh;
