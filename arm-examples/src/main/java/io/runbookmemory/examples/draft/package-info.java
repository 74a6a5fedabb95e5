/** The commands over the drafts that wait for their owners. */
package io.runbookmemory.examples.draft;
