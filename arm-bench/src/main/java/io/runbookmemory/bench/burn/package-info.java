/** Simulated services, and what profiles of burn rates make of them. */
package io.runbookmemory.bench.burn;
