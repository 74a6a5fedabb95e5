/** The commands over the journal of incidents. */
package io.runbookmemory.examples.incident;
