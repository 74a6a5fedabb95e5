/** Plans that are carried out: {@code arm plan --start} and {@code arm step}. */
package io.runbookmemory.examples.run;
