/** The commands about objectives and budgets: {@code arm classify} and {@code arm slo}. */
package io.runbookmemory.examples.slo;
