/**
 * Plans as text: {@link io.runbookmemory.oncall.page.PlanText}.
 *
 * <p>Floor 5: imports {@code oncall}, {@code recall.context} and {@code memory}.
 */
package io.runbookmemory.oncall.page;
