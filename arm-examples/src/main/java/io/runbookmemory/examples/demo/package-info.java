/** The night that {@code arm demo} plays, and the sample team it happens to. */
package io.runbookmemory.examples.demo;
