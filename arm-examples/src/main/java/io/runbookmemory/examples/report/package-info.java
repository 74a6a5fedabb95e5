/** {@code arm report}: what a week and a shift amount to. */
package io.runbookmemory.examples.report;
