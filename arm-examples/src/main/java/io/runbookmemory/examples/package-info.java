/** The {@code arm} command line; {@link io.runbookmemory.examples.Arm} is its entry. */
package io.runbookmemory.examples;
