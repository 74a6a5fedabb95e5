/** The commands about one gauge's samples: what is normal, what is not, where it leads. */
package io.runbookmemory.examples.command.series;
