/** The options that commands share: which store, whose memories, what is going on. */
package io.runbookmemory.examples.option;
