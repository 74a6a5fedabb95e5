/**
 * From a situation to a plan: {@link io.runbookmemory.oncall.Planner} stitches what was recalled
 * into an {@link io.runbookmemory.oncall.ActionPlan}.
 *
 * <p>Floor 5: imports {@code recall}, {@code slo}, {@code guard}, {@code memory}, {@code alert},
 * {@code text}, {@code tool} and {@code error}.
 */
package io.runbookmemory.oncall;
