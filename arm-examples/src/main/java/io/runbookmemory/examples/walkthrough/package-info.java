/** {@code arm walkthrough}: a public history of incidents, and what ARM makes of it. */
package io.runbookmemory.examples.walkthrough;
