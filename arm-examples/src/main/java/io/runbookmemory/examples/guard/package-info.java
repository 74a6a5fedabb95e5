/** Commands about tools and what became of their calls. */
package io.runbookmemory.examples.guard;
