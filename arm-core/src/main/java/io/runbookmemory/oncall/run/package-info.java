/**
 * Plans in use: {@link io.runbookmemory.oncall.run.PlanQueries} asks a plan's queries, through the
 * guard like every call, and {@link io.runbookmemory.oncall.run.PlanRuns} keeps a plan that is
 * carried out step by step.
 *
 * <p>Floor 5: imports {@code oncall}, {@code oncall.playbook}, {@code recall}, {@code store},
 * {@code guard}, {@code memory}, {@code tool} and {@code error}.
 */
package io.runbookmemory.oncall.run;
