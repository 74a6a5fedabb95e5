/** What goes wrong with pods, as alerts for the same pipeline as all others. */
package io.runbookmemory.examples.remedy.watch;
