/**
 * Plans in use: {@link io.runbookmemory.oncall.run.PlanQueries} asks a plan's queries, through the
 * guard like every call.
 *
 * <p>Floor 5: imports {@code oncall}, {@code guard}, {@code memory} and {@code tool}.
 */
package io.runbookmemory.oncall.run;
